import type { ReactNode } from 'react'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { SelectField, useWords } from '../ui/index.ts'

/** The frame around whoever is not signed in yet: the mark, and the language before anything else is asked. */
export function Door({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <>
      <title>{`${title} · Rondo`}</title>
      <div className={aside ? 'min-h-dvh desktop:grid desktop:grid-cols-2' : 'min-h-dvh'}>
        <div className="flex min-h-dvh flex-col">
          <header className="flex items-center justify-between gap-4 px-4 py-3 desktop:px-8 desktop:py-5">
            <p className="flex items-center gap-2 text-15 font-semibold">
              <WheelMark size={24} />
              Rondo
            </p>
            <LanguageSwitch />
          </header>
          <main className="flex flex-1 flex-col px-4 pb-12 desktop:px-8">{children}</main>
        </div>
        {aside && <aside className="hidden border-s border-line bg-sunken desktop:block">{aside}</aside>}
      </div>
    </>
  )
}

function LanguageSwitch() {
  const { t, language, setLanguage } = useWords()
  return (
    <SelectField
      label={t('access.language')}
      hideLabel
      className="w-36"
      value={language}
      options={languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
      onChange={(code) => void setLanguage(code)}
    />
  )
}
