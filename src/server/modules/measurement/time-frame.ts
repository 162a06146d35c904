import type { TimeFrame } from '../../../contract/time-frame.ts'
import { type SurvivalRow, conditionalIncidence, dealOutcome } from '../../../statistics/index.ts'
import { rowsOf } from './cohort.ts'
import { flowPart } from './flow.ts'
import { type History, dayNumber, dayText } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { outlookPart } from './outlook.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { isLate, stayOf } from './standing-deals.ts'
import { limitsOf } from './stage-times.ts'
import { sumsOf } from './sums.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly currency: string
  /** The deal. */
  readonly id: string
}

/** Fewer wins that came as late say nothing of when the next one will. */
const fewestWins = 10

/** How long a deal may take, by what is usual for deals of its process that stand where it does. */
export function timeFrameFigure(history: History, { scope, process, currency, id }: Asked): TimeFrame {
  const asOf = dayNumber(scope.asOf)
  const told = { asOf: scope.asOf, knownAt: scope.knownAt.toISOString(), stage: null, signature: null }
  const place = placeOf(history.deals.ids, id)
  if (place < 0) return told
  const [{ byStage }, flow] = sumsOf(history, { scope, process }, [
    outlookPart(history, process, currency),
    flowPart(process),
  ])
  const { stays } = flow.flow()
  const places = placesIn(history, process)
  let found: TimeFrame = told
  const show = (life: Life) => {
    const visits = visitsOf(history, places, life)
    const stay = stayOf(process, life, visits)
    if (stay === null) return
    const limits = limitsOf(process, stays).get(stay.key)
    const counted = byStage.get(stay.key)
    const age = ageIn(life, visits)
    found = {
      ...told,
      stage:
        limits === undefined || limits.lateAfter === null
          ? null
          : {
              key: stay.key,
              n: stays.reduce((sum, { place: its, count }) => (its.key === stay.key ? sum + count : sum), 0),
              days: limits.lateAfter,
              daysIn: stay.days,
              dueOn: dayText(asOf + Math.floor(limits.lateAfter) - stay.days),
              isLate: isLate(stay, limits),
            },
      signature: age === null || counted === undefined ? null : signatureOf(rowsOf(counted), age, asOf),
    }
  }
  eachLife(history, scope, show, [place])
  return found
}

/** Whole days since it first came to the stage it is in; null where it was passed before, or its day is not known. */
function ageIn({ until }: Life, visits: readonly Visit[]): number | null {
  const last = visits.at(-1)
  const entry = visits.find(({ at, first }) => at === last?.at && first)
  return entry === undefined || !entry.entryDated ? null : until - entry.enteredOn
}

/**
 * Since the entry into the stage: R(t), the share of those won that is signed by day t (`conditionalIncidence`). Of those still to come after an age
 * a, a share p is signed by min{t : R(t) − R(a) ≥ p·(1 − R(a))}.
 */
function signatureOf(rows: readonly SurvivalRow[], age: number, asOf: number): TimeFrame['signature'] {
  const seen = rows.filter(({ entry, time }) => time > entry)
  const { horizon, steps } = conditionalIncidence(seen, { cause: dealOutcome.won })
  const isAhead = (time: number) => time > age && time <= (horizon ?? -1)
  const wins = seen.reduce(
    (sum, { time, cause, count }) => (cause === dealOutcome.won && isAhead(time) ? sum + count : sum),
    0,
  )
  if (wins < fewestWins) return null
  const before = steps.findLast(({ day }) => day <= age)?.estimate ?? 0
  const by = (p: number): string => {
    const step = steps.find(({ day, estimate }) => day > age && estimate - before >= p * (1 - before))
    return dayText(asOf + (step?.day ?? age) - age)
  }
  return { wins, halfBy: by(0.5), mostBy: by(0.8) }
}
