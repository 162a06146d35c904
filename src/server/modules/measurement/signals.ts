import type { ClosingSignals } from '../../../contract/insights.ts'
import { signals } from '../../../contract/facts.ts'
import { wilson } from '../../../statistics/index.ts'
import { cohortPart, told } from './cohort.ts'
import { signalOf } from './groups.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, sumsOf } from './sums.ts'
import { type Walk, placesIn, visitsOf } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
}

/** After which signal the deals were won, and from which stage. */
export function signalsFigure(history: History, { scope, process }: Asked): ClosingSignals {
  const [sum, { wins }] = sumsOf(history, { scope, process }, [cohortPart, winPart(history, process)])
  const cohort = sum.cohort()
  const { won } = cohort.counts
  const stages = process.shown.filter(({ isCare }) => !isCare)
  const last = stages.at(-1)?.key
  const shareOf = (count: number) => ({ count, ...wilson(count, won) })
  const total = (key: string) => (wins.get(key) ?? []).reduce((sum, count) => sum + count, 0)
  // A stage that the shown version does not have is none of its early ones.
  const early = stages.filter(({ key }) => key !== last).map(({ key }) => wins.get(key) ?? [])
  const bySignal = signals.map((signal, number) => ({
    signal,
    ...shareOf([...wins.values()].reduce((sum, own) => sum + (own[number] ?? 0), 0)),
    early: early.reduce((sum, own) => sum + (own[number] ?? 0), 0),
  }))
  const notStated = bySignal.find(({ signal }) => signal === 'not_stated')?.count ?? 0
  return {
    ...told(scope, cohort, 'signals'),
    processId: process.processId,
    won,
    stated: shareOf(won - notStated),
    early: shareOf(bySignal.reduce((sum, each) => sum + each.early, 0)),
    signals: bySignal.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count),
    stages: stages.map(({ key, name, position }) => ({
      key,
      name,
      position,
      ...shareOf(total(key)),
      bySignal: signals.flatMap((signal, number) => {
        const count = wins.get(key)?.[number] ?? 0
        return count > 0 ? [{ signal, count }] : []
      }),
    })),
  }
}

/** Counts wins by the key of the stage they came from, and their signal. */
function winSum(history: History, process: ProcessMap) {
  const wins = new Map<string, number[]>()
  const counting =
    (times: Times) =>
    (life: Life, { length, at }: Walk): void => {
      const signal = life.measured ? signalOf(history, life) : null
      if (signal === null) return
      const key = process.places[(at[length - 1] ?? 0) - 1]?.key ?? ''
      const own = wins.get(key) ?? signals.map(() => 0)
      wins.set(key, own)
      const number = signals.indexOf(signal)
      own[number] = (own[number] ?? 0) + times
    }
  return { counting, wins, state: { wins } }
}

function winPart(history: History, process: ProcessMap) {
  return { name: 'wins by signal', begin: () => winSum(history, process) }
}

/** Whether a win counts among those whose signal is named, or those from an early stage, whatever the signal or by one. */
export function winTimes(
  history: History,
  process: ProcessMap,
  { number, signal }: { readonly number: string; readonly signal: string },
): (life: Life) => number {
  const places = placesIn(history, process)
  const stages = process.shown.filter(({ isCare }) => !isCare)
  const early = new Set(stages.slice(0, -1).map(({ key }) => key))
  return (life) => {
    const own = life.measured ? signalOf(history, life) : null
    if (own === null || (signal !== '' && own !== signal)) return 0
    if (number === 'stated') return Number(own !== 'not_stated')
    if (number !== 'early') return Number(number === 'won')
    return Number(early.has(process.places[(visitsOf(history, places, life).at(-1)?.at ?? 0) - 1]?.key ?? ''))
  }
}
