import type { LocalizedString } from '@internationalized/string'
import type { Language } from '../../contract/primitives.ts'

export type AriaStrings = Record<string, Record<string, LocalizedString>>

const english = () => fetched(import('react-aria-components/i18n/en-US'))

/** React Aria's own announcements ("Drag started…"), one chunk a language. Thai is ours: the package has none. */
export const loadAriaStrings = {
  en: english,
  sv: () => fetched(import('react-aria-components/i18n/sv-SE')),
  he: () => fetched(import('react-aria-components/i18n/he-IL')),
  tr: () => fetched(import('react-aria-components/i18n/tr-TR')),
  da: () => fetched(import('react-aria-components/i18n/da-DK')),
  th: async () => {
    const [below, { thaiStrings }] = await Promise.all([english(), import('./aria-thai.ts')])
    return overlay(below, thaiStrings)
  },
} satisfies Record<Language, () => Promise<AriaStrings>>

const spoken: AriaStrings = {}

/**
 * React Aria reads this hook once, at its first sentence, and keeps the objects. Changing what is inside them is therefore how a
 * language is switched without a reload; the locale named here only has to be the one they are filed under.
 */
export function speakAria(strings: AriaStrings): void {
  for (const [name, messages] of Object.entries(strings)) {
    const known = spoken[name]
    if (known) Object.assign(known, messages)
    else spoken[name] = { ...messages }
  }
  Reflect.set(window, Symbol.for('react-aria.i18n.locale'), 'en')
  Reflect.set(window, Symbol.for('react-aria.i18n.strings'), spoken)
}

// The package's types call its default export a type; at run time it is the object of strings.
async function fetched(module: Promise<object>): Promise<AriaStrings> {
  const strings: AriaStrings = Reflect.get(await module, 'default')
  return strings
}

// A package or a key that Thai lacks would throw inside React Aria: English stands below it.
function overlay(below: AriaStrings, above: AriaStrings): AriaStrings {
  return Object.fromEntries(Object.entries(below).map(([name, messages]) => [name, { ...messages, ...above[name] }]))
}
