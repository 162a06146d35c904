/** Ids whose text may be the English one in other languages: proper names, abbreviations, words that travelled. */
export const sameAsEnglish: ReadonlySet<string> = new Set<string>([])
