import { type ReactNode, useState } from 'react'
import { type Language, languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { useWords } from '../words/language.tsx'
import { SegmentedControl } from './segmented-control.tsx'

interface EachLanguageProps {
  readonly label: string
  /** What is written in a language, which calls itself so. */
  readonly children: (language: Language, name: string) => ReactNode
}

/** What is written in several languages, one of them at a time; the reader's comes first. */
export function EachLanguage({ label, children }: EachLanguageProps) {
  const [shown, setShown] = useState<Language>(useWords().language)
  return (
    <div className="flex flex-col gap-2">
      <div className="overflow-x-auto">
        <SegmentedControl
          label={label}
          options={languages.map((code) => ({ value: code, label: languageFacts[code].nativeName }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      {children(shown, languageFacts[shown].nativeName)}
    </div>
  )
}
