import { Problem } from '../api.ts'
import { ErrorState } from '../ui/problem.tsx'
import { useWords } from '../words/language.tsx'
import { Page } from './page.tsx'

/** An address inside a workspace that leads nowhere: the way on stands in the side bar. */
export function NothingHere() {
  const { t } = useWords()
  return (
    <Page title={t('shell.nothing-here')}>
      <ErrorState error={nothing} />
    </Page>
  )
}

const nothing = new Problem({ code: 'no_such_endpoint' })
