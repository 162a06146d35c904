/** Ids whose text may be the English one in some other language: proper names, abbreviations, words that travelled. */
export const sameAsEnglish: ReadonlySet<string> = new Set([
  'codes.channel.chat',
  'codes.channel.email',
  'codes.channel.linkedin',
  'codes.phase.presentation',
  'codes.source_kind.chatbot',
  'codes.source_kind.import',
  'codes.source_kind.linkedin',
])
