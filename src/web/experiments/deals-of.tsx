import { useState } from 'react'
import type { Arm, ArmNumber } from '../../contract/experiment-reading.ts'
import { listExperimentDeals } from '../../contract/experiments.ts'
import { call } from '../api.ts'
import { DealsDialog } from '../closing/deals-dialog.tsx'
import { useFormats, useWords } from '../ui/index.ts'

interface DealsOfProps {
  readonly experimentId: string
  readonly asked: { readonly arm?: Arm; readonly number?: ArmNumber; readonly seller?: string }
  readonly count: number
  /** Which deals these are. */
  readonly label: string
}

/** A number of an experiment that opens to the deals it counts. */
export function DealsOf({ experimentId, asked, count, label }: DealsOfProps) {
  const { t } = useWords()
  const { number, relative } = useFormats()
  const [isOpen, setOpen] = useState(false)
  if (count === 0) return <span className="text-ink-3">{number(0)}</span>
  return (
    <>
      <button
        type="button"
        className="min-h-6 rounded-1 underline decoration-line-strong decoration-dotted underline-offset-4 transition-colors hover:text-accent hover:decoration-accent print:no-underline"
        onClick={() => setOpen(true)}
      >
        <bdi>{number(count)}</bdi>
        <span className="sr-only">{t('insights.behind.link', { what: label })}</span>
      </button>
      {isOpen && (
        <DealsDialog
          title={label}
          of={`${experimentId} ${JSON.stringify(asked)}`}
          onClose={() => setOpen(false)}
          read={async (after) => {
            const query = { ...asked, limit: 50, ...(after ? { after } : {}) }
            const { items, next } = await call(listExperimentDeals, { params: { id: experimentId }, query })
            const shown = items.map(({ id, name, outcome, stageEnteredAt }) => ({
              key: id,
              dealId: id,
              name,
              note: `${t(`codes.outcome.${outcome}`)} · ${relative(stageEnteredAt)}`,
            }))
            return { items: shown, next }
          }}
        />
      )}
    </>
  )
}
