/** A piece of a page of the guide. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'picture'; readonly alt: string; readonly source: string; readonly width: number | null }

export type Part =
  | { readonly kind: 'text' | 'strong' | 'em' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string }

const item = /^(?:- |\d+\. )/

/** The blocks of a page. Lines that begin with spaces go on with the item above; a blank line ends a block. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((chunk) => headingApart(chunk.trim()))
    .filter((chunk) => chunk !== '')
    .map(blockOf)
}

/** A heading ends with its line, also where text follows at once. */
function headingApart(chunk: string): string[] {
  if (!chunk.startsWith('#')) return [chunk]
  const [heading = '', ...rest] = chunk.split('\n')
  return [heading, rest.join('\n').trim()]
}

function blockOf(chunk: string): Block {
  const heading = /^(#+) (.*)$/.exec(chunk)
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }
  const picture = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(chunk)
  if (picture) return { kind: 'picture', alt: picture[1] ?? '', source: picture[2] ?? '', width: null }
  const image = /^<img src="([^"]+)" alt="([^"]*)" width="(\d+)">$/.exec(chunk)
  if (image) return { kind: 'picture', alt: image[2] ?? '', source: image[1] ?? '', width: Number(image[3]) }
  const lines = chunk.split('\n')
  if (lines.every((line) => line.startsWith('|'))) return { kind: 'table', rows: rowsOf(lines) }
  if (item.test(chunk)) return { kind: 'list', isOrdered: /^\d/.test(chunk), items: itemsOf(lines) }
  return { kind: 'paragraph', text: joined(lines) }
}

function rowsOf(lines: readonly string[]): string[][] {
  return lines
    .filter((line) => !/^\|[-| ]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

function itemsOf(lines: readonly string[]): string[] {
  const items: string[][] = []
  for (const line of lines) {
    if (item.test(line)) items.push([line.replace(item, '')])
    else items.at(-1)?.push(line)
  }
  return items.map(joined)
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ')
}

/** The parts of a line: **strong**, *stressed*, `typed`, [named](target). */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const found of text.matchAll(/\*\*(.+?)\*\*|\*(.+?)\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g)) {
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) })
    const [whole, strong, em, code, name, target] = found
    if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else if (em !== undefined) parts.push({ kind: 'em', text: em })
    else if (code !== undefined) parts.push({ kind: 'code', text: code })
    else parts.push({ kind: 'link', text: name ?? '', target: target ?? '' })
    at = found.index + whole.length
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}
