import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { languages } from '../../contract/primitives.ts'
import type { Language } from '../../contract/primitives.ts'
import { speak } from '../../words/index.ts'
import type { Messages, Words } from '../../words/index.ts'
import { languageFacts } from '../../words/languages.ts'
import { loadAriaStrings, speakAria } from './aria-strings.ts'

interface LanguageContext extends Words {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Loads the language and shows it at once; the choice stays in this browser until a member's own preference says otherwise. */
  readonly setLanguage: (language: Language) => Promise<void>
}

const Context = createContext<LanguageContext | null>(null)
const storageKey = 'rondo.language'

const loadMessages = {
  en: () => import('virtual:words/en'),
  sv: () => import('virtual:words/sv'),
  he: () => import('virtual:words/he'),
  tr: () => import('virtual:words/tr'),
  da: () => import('virtual:words/da'),
  th: () => import('virtual:words/th'),
} satisfies Record<Language, () => Promise<{ messages: Messages }>>

/** The words of the screen: `const { t } = useWords()`, then `t('deals.move.title', { stage })`. */
export function useWords(): LanguageContext {
  const context = use(Context)
  if (!context) throw new Error('useWords needs a LanguageProvider above it')
  return context
}

/** The language that `early.js` chose for this page from the stored choice and the browser's wishes. */
export function firstLanguage(): Language {
  return languages.find((language) => language === document.documentElement.lang) ?? 'en'
}

/** Fetches a language's words and React Aria's announcements side by side. */
export async function loadLanguage(language: Language): Promise<Words> {
  const [{ messages }, strings] = await Promise.all([loadMessages[language](), loadAriaStrings[language]()])
  speakAria(strings)
  return speak(language, messages)
}

export function LanguageProvider({ first, children }: { first: Words; children: ReactNode }) {
  const [words, setWords] = useState(first)
  const { locale, direction } = languageFacts[words.language]
  const setLanguage = useCallback(async (language: Language) => {
    setWords(await loadLanguage(language))
    localStorage.setItem(storageKey, language)
  }, [])
  useEffect(() => {
    document.documentElement.lang = words.language
    document.documentElement.dir = direction
  }, [words.language, direction])
  const context = useMemo(() => ({ ...words, locale, direction, setLanguage }), [words, locale, direction, setLanguage])
  return (
    <Context value={context}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </Context>
  )
}
