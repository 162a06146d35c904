import type { Language } from '../../src/contract/primitives.ts'

/** Texts that a language writes like English: proper names, abbreviations, words that travelled. Add one only after reading it aloud. */
export const sameAsEnglish: Readonly<Record<Exclude<Language, 'en'>, ReadonlySet<string>>> = {
  sv: new Set([
    'Import',
    'LinkedIn',
    'Median: {days}.',
    'Pipeline',
    'Presentation',
    'Research',
    'Service',
    'Status',
    'Version',
    'Version {number, number}',
    '{days, number} d',
  ]),
  he: new Set(),
  tr: new Set(['LinkedIn']),
  da: new Set([
    'Chat',
    'Chatbot',
    'E-mail',
    'Find',
    'Import',
    'LinkedIn',
    'Median: {days}.',
    'Note',
    'Reference: {id}',
    'Research',
    'Service',
    'Status',
    'Version',
    'Version {number, number}',
    '{days, number} d',
  ]),
  th: new Set(['LinkedIn']),
}
