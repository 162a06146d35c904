/**
 * The runtime of the words: turns an id and its values into a sentence of one language. It owns no text (that stands in the PO
 * files) and reads no files (`node.ts` does on the server, the module `virtual:words/<language>` in the browser).
 */
import { setupI18n } from '@lingui/core'
import type { Messages } from '@lingui/core'
import type { Language } from '../contract/primitives.ts'
import { languageFacts } from './languages.ts'

export type { Messages }

/**
 * The sentence of `id`. Numbers are written as the language writes them; dates and money come as text that the caller has formatted,
 * because only the caller knows the time zone and the currency. A value that is null chooses the case `none` of a select.
 */
export type Translate = (id: string, values?: Readonly<Record<string, unknown>>) => string

export interface Words {
  readonly language: Language
  readonly t: Translate
  /** Whether the language has this id: for ids made of codes that a newer server may send. */
  readonly has: (id: string) => boolean
  /** Brings more areas of the same language: the browser fetches those of the screens after those of the frame. */
  readonly add: (messages: Messages) => void
}

/** `missing` answers for ids that are in no catalogue; without it the id itself is shown, so that a screen stays usable. */
export function speak(language: Language, messages: Messages, missing: (id: string) => string = (id) => id): Words {
  const i18n = setupI18n({
    locale: language,
    locales: languageFacts[language].locale,
    messages: { [language]: messages },
    missing: (_locale, id) => missing(id),
  })
  return {
    language,
    t: (id, values = {}) =>
      i18n.t(id, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? 'none']))),
    has: (id) => Object.hasOwn(i18n.messages, id),
    add: (more) => i18n.load(language, more),
  }
}
