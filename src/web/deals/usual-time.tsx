import { useQuery } from '@tanstack/react-query'
import type { Deal } from '../../contract/deals.ts'
import { showTimeFrame } from '../../contract/time-frame.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** By when deals like an open one leave its stage, and are signed if they are won. */
export function UsualTime({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const { day } = useFormats()
  const mayRead = useRight('measurement.read')
  const usual = useQuery({
    queryKey: ['deal', deal.id, 'time-frame', deal.stage.id, deal.stageEnteredAt],
    queryFn: () => call(showTimeFrame, { params: { id: deal.id } }),
    enabled: mayRead,
  })
  if (!mayRead) return null
  const { stage, signature } = usual.data ?? { stage: null, signature: null }
  // Its line is there before it is known what it says, so that nothing moves.
  if (usual.data && stage === null && signature === null) return null
  return (
    <p className="min-h-4 text-12 max-tablet:min-h-12 text-ink-2">
      {stage && (
        <span className={stage.isLate ? 'font-medium text-warn' : undefined}>
          {t(stage.isLate ? 'deals.usual.late' : 'deals.usual.stage', { days: stage.days, day: day(stage.dueOn) })}
        </span>
      )}{' '}
      {signature && t('deals.usual.signed', { half: day(signature.halfBy), most: day(signature.mostBy) })}
    </p>
  )
}
