import { Suspense, createContext, lazy, use, useState } from 'react'
import type { ReactNode } from 'react'
import { comeBack, reopenDeal } from '../../contract/moves.ts'
import type { DealItem } from '../../contract/deals.ts'
import type { Signal } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { toast, useWords } from '../ui/index.ts'
import { useDealSaved } from './deal-query.ts'
import type { Ending } from './endings.ts'
import { useDealMoves } from './use-deal-moves.ts'
import type { StageTarget, Stopped } from './use-deal-moves.ts'

const GateDialog = lazy(async () => ({ default: (await import('./gate-dialog.tsx')).GateDialog }))
const OutcomeDialog = lazy(async () => ({ default: (await import('./outcome-dialog.tsx')).OutcomeDialog }))

interface Acts {
  readonly move: (deal: DealItem, to: StageTarget) => void
  /** Asks what an end of the deal needs to know, then ends it; what says that the buyer is ready may be known. */
  readonly end: (deal: DealItem, ending: Ending, signal?: Signal) => void
  readonly reopen: (deal: DealItem) => void
  readonly comeBack: (deal: DealItem) => void
}

const Context = createContext<Acts | null>(null)

/** What one can do with a deal, from a card, a panel or a page; below `DealActs`, which shows the dialogs that some of it needs. */
export function useDealActs(): Acts {
  const acts = use(Context)
  if (!acts) throw new Error('useDealActs needs DealActs above it')
  return acts
}

export function DealActs({ children }: { children: ReactNode }) {
  const { t } = useWords()
  const go = useGo()
  const saved = useDealSaved()
  const [stopped, setStopped] = useState<Stopped | null>(null)
  const [ending, setEnding] = useState<{ deal: DealItem; kind: Ending; signal: Signal | undefined } | null>(null)
  const moves = useDealMoves(setStopped)
  const acts: Acts = {
    move: (deal, to) => void moves.move(deal, to),
    end: (deal, kind, signal) => setEnding({ deal, kind, signal }),
    reopen: (deal) => {
      const send = () => call(reopenDeal, { params: { id: deal.id }, body: {} })
      moves.change(deal, send, t('deals.toast.reopened', { deal: deal.name })).catch(moves.refuse)
    },
    comeBack: (deal) => {
      call(comeBack, { params: { id: deal.id }, body: {} })
        .then((next) => {
          saved(next)
          toast({ text: t('deals.toast.came-back', { deal: next.name }) })
          go(`deals/${next.id}`)
        })
        .catch(moves.refuse)
    },
  }
  return (
    <Context value={acts}>
      {children}
      <Suspense>
        {stopped && (
          <GateDialog
            stopped={stopped}
            onClose={() => setStopped(null)}
            onMove={(reason) => {
              setStopped(null)
              void moves.move(stopped.deal, stopped.to, reason)
            }}
          />
        )}
        {ending && (
          <OutcomeDialog
            deal={ending.deal}
            ending={ending.kind}
            signal={ending.signal}
            carryOut={moves.change}
            onClose={() => setEnding(null)}
          />
        )}
      </Suspense>
    </Context>
  )
}
