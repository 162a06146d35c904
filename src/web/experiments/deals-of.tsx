import { useState } from 'react'
import type { Arm, ArmNumber } from '../../contract/experiment-reading.ts'
import { listExperimentDeals } from '../../contract/experiments.ts'
import { call } from '../api.ts'
import { DealsDialog } from '../closing/deals-dialog.tsx'
import { Opens } from '../closing/opens.tsx'
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
  return (
    <>
      <Opens count={count} label={label} onOpen={() => setOpen(true)}>
        {number(count)}
      </Opens>
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
