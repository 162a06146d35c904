import type { Experiment } from '../../contract/experiments.ts'
import { Card, useFormats, useWords } from '../ui/index.ts'
import { useDifferenceWords } from './difference-words.ts'

/** What was decided, by whom, why, and what the numbers said then. */
export function DecidedCard({ experiment }: { experiment: Experiment }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { sentence } = useDifferenceWords()
  const { decision, decisionReason, decidedAt, decidedBy, decidedReading } = experiment
  if (decision === null || decidedAt === null) return null
  return (
    <Card title={t('experiments.decision')}>
      <p className="text-15 font-semibold">{t(`experiments.decided.${decision}.long`)}</p>
      <p className="max-w-[75ch] whitespace-pre-line">
        <bdi>{decisionReason}</bdi>
      </p>
      {decidedReading && (
        <p className="max-w-[75ch] text-ink-2">
          {t('experiments.decision.then', {
            control: decidedReading.arms.control.n,
            changed: decidedReading.arms.changed.n,
          })}{' '}
          {sentence(decidedReading, experiment)}
        </p>
      )}
      <p className="text-12 text-ink-2">
        {t('experiments.decision.by', { name: decidedBy?.name ?? null, on: day(decidedAt) })}
      </p>
    </Card>
  )
}
