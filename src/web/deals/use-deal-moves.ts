import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { moveDeal, undoMove } from '../../contract/moves.ts'
import type { Deal, DealItem } from '../../contract/deals.ts'
import type { ErrorData } from '../../contract/errors.ts'
import { Problem, call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { withMoved, withoutCard } from './board.ts'
import type { Board } from './board.ts'
import { useDealSaved } from './deal-query.ts'

export type StageTarget = Pick<DealItem['stage'], 'key' | 'name'>

/** A move that a gate stopped, and what the gate asks for. */
export interface Stopped extends ErrorData<'gate_not_met'> {
  readonly deal: DealItem
  readonly to: StageTarget
}

interface Answer {
  readonly deal: Deal
  readonly factId: string
}

/** Changes of stage and outcome: shown at once, rolled back with the reason if refused, and taken back by one press. */
export function useDealMoves(onStopped: (stopped: Stopped) => void) {
  const { t } = useWords()
  const queries = useQueryClient()
  const say = useProblemWords()
  const saved = useDealSaved()
  const refuse = (error: unknown) => toast({ text: say(error), tone: 'bad' })

  const undo = async ({ deal, factId }: Answer) => {
    try {
      saved((await call(undoMove, { params: { id: deal.id }, body: { factId } })).deal)
    } catch (error) {
      refuse(error)
    }
  }
  const done = (answer: Answer, text: string) => {
    saved(answer.deal)
    toast({ text, onUndo: () => void undo(answer) })
  }

  const move = async (deal: DealItem, to: StageTarget, overrideReason?: string): Promise<void> => {
    const now = new Date().toISOString()
    const rollBack = await showAtOnce(queries, (board) => withMoved(board, deal.id, to.key, now))
    const reason = overrideReason === undefined ? {} : { overrideReason }
    try {
      const answer = await call(moveDeal, {
        params: { id: deal.id },
        body: { stage: to.key, fromStage: deal.stage.id, ...reason },
      })
      done(answer, t('deals.toast.moved', { deal: deal.name, stage: to.name }))
    } catch (error) {
      rollBack()
      const gate = stopOf(error)
      if (gate) onStopped({ ...gate, deal, to })
      else refuse(error)
      if (error instanceof Problem && error.code === 'deal_elsewhere')
        void queries.invalidateQueries({ queryKey: ['deal', deal.id] })
    }
  }

  /** Ends, or begins again: `send` makes the call, `text` says it afterwards. Answers whether it was done; the refusal rises. */
  const change = async (deal: DealItem, send: () => Promise<Answer>, text: string): Promise<void> => {
    const answer = await send()
    if (answer.deal.outcome !== 'open') await showAtOnce(queries, (board) => withoutCard(board, deal.id))
    done(answer, text)
  }

  return { move, change, refuse }
}

function stopOf(error: unknown): ErrorData<'gate_not_met'> | null {
  if (!(error instanceof Problem) || error.code !== 'gate_not_met') return null
  // The contract ties this data to the code.
  return error.data as ErrorData<'gate_not_met'>
}

/** Changes every board that is in the cache; answers with the way back. */
async function showAtOnce(queries: QueryClient, change: (board: Board) => Board): Promise<() => void> {
  await queries.cancelQueries({ queryKey: ['board'] })
  const before = queries.getQueriesData<Board>({ queryKey: ['board'] })
  queries.setQueriesData<Board>({ queryKey: ['board'] }, (board) => board && change(board))
  return () => {
    for (const [key, board] of before) queries.setQueryData(key, board)
    void queries.invalidateQueries({ queryKey: ['board'] })
  }
}
