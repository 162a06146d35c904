import type { Language } from '../../src/contract/primitives.ts'

/** Texts that a language writes like English: proper names, abbreviations, words that travelled. Add one only after reading it aloud. */
export const sameAsEnglish: Readonly<Record<Exclude<Language, 'en'>, ReadonlySet<string>>> = {
  sv: new Set(['Import', 'LinkedIn', 'Pipeline', 'Presentation', 'Research', 'Service', '{days, number} d']),
  he: new Set(),
  tr: new Set(['LinkedIn']),
  da: new Set([
    'Chat',
    'Chatbot',
    'E-mail',
    'Find',
    'Import',
    'LinkedIn',
    'Reference: {id}',
    'Research',
    'Service',
    '{days, number} d',
  ]),
  th: new Set(['LinkedIn']),
}
