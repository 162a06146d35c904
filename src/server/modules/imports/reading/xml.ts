import { SaxesParser } from 'saxes'
import { Unreadable } from './unreadable.ts'

export type Attributes = Readonly<Record<string, string>>

/** What is done with the parts of XML as they come; names are without their prefix. */
export interface Hearing {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

// The parser keeps a tag or a text until it ends; one that does not end is no sheet.
const silenceBytes = 8 * 1024 ** 2

/**
 * Hears XML out, and pauses after each piece, so that what was heard can be passed on. Entities that the document
 * declares itself are not resolved, so nothing in it can grow.
 * @throws Unreadable
 */
export async function* hearXml(pieces: AsyncIterable<Buffer>, hearing: Hearing): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder()
  let silence = 0
  parser.on('error', () => {
    throw new Unreadable('broken')
  })
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    hearing.open(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => hearing.close(local(name)))
  parser.on('text', (text) => hearing.text(text))
  parser.on('cdata', (text) => hearing.text(text))
  for await (const piece of pieces) {
    silence += piece.length
    if (silence > silenceBytes) throw new Unreadable('unpacks_too_large')
    parser.write(decoder.decode(piece, { stream: true }))
    yield
  }
  parser.write(decoder.decode())
  parser.close()
  yield
}

/** Hears a whole document. @throws Unreadable */
export async function hearWhole(text: string, open: Hearing['open']): Promise<void> {
  const hearing: Hearing = { open, close() {}, text() {} }
  for await (const _ of hearXml(only(Buffer.from(text)), hearing)) void _
}

async function* only(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const own = attributes[name]
  if (own !== undefined) return own
  const prefixed = Object.keys(attributes).find((key) => local(key) === name)
  return prefixed === undefined ? undefined : attributes[prefixed]
}
