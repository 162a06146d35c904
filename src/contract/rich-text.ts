/**
 * Rich text of notes: a tree of nodes as the editor makes it, and nothing but what is listed here. What is not on the list
 * is refused, not cleaned: no attribute, node or address that nobody thought of is ever stored.
 */
export interface RichText {
  readonly type: 'doc'
  readonly content: readonly RichNode[]
}

export interface RichNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly RichNode[]
  readonly marks?: readonly RichMark[]
  readonly text?: string
}

export interface RichMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

type Check = (value: unknown) => boolean

interface NodeRule {
  /** Types that may stand inside; none for a leaf. */
  readonly inside?: readonly string[]
  readonly attrs?: Readonly<Record<string, Check>>
}

const inline = ['text', 'hardBreak', 'mention']
const lists = ['bulletList', 'orderedList']
const blocks = ['paragraph', 'heading', 'blockquote', 'codeBlock', 'horizontalRule', ...lists]

const isId: Check = (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isName: Check = (value) => typeof value === 'string' && value.length <= 200
const isCount: Check = (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 100_000

const nodes: Readonly<Record<string, NodeRule>> = {
  paragraph: { inside: inline },
  heading: { inside: inline, attrs: { level: (value) => value === 1 || value === 2 || value === 3 } },
  blockquote: { inside: ['paragraph', ...lists] },
  codeBlock: { inside: ['text'] },
  horizontalRule: {},
  bulletList: { inside: ['listItem'] },
  orderedList: { inside: ['listItem'], attrs: { start: isCount } },
  listItem: { inside: ['paragraph', ...lists] },
  hardBreak: {},
  mention: { attrs: { id: isId, label: isName } },
}

const plainMarks = new Set(['bold', 'italic', 'strike', 'underline', 'code'])

/** What a link may lead to: nothing that runs. */
export function isSafeLink(href: unknown): boolean {
  return typeof href === 'string' && href.length <= 2000 && /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu.test(href)
}

const deepest = 12

/** Whether a value is rich text by the list above, not deeper than twelve levels. */
export function isRichText(value: unknown): value is RichText {
  if (!isObject(value) || value['type'] !== 'doc' || !hasOnly(value, ['type', 'content'])) return false
  const content = value['content']
  return Array.isArray(content) && content.every((node) => isNode(node, blocks, 1))
}

function isNode(node: unknown, allowed: readonly string[], depth: number): boolean {
  if (depth > deepest || !isObject(node) || typeof node['type'] !== 'string' || !allowed.includes(node['type']))
    return false
  if (node['type'] === 'text') return isText(node)
  const rule = nodes[node['type']]
  if (!rule || !hasOnly(node, ['type', 'attrs', 'content'])) return false
  const { attrs, content } = node
  if (!isAttributes(attrs, rule.attrs ?? {})) return false
  if (content === undefined) return true
  return Array.isArray(content) && content.every((inner) => isNode(inner, rule.inside ?? [], depth + 1))
}

function isText(node: Record<string, unknown>): boolean {
  const { text, marks } = node
  // Tabs and line breaks belong to code; other control characters to nothing.
  if (typeof text !== 'string' || text === '' || !/^(?:[^\p{Cc}\p{Cs}]|[\t\n])*$/u.test(text)) return false
  if (!hasOnly(node, ['type', 'text', 'marks'])) return false
  return marks === undefined || (Array.isArray(marks) && marks.length <= 6 && marks.every(isMark))
}

function isMark(mark: unknown): boolean {
  if (!isObject(mark) || !hasOnly(mark, ['type', 'attrs'])) return false
  if (mark['type'] === 'link') return isAttributes(mark['attrs'], { href: isSafeLink }, true)
  return typeof mark['type'] === 'string' && plainMarks.has(mark['type']) && mark['attrs'] === undefined
}

function isAttributes(attrs: unknown, rules: Readonly<Record<string, Check>>, needed = false): boolean {
  if (attrs === undefined) return !needed && !('id' in rules)
  if (!isObject(attrs) || !hasOnly(attrs, Object.keys(rules))) return false
  return Object.entries(rules).every(([name, check]) => check(attrs[name]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key))
}

/** The words of rich text, a line a block: for search, previews, and screens that need no editor. */
export function plainText(text: RichText): string {
  return text.content.map(blockText).join('\n').trim()
}

function blockText(node: RichNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'mention') return `@${String(node.attrs?.['label'] ?? '')}`
  const isLine = node.content?.every(({ type }) => inline.includes(type)) ?? true
  return (node.content ?? []).map(blockText).join(isLine ? '' : '\n')
}

/** The members that are named in rich text, each once. */
export function mentionedIn(text: RichText): string[] {
  const found = new Set<string>()
  const look = (node: RichNode): void => {
    if (node.type === 'mention') found.add(String(node.attrs?.['id']))
    node.content?.forEach(look)
  }
  text.content.forEach(look)
  return [...found]
}
