import type { Language } from '../contract/primitives.ts'
import { areas, compileCatalogues } from './catalogues.ts'
import { speak } from './index.ts'
import type { Words } from './index.ts'

const spoken = new Map<Language, Words>()

/** All words of a language, for mails, documents, templates and the command line. Read and compiled at first use, then kept. */
export function words(language: Language): Words {
  const known = spoken.get(language)
  if (known) return known
  const made = speak(language, compileCatalogues(areas(), language), missing)
  spoken.set(language, made)
  return made
}

// A sentence that nobody wrote must fail a test, but never a sent quote.
function missing(id: string): string {
  if (process.env['NODE_ENV'] === 'test') throw new Error(`No words for ${id}`)
  return id
}
