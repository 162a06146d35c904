import { trialKinds } from '../../../contract/facts.ts'
import type { TrialFigures } from '../../../contract/what-works.ts'
import { cohortSum, told } from './cohort.ts'
import { besides, firstNumbers, firsts, isAfter } from './firsts.ts'
import { type Happening, happenings } from './happenings.ts'
import type { History } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly byDay: number
}

/** How deals are won after something to try, beside those without. */
export function trialEffectFigure(history: History, { scope, byDay }: Asked): TrialFigures {
  const startedIn = happenings(history, scope, 'deal.trial_started')
  const sum = cohortSum()
  const observed = besides(byDay)
  const byKind = firsts(byDay)
  const started = new Map<string, number>()
  eachLife(history, scope, (life) => {
    sum.add(life)
    if (!life.measured) return
    const trials = startedIn(life)
    const [first] = trials
    observed.add(life, first?.day ?? null)
    if (first === undefined) return
    byKind.add(life, history.codes.ids[first.about] ?? '', first.day)
    for (const { about } of trials) {
      const kind = history.codes.ids[about] ?? ''
      started.set(kind, (started.get(kind) ?? 0) + 1)
    }
  })
  const kinds = trialKinds.filter((kind) => started.has(kind))
  const { verdict, pValue, rows } = byKind.told(kinds)
  return {
    ...told(scope, sum.cohort(), 'trials'),
    byDay,
    observed: observed.told(),
    verdict,
    pValue,
    kinds: kinds.flatMap((kind, place) => {
      const row = rows[place]
      return row ? [{ kind, started: started.get(kind) ?? 0, ...row }] : []
    }),
  }
}

/** How often a deal counts in a number of the figure; of no kind in particular, in the deals after and without. */
export function trialTimes(
  history: History,
  scope: Scope,
  { kind, number }: { readonly kind: string; readonly number: string },
): (life: Life) => number {
  const startedIn = happenings(history, scope, 'deal.trial_started')
  const kindOf = ({ about }: Happening) => history.codes.ids[about] ?? ''
  return (life) => {
    if (!life.measured) return 0
    const trials = startedIn(life)
    const [first] = trials
    if (kind === '') return Number(isAfter(life, first?.day ?? null) === (number === 'after'))
    if (number === 'started') return trials.filter((trial) => kindOf(trial) === kind).length
    return Number(first !== undefined && kindOf(first) === kind && (firstNumbers[number]?.(life) ?? false))
  }
}
