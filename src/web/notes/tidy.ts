import type { JSONContent } from '@tiptap/core'
import { isSafeLink } from '../../contract/rich-text.ts'
import type { RichMark, RichNode, RichText } from '../../contract/rich-text.ts'

/** The attributes that are kept; the editor brings more, all of them empty. */
const kept: Readonly<Record<string, readonly string[]>> = {
  heading: ['level'],
  orderedList: ['start'],
  mention: ['id', 'label'],
  link: ['href'],
}

/** What the editor holds, as the contract takes it: blank lines at both ends and empty attributes gone. */
export function tidy(document: JSONContent): RichText {
  const content = (document.content ?? []).map(tidyNode)
  const first = content.findIndex((node) => !isBlank(node))
  if (first < 0) return { type: 'doc', content: [] }
  return { type: 'doc', content: content.slice(first, content.findLastIndex((node) => !isBlank(node)) + 1) }
}

export function isEmpty({ content }: RichText): boolean {
  return content.length === 0
}

function isBlank(node: RichNode): boolean {
  return node.type === 'paragraph' && (node.content ?? []).every(({ type }) => type === 'hardBreak')
}

function tidyNode(node: JSONContent): RichNode {
  const attrs = tidyAttributes(node.type ?? '', node.attrs)
  const marks = (node.marks ?? []).flatMap(tidyMark)
  return {
    type: node.type ?? '',
    ...(attrs && { attrs }),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(marks.length > 0 ? { marks } : {}),
    ...(node.content ? { content: node.content.map(tidyNode) } : {}),
  }
}

function tidyMark(mark: { type: string; attrs?: Record<string, unknown> }): RichMark[] {
  const attrs = tidyAttributes(mark.type, mark.attrs)
  if (mark.type === 'link' && !isSafeLink(attrs?.['href'])) return []
  return [{ type: mark.type, ...(attrs && { attrs }) }]
}

function tidyAttributes(type: string, attrs: Record<string, unknown> | undefined) {
  const names = kept[type]
  if (!names || !attrs) return undefined
  return Object.fromEntries(names.map((name) => [name, attrs[name]]))
}
