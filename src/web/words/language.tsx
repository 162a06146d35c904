import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
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

type Load = () => Promise<{ messages: Messages }>

const loadFrame = {
  en: () => import('virtual:words/en'),
  sv: () => import('virtual:words/sv'),
  he: () => import('virtual:words/he'),
  tr: () => import('virtual:words/tr'),
  da: () => import('virtual:words/da'),
  th: () => import('virtual:words/th'),
} satisfies Record<Language, Load>

const loadScreens = {
  en: () => import('virtual:words/en/screens'),
  sv: () => import('virtual:words/sv/screens'),
  he: () => import('virtual:words/he/screens'),
  tr: () => import('virtual:words/tr/screens'),
  da: () => import('virtual:words/da/screens'),
  th: () => import('virtual:words/th/screens'),
} satisfies Record<Language, Load>

let screenWords: Promise<void> = Promise.resolve()

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

/** Fetches the words of the frame, which is what a page waits for, and sets out for those of the screens and React Aria's announcements. */
export async function loadLanguage(language: Language): Promise<Words> {
  const rest = Promise.all([loadScreens[language](), loadAriaStrings[language]()])
  const words = speak(language, (await loadFrame[language]()).messages)
  screenWords = rest.then(([{ messages }, strings]) => {
    words.add(messages)
    speakAria(strings)
  })
  return words
}

/** Loads a part of the program that says more than the frame does: it comes when its words have come too. */
export async function withWords<Module>(load: () => Promise<Module>): Promise<Module> {
  const module = await load()
  await screenWords
  return module
}

export function LanguageProvider({ first, children }: { first: Words; children: ReactNode }) {
  const [words, setWords] = useState(first)
  const shown = useRef(first.language)
  const { locale, direction } = languageFacts[words.language]
  const setLanguage = useCallback(async (language: Language) => {
    const before = shown.current
    if (language === before) return
    shown.current = language
    try {
      const next = await loadLanguage(language)
      await screenWords
      // Two quick choices: the later one stays, whichever arrives first.
      if (shown.current === language) setWords(next)
    } catch (error) {
      // Not fetched, so not chosen: choosing it again must try again.
      shown.current = before
      throw error
    }
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
