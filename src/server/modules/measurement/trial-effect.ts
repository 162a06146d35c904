import { trialKinds } from '../../../contract/facts.ts'
import type { TrialFigures } from '../../../contract/what-works.ts'
import { cohortPart, told } from './cohort.ts'
import { besides, isAfter } from './besides.ts'
import { firstNumbers, firsts } from './firsts.ts'
import { type Happenings, firstDay, happenings, stageBefore } from './happenings.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { strataOf } from './stages-stood.ts'
import { type Times, sumsOf } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly byDay: number
}

/** How deals are won after something to try, beside those without. */
export function trialEffectFigure(history: History, { scope, byDay }: Asked): TrialFigures {
  const [sum, trials] = sumsOf(history, { scope, process: null }, [cohortPart, trialPart(history)])
  const { observed, byKind, started } = trials
  const kinds = trialKinds.filter((kind) => (started.get(kind) ?? 0) > 0)
  const { verdict, pValue, rows } = byKind.told(kinds, byDay)
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

function trialSum(history: History) {
  const [observed, byKind] = [besides(), firsts()]
  const started = new Map<string, number>()
  const counting = (times: Times, scope: Scope) => {
    const startedIn = happenings(history, scope, ['deal.trial_started'])
    const observe = observed.counting(history, times)
    const [stageAt, stageOf] = [stageBefore(history, scope), strataOf(history)]
    return (life: Life): void => {
      if (!life.measured) return
      const [trials] = startedIn(life)
      const day = firstDay(trials)
      observe(life, day)
      if (day === null) return
      byKind.add(
        life,
        { key: kindAt(history, trials, 0), stage: stageOf(stageAt(life, trials.fact[0] ?? 0)), day },
        times,
      )
      for (let number = 0; number < trials.length; number++) {
        const kind = kindAt(history, trials, number)
        started.set(kind, (started.get(kind) ?? 0) + times)
      }
    }
  }
  return { counting, observed, byKind, started, state: { observed, byKind, started } }
}

function trialPart(history: History) {
  return { name: 'trials', begin: () => trialSum(history) }
}

/** How often a deal counts in a number of the figure; of no kind in particular, in the deals after and without. */
export function trialTimes(
  history: History,
  scope: Scope,
  { kind, number }: { readonly kind: string; readonly number: string },
): (life: Life) => number {
  const startedIn = happenings(history, scope, ['deal.trial_started'])
  return (life) => {
    if (!life.measured) return 0
    const [trials] = startedIn(life)
    const day = firstDay(trials)
    if (kind === '') return Number(isAfter(life, day) === (number === 'after'))
    const kinds = Array.from({ length: trials.length }, (_, place) => kindAt(history, trials, place))
    if (number === 'started') return kinds.filter((each) => each === kind).length
    return Number(kinds[0] === kind && (firstNumbers[number]?.(life) ?? false))
  }
}

function kindAt({ codes }: History, { about }: Happenings, number: number): string {
  return codes.ids[about[number] ?? 0] ?? ''
}
