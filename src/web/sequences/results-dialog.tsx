import type { Sequence } from '../../contract/sequences.ts'
import type { showSequenceResults } from '../../contract/sequences.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { range, signedRange } from '../../words/isolate.ts'
import { Bars } from '../charts/index.ts'
import { Dialog, ErrorState, Loading, useFormats, useWords } from '../ui/index.ts'
import { useResults } from './sequences-query.ts'

type Results = OutputOf<typeof showSequenceResults>

/** What came of each step: replies and appointments before the next one, with how sure that is. */
export function ResultsDialog({ sequence, onClose }: { sequence: Sequence; onClose: () => void }) {
  const { t } = useWords()
  const found = useResults(sequence.id)
  return (
    <Dialog title={t('sequences.results-of', { name: sequence.name })} isOpen onClose={onClose} size="large">
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Found results={found.data} />}
    </Dialog>
  )
}

function Found({ results }: { results: Results }) {
  const { t } = useWords()
  const { started, reasons, steps, tests } = results
  if (steps.length === 0) return <p className="text-ink-2">{t('sequences.results.none', { started })}</p>
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap gap-x-3 gap-y-1 text-ink-2">
        <span>{t('sequences.results.started', { count: started })}</span>
        {reasons.map(({ reason, count }) => (
          <span key={reason}>
            {t(`codes.end-reason.${reason}`)}: <bdi className="tabular-nums">{count}</bdi>
          </span>
        ))}
      </p>
      <div className="pt-6">
        <Steps steps={steps} />
      </div>
      {tests.map((test) => (
        <TestLine key={`${test.number} ${test.step}`} test={test} />
      ))}
      <p className="text-12 text-ink-2">{t('sequences.results.method')}</p>
    </div>
  )
}

function Steps({ steps }: { steps: Results['steps'] }) {
  const { t } = useWords()
  const { percent } = useFormats()
  return (
    <Bars
      label={t('sequences.results')}
      nameTitle={t('sequences.results.step')}
      valueTitle={t('sequences.results.replied')}
      maximum={1}
      bars={steps.map(({ number, step, variant, title, estimate, low, high, n }) => ({
        key: `${number} ${step} ${variant}`,
        name: `${step}${variant ? ` ${variant.toUpperCase()}` : ''}. ${title}`,
        value: estimate ?? 0,
        ...(low === null || high === null ? {} : { low, high }),
        text: estimate === null ? '–' : percent(estimate),
        note: t('sequences.results.n', { n, number }),
      }))}
    />
  )
}

/** Whether one of two texts is better: nothing is claimed while the interval holds zero. */
function TestLine({ test: { step, difference } }: { test: Results['tests'][number] }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { estimate, low, high } = difference
  if (estimate === null || low === null || high === null) return null
  const verdict = low > 0 ? 'a' : high < 0 ? 'b' : 'chance'
  return (
    <p>
      {t(`sequences.results.test.${verdict}`, {
        step,
        difference: percent(Math.abs(estimate)),
        range: (low < 0 ? signedRange : range)(percent(low), percent(high)),
      })}
    </p>
  )
}
