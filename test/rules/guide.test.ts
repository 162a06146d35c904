import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blocksOf, partsOf } from '../../src/web/help/blocks.ts'
import { words } from '../../src/words/node.ts'

const folder = path.join(import.meta.dirname, '../../docs/users')
const pages = globSync('*.md', { cwd: folder })

test.each(pages)('every link and every picture of %s leads somewhere, and the program can show it', (page) => {
  const text = readFileSync(path.join(folder, page), 'utf8')
  for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g))
    expect(existsSync(path.join(folder, target)), target).toBe(true)
  const plain = blocksOf(text).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
  // What is left of Markdown in a paragraph is Markdown that the program does not read.
  expect(plain.filter((each) => /^(?:[#>|]|```|!\[|<)/.test(each))).toEqual([])
})

test('all pages are named in the contents', () => {
  const contents = readFileSync(path.join(folder, 'README.md'), 'utf8')
  expect(pages.filter((page) => page !== 'README.md' && !contents.includes(`(${page})`))).toEqual([])
})

test('every place is named with its key', () => {
  const { t } = words('en')
  const places = readFileSync(path.join(folder, '../../src/web/shell/places.ts'), 'utf8')
  const rows = places
    .matchAll(/id: '(\w+)',.* keys: 'G (\w)'/g)
    .map(([, id, key]) => `| ${key} | ${t(`shell.place.${id}`)} |`)
  const guide = readFileSync(path.join(folder, 'keyboard.md'), 'utf8')
  expect(guide).toContain(['|---|---|', ...rows].join('\n'))
})

test('a page is read as blocks, a line as parts', () => {
  expect(blocksOf('# One\ntext goes\non\n\n- a\n  b\n- c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n![A](p.png)')).toEqual([
    { kind: 'heading', level: 1, text: 'One' },
    { kind: 'paragraph', text: 'text goes on' },
    { kind: 'list', isOrdered: false, items: ['a b', 'c'] },
    {
      kind: 'table',
      rows: [
        ['x', 'y'],
        ['1', '2'],
      ],
    },
    { kind: 'picture', alt: 'A', source: 'p.png', width: null },
  ])
  expect(partsOf('a **b** *c* `d` [e](f.md)!')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'd' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'e', target: 'f.md' },
    { kind: 'text', text: '!' },
  ])
})
