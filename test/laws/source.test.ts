import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

// The linter holds the laws of the text: sizes, no any, no `!`, no @ts-ignore, no default exports, no cycles. Here its settings are held.
const root = path.resolve(import.meta.dirname, '../..')
const place = mkdtempSync(path.join(tmpdir(), 'rondo-law-'))
afterAll(() => rmSync(place, { recursive: true }))

function lint(files: Record<string, string>): string {
  cpSync(path.join(root, '.oxlintrc.json'), path.join(place, '.oxlintrc.json'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(place, name), text)
  const { stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--format=unix', '.'],
    { cwd: place, encoding: 'utf8' },
  )
  for (const name of Object.keys(files)) rmSync(path.join(place, name))
  return stdout
}

const long = (lines: number) => Array.from({ length: lines }, (_, at) => `  void ${at}`).join('\n')

test.each([
  ['max-lines)', { 'planted.ts': `${long(301)}\nexport {}\n` }],
  ['max-lines-per-function', { 'planted.ts': `export function planted() {\n${long(61)}\n}\n` }],
  ['no-explicit-any', { 'planted.ts': 'export const planted: any = 1\n' }],
  ['no-non-null-assertion', { 'planted.ts': 'export const planted = [1][0]!\n' }],
  ['ban-ts-comment', { 'planted.ts': '// @ts-ignore\nexport const planted: string = 1\n' }],
  ['no-default-export', { 'planted.ts': 'export default 1\n' }],
  [
    'no-cycle',
    {
      'planted.ts': "import { other } from './other.ts'\nexport const planted = () => other\n",
      'other.ts': "import { planted } from './planted.ts'\nexport const other = () => planted\n",
    },
  ],
  [
    'no-focused-tests',
    { 'planted.test.ts': "import { test, expect } from 'vitest'\ntest.only('a', () => expect(1).toBe(1))\n" },
  ],
])('the linter sees %s', (rule, files) => {
  expect(lint(files)).toContain(rule)
})

test('and finds nothing in a file that keeps the laws', () => {
  expect(lint({ 'fine.ts': 'export const fine = 1\n' })).not.toContain('fine.ts')
})
