import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import { showImport } from '../../contract/imports.ts'
import type { ImportResult } from '../../contract/imports.ts'
import { StepMarks } from '../access/step-marks.tsx'
import { call } from '../api.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { ErrorState, Loading, buttonClass, useWords } from '../ui/index.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportReview } from './import-review.tsx'

const steps = ['choose', 'check', 'import', 'done'] as const
// What the stream of changes tells comes sooner; this is for a stream that is broken.
const pollMilliseconds = 1_500

/** One import, from the guess to the result; which of them is shown is the import's own state, so a reload loses nothing. */
export function ImportScreen() {
  const { t } = useWords()
  const address = useAddress()
  const { workspace } = useSession()
  const { importId = '' } = useParams({ strict: false })
  const shown = useQuery({
    queryKey: ['import', workspace.id, importId],
    queryFn: () => call(showImport, { params: { id: importId } }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? pollMilliseconds : false),
  })
  const back = (
    <Link to={address('import')} className={buttonClass('quiet')}>
      <IconArrowLeft size={16} stroke={1.75} className="rtl:rotate-180" />
      {t('importing.all')}
    </Link>
  )
  return (
    <Page title={t('importing.title')} filters={back}>
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={shown.refetch} />}
      {shown.data && (
        <div className="mx-auto max-w-250">
          <StepMarks steps={steps} current={stepOf(shown.data)} name={(step) => t(`importing.step.${step}`)} />
          <ImportBody found={shown.data} at={shown.dataUpdatedAt} />
        </div>
      )}
    </Page>
  )
}

function ImportBody({ found, at }: { found: ImportResult; at: number }) {
  if (isRunning(found)) return <ImportProgress key={found.status} found={found} at={at} />
  if (isReviewed(found)) return <ImportReview key={found.finishedAt} found={found} />
  return <ImportOutcome found={found} />
}

function stepOf(found: ImportResult): (typeof steps)[number] {
  if (found.status === 'undoing') return 'done'
  if (isRunning(found)) return found.dryRun ? 'check' : 'import'
  return isReviewed(found) ? 'check' : 'done'
}

function isRunning({ status }: ImportResult): boolean {
  return status === 'queued' || status === 'running' || status === 'undoing'
}

/** Still to be corrected: nothing has been written yet. */
function isReviewed({ status, dryRun }: ImportResult): boolean {
  return status === 'staged' || (status === 'done' && dryRun)
}
