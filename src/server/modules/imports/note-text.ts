import { fieldKey } from '../../../contract/import-fields.ts'
import type { Row, RowReader } from './cells.ts'

// What is longer is no note but a file read wrongly.
const noteCharacters = 20_000

/**
 * What the columns of a row that hold notes say, with their lines; null if nothing. Of several columns each is named, so
 * that nobody has to guess which number was which.
 */
export function readNote(row: Row, { mapping, headers }: RowReader): string | null {
  const said = textColumns(mapping.fields).notes.flatMap(([key, header]) => {
    if (row.text(key, noteCharacters) === null) return []
    const text = (row.record[headers.indexOf(header)] ?? '').trim()
    return [{ header, text: plain(text).slice(0, noteCharacters) }]
  })
  const [only] = said
  if (!only) return null
  if (said.length === 1) return only.text
  return said.map(({ header, text }) => `${header}: ${text}`).join('\n')
}

interface TextColumns {
  readonly notes: readonly (readonly [key: string, header: string])[]
  readonly tags: readonly string[]
}

const known = new WeakMap<object, TextColumns>()

function textColumns(fields: Readonly<Record<string, string>>): TextColumns {
  const found = known.get(fields)
  if (found) return found
  const of = (field: string) => Object.entries(fields).filter(([key]) => fieldKey(key).field === field)
  const columns = { notes: of('note'), tags: of('tags').map(([key]) => key) }
  known.set(fields, columns)
  return columns
}

/** Text without what no note holds; the tags of a page that was pasted are left out, its lines are kept. */
function plain(text: string): string {
  const isPage = /<(?:p|br|div|span|b|i|ul|li|a)\b[^>]*>/i.test(text)
  const lines = isPage
    ? text
        .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
        .replace(/<[^>]*>/g, '')
        .replaceAll('&nbsp;', ' ')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
    : text
  return lines
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The tags that a row names, each once. */
export function readTags(row: Row, { mapping }: RowReader): string[] {
  const { tags } = textColumns(mapping.fields)
  if (tags.length === 0) return []
  const names = tags.flatMap((key) => row.text(key, 2000)?.split(/\s*(?::::|[,;|\n])\s*/u) ?? [])
  // Google marks the groups that everybody has with a star.
  const own = names.map((name) => name.trim().slice(0, 60)).filter((name) => name !== '' && !name.startsWith('*'))
  return [...new Map(own.map((name) => [name.toLowerCase(), name])).values()].slice(0, 50)
}
