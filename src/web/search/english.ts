import { useEffect, useState } from 'react'
import { speak } from '../../words/index.ts'
import type { Translate } from '../../words/index.ts'
import { useWords } from '../words/language.tsx'

/** The English words beside those of the page: whoever knows a command by that name finds it. Null in English, and until they have come. */
export function useEnglish(): Translate | null {
  const { language } = useWords()
  const [english, setEnglish] = useState<{ t: Translate } | null>(null)
  useEffect(() => {
    if (language === 'en') return setEnglish(null)
    let isWanted = true
    void Promise.all([import('virtual:words/en'), import('virtual:words/en/screens')]).then(([frame, screens]) => {
      const words = speak('en', frame.messages)
      words.add(screens.messages)
      if (isWanted) setEnglish(words)
    })
    return () => {
      isWanted = false
    }
  }, [language])
  return english?.t ?? null
}
