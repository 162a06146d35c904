import type { Language } from '../contract/primitives.ts'

/** What the program must know of a language besides its words. Pure: the browser and the server read it. */
export interface LanguageFacts {
  /** The language's own name, as the switch shows it. */
  readonly nativeName: string
  readonly direction: 'ltr' | 'rtl'
  /** For `Intl`: numbers, dates, sorting. */
  readonly locale: string
  /** CLDR's plural categories of whole numbers that its messages spell out. */
  readonly plurals: readonly Intl.LDMLPluralRule[]
}

export const languageFacts = {
  // British rather than American dates: "11/12" is read by more of the world as the eleventh.
  en: { nativeName: 'English', direction: 'ltr', locale: 'en-GB', plurals: ['one', 'other'] },
  sv: { nativeName: 'Svenska', direction: 'ltr', locale: 'sv-SE', plurals: ['one', 'other'] },
  he: { nativeName: 'עברית', direction: 'rtl', locale: 'he-IL', plurals: ['one', 'two', 'other'] },
  tr: { nativeName: 'Türkçe', direction: 'ltr', locale: 'tr-TR', plurals: ['one', 'other'] },
  da: { nativeName: 'Dansk', direction: 'ltr', locale: 'da-DK', plurals: ['one', 'other'] },
  // Thai business writes Buddhist years in Latin digits.
  th: { nativeName: 'ไทย', direction: 'ltr', locale: 'th-TH-u-ca-buddhist-nu-latn', plurals: ['other'] },
} satisfies Record<Language, LanguageFacts>
