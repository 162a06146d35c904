import { Problem } from '../api.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import { ErrorState, Notice, useWords } from '../ui/index.ts'
import { FileChooser } from './file-chooser.tsx'
import { FormerImports } from './former-imports.tsx'

/** Where an import begins, and the imports there have been. */
export function ImportsScreen() {
  const { t } = useWords()
  const mayRun = useRight('imports.run')
  const mayRead = useRight('imports.read')
  return (
    <Page title={t('importing.title')}>
      <div className="mx-auto flex max-w-250 flex-col gap-6">
        {mayRun && <FileChooser />}
        {mayRead && !mayRun && <Notice>{t('importing.read-only')}</Notice>}
        {mayRead ? <FormerImports /> : <ErrorState error={forbidden} />}
      </div>
    </Page>
  )
}

const forbidden = new Problem({ code: 'forbidden' })
