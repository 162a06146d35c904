import type { StageFlow } from '../../../contract/insights.ts'
import { amountsThen } from './amounts-then.ts'
import { cohortPart, told } from './cohort.ts'
import { type History, codeOf, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, sumsOf } from './sums.ts'
import type { Walk } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  /** The first day of the period. */
  readonly since: string | null
  readonly currency: string
}

/** What a stay counts as, a bit each: how it came to be in the period, and what became of it. */
const counted = ['atStart', 'entered', 'onward', 'back', 'won', 'ended', 'remapped', 'atEnd'] as const
export type Count = (typeof counted)[number]
const bits = Object.fromEntries(counted.map((name, number) => [name, 1 << number])) as Record<Count, number> // Each name is there.
const combinations = 1 << counted.length

/** What came into each stage in a period, what left it which way, and what is there at its end. */
export function stageFlowFigure(history: History, { scope, process, since, currency }: Asked): StageFlow {
  const [sum, flow] = sumsOf(history, { scope, process }, [cohortPart, stayPart(history, { process, since, currency })])
  return {
    ...told(scope, sum.cohort(), 'stage_flow'),
    processId: process.processId,
    from: since,
    stages: process.shown
      .filter(({ isCare }) => !isCare)
      .map(({ key, name, position }) => ({ key, name, position, ...countsOf(process, flow, key) })),
    currency,
  }
}

/** Counts the stays of deals by the number of the place and all that each counts as, and what those were worth then that are there at the end. */
function staySum(history: History, { process, since, currency }: Omit<Asked, 'scope'>) {
  const from = since === null ? -Infinity : dayNumber(since)
  const stays = new Int32Array((process.places.length + 1) * combinations)
  const [amounts, priced] = [new Float64Array(process.places.length + 1), new Int32Array(process.places.length + 1)]
  const counting = (times: Times, scope: Scope) => {
    const { deals, codes } = history
    const own = codeOf(codes, currency)
    const amountOf = amountsThen(history, scope)
    return (life: Life, walk: Walk): void =>
      forEachStay(life, walk, from, (place, counts) => {
        stays[place * combinations + counts] = (stays[place * combinations + counts] ?? 0) + times
        if ((counts & bits.atEnd) === 0) return
        const amount = amountOf(life.deal)
        // Of a deal that is still open, nought is no amount.
        if (deals.currency[life.deal] !== own || Number.isNaN(amount) || amount === 0) return
        amounts[place] = (amounts[place] ?? 0) + times * amount
        priced[place] = (priced[place] ?? 0) + times
      })
  }
  return { counting, stays, amounts, priced, state: { stays, amounts, priced } }
}

function stayPart(history: History, asked: Omit<Asked, 'scope'>) {
  return { name: `stays ${asked.since} ${asked.currency}`, begin: () => staySum(history, asked) }
}

function countsOf(
  process: ProcessMap,
  { stays, amounts, priced }: Omit<ReturnType<typeof staySum>, 'counting'>,
  key: string,
) {
  const sums = { atStart: 0, entered: 0, onward: 0, back: 0, won: 0, ended: 0, remapped: 0, atEnd: 0 }
  let [amountMinor, withAmount] = [0, 0]
  for (const [number, place] of process.places.entries()) {
    if (place.key !== key) continue
    amountMinor += amounts[number + 1] ?? 0
    withAmount += priced[number + 1] ?? 0
    for (let counts = 1; counts < combinations; counts++) {
      const count = stays[(number + 1) * combinations + counts] ?? 0
      for (const name of counted) if ((counts & bits[name]) > 0) sums[name] += count
    }
  }
  const isKnown = withAmount > 0 || sums.atEnd === 0
  return { ...sums, amountMinor: isKnown ? amountMinor : null, withoutAmount: sums.atEnd - withAmount }
}

/**
 * Shows the stays of a deal in places: what each counts as in a period that begins on a day, 0 if it was over before. Visits that
 * follow each other in the same place, after a deal was reopened there or changed its version, are one.
 */
function forEachStay(
  { standing, until }: Life,
  walk: Walk,
  from: number,
  show: (place: number, counts: number) => void,
): void {
  for (let first = 0, next = 0; first < walk.length; first = next) {
    const place = walk.at[first] ?? 0
    next = first + 1
    while (next < walk.length && walk.at[next] === place) next++
    const isLast = next === walk.length
    const isThere = isLast && standing === 'open'
    const leftOn = isLast ? until : (walk.enteredOn[next] ?? 0)
    const came = (walk.enteredOn[first] ?? 0) < from ? bits.atStart : bits.entered
    if (!isThere && leftOn < from) show(place, 0)
    else if (isThere) show(place, came | bits.atEnd)
    else if (isLast) show(place, came | (standing === 'won' ? bits.won : bits.ended))
    else if (walk.mapped[next] === 1) show(place, came | bits.remapped)
    else show(place, came | ((walk.at[next] ?? 0) > place ? bits.onward : bits.back))
  }
}

/** Whether a deal has a stay in a stage that counts so. */
export function isMoved(
  process: ProcessMap,
  { life, walk }: { readonly life: Life; readonly walk: Walk },
  { count, stage, from }: { readonly count: Count; readonly stage: string | undefined; readonly from: number },
): boolean {
  let isSo = false
  forEachStay(life, walk, from, (place, counts) => {
    const key = process.places[place - 1]?.key
    if (key && (stage === undefined || key === stage) && (counts & bits[count]) > 0) isSo = true
  })
  return isSo
}
