import type { HandoffFigure } from '../../../contract/closing-figures.ts'
import {
  type SurvivalRow,
  dealOutcome,
  judgeShares,
  kaplanMeier,
  survivalQuantile,
  wilson,
} from '../../../statistics/index.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

/** Handoffs of a kind that went alike. */
export interface HandoffCell {
  readonly kindId: string
  readonly state: 'offered' | 'accepted' | 'declined' | 'withdrawn'
  readonly late: boolean
  /** Of work, until the answer or up to now. */
  readonly hours: number
  readonly count: number
}

interface Asked {
  /** Which handoffs count is said by what was read; the scope only tells when. */
  readonly scope: Scope
  readonly cells: readonly HandoffCell[]
}

type Kinds = Omit<HandoffFigure, 'kinds'> & { kinds: Omit<HandoffFigure['kinds'][number], 'name' | 'route'>[] }

/** How fast handoffs are accepted: those declined, withdrawn or still waiting are followed as long as they lasted. */
export function handoffTimesFigure(_history: History, { scope: { asOf, knownAt }, cells }: Asked): Kinds {
  const kinds = [...Map.groupBy(cells, ({ kindId }) => kindId)].map(([id, own]) => {
    const total = (chosen: readonly HandoffCell[]) => chosen.reduce((sum, { count }) => sum + count, 0)
    const of = (state: HandoffCell['state']) => own.filter((cell) => cell.state === state)
    const [accepted, declined] = [total(of('accepted')), total(of('declined'))]
    const answered = [...of('accepted'), ...of('declined')]
    const inTime = total(answered.filter(({ late }) => !late))
    const due = total(answered) + total(of('offered').filter(({ late }) => late))
    const rows = own.map(({ state, hours, count }): SurvivalRow => {
      const cause = state === 'accepted' ? dealOutcome.won : dealOutcome.open
      // Whole hours enter half a one early, so that those answered at once are kept.
      return { entry: -0.5, time: hours, cause, count }
    })
    return {
      id,
      n: total(own),
      accepted,
      declined,
      withdrawn: total(of('withdrawn')),
      waiting: total(of('offered')),
      inTime: { n: due, count: inTime, ...wilson(inTime, due) },
      dropped: wilson(declined, accepted + declined),
      hours: survivalQuantile(kaplanMeier(rows), 0.5),
    }
  })
  const trials = kinds.map(({ declined, accepted }) => ({ successes: declined, trials: declined + accepted }))
  const { verdict, pValue } = judgeShares(trials, { leastTrials: 5 })
  const n = kinds.reduce((sum, each) => sum + each.n, 0)
  const due = kinds.reduce((sum, { inTime }) => sum + inTime.n, 0)
  const inTime = kinds.reduce((sum, { inTime: { count } }) => sum + count, 0)
  return {
    asOf,
    knownAt: knownAt.toISOString(),
    n,
    inTime: { n: due, count: inTime, ...wilson(inTime, due) },
    verdict,
    pValue,
    kinds: kinds.toSorted((one, other) => other.n - one.n),
  }
}
