import { useState } from 'react'
import type { QueryOf } from '../../contract/endpoint.ts'
import { listExperimentDeals } from '../../contract/experiments.ts'
import { listMeasuredDeals } from '../../contract/measurement.ts'
import type { MeasuredDeal } from '../../contract/measurement.ts'
import { call } from '../api.ts'
import { DealsDialog } from '../closing/deals-dialog.tsx'
import { Opens } from '../closing/opens.tsx'
import { useFormats, useWords } from '../ui/index.ts'
import { useClocks } from './experiments-query.ts'

interface Counted {
  readonly count: number
  /** Which deals these are. */
  readonly label: string
}

interface DealsOfProps extends Counted {
  readonly experimentId: string
  readonly asked: Partial<Pick<QueryOf<typeof listExperimentDeals>, 'arm' | 'number' | 'seller'>>
}

/** A number of an experiment that opens to the deals it counts. */
export function DealsOf({ experimentId, asked, count, label }: DealsOfProps) {
  const clocks = useClocks()
  const query = { ...asked, ...clocks }
  return (
    <OpensTo
      count={count}
      label={label}
      of={`${experimentId} ${JSON.stringify(query)}`}
      read={(page) => call(listExperimentDeals, { params: { id: experimentId }, query: { ...query, ...page } })}
    />
  )
}

interface DealsInVersionProps extends Counted {
  readonly version: string
  readonly part: 'all' | 'won'
}

/** A number of the deals that were opened in a version. */
export function DealsInVersion({ version, part, count, label }: DealsInVersionProps) {
  const clocks = useClocks()
  const query = { version, part, ...clocks }
  return (
    <OpensTo
      count={count}
      label={label}
      of={JSON.stringify(query)}
      read={(page) => call(listMeasuredDeals, { query: { ...query, ...page } })}
    />
  )
}

interface OpensToProps extends Counted {
  readonly of: string
  readonly read: (page: { limit: number; after?: string }) => Promise<{ items: MeasuredDeal[]; next: string | null }>
}

/** A number that opens to the deals that `read` gives. */
export function OpensTo({ count, label, of, read }: OpensToProps) {
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
          of={of}
          onClose={() => setOpen(false)}
          read={async (after) => {
            const { items, next } = await read({ limit: 50, ...(after ? { after } : {}) })
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
