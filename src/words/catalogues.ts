import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import PO from 'pofile'
import type { Language } from '../contract/primitives.ts'
import type { Messages } from './index.ts'

/** ICU text by id, in the order of the file. */
export type Catalogue = ReadonlyMap<string, string>

const root = new URL('.', import.meta.url)

/** The areas that have words: the directories beside this file that hold English. */
export function areas(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(cataloguePath(entry.name, 'en')))
    .map((entry) => entry.name)
    .sort()
}

export function cataloguePath(area: string, language: Language): string {
  return fileURLToPath(new URL(`${area}/${language}.po`, root))
}

/** One area in one language. Throws if the file is missing or names an id twice (PO would silently keep one of them). */
export function readCatalogue(area: string, language: Language): Catalogue {
  const catalogue = new Map<string, string>()
  for (const item of PO.parse(readFileSync(cataloguePath(area, language), 'utf8')).items) {
    if (catalogue.has(item.msgid)) throw new Error(`${area}/${language}.po has ${item.msgid} twice`)
    catalogue.set(item.msgid, item.msgstr.join(''))
  }
  return catalogue
}

/** The compiled messages of some areas in one language: JSON values only. Throws at the first text that is no ICU message. */
export function compileCatalogues(names: readonly string[], language: Language): Messages {
  const messages: Messages = {}
  for (const area of names) {
    for (const [id, text] of readCatalogue(area, language)) messages[id] = compileMessageOrThrow(text)
  }
  return messages
}
