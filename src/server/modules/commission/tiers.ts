import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import { divideHalfEven, roundTogether } from '../../kernel/apportion.ts'

type Step = CommissionTerms['tiers'][number]

const whole = 10_000n

/** What sales from a sum to another earn, for themselves and for lying beyond the quota. */
export function ratesOf(terms: CommissionTerms, quotaMinor: number | null) {
  const { sale, beyond } = laddersOf(terms, quotaMinor)
  return { sale: earning(sale), beyond: beyond === null ? () => 0 : earning(beyond) }
}

/** Rates that follow each other, each from its beginning on, with the unit that beginnings are ten thousandths of. */
export interface Ladder {
  readonly steps: readonly Step[]
  readonly unit: bigint
}

/** What is paid for sales themselves, and for their lying beyond the quota: null without one. */
export function laddersOf(terms: CommissionTerms, quotaMinor: number | null): { sale: Ladder; beyond: Ladder | null } {
  const quota = quotaMinor === null ? null : BigInt(quotaMinor)
  const beyond = terms.accelerators
    .toSorted((one, other) => one.fromQuota - other.fromQuota)
    .map(({ fromQuota, rate }): Step => ({ from: fromQuota, rate }))
  return {
    sale: tiersOf(terms, quota),
    beyond: quota === null ? null : { steps: increments(beyond), unit: quota },
  }
}

function tiersOf({ tiers, tiersBy }: CommissionTerms, quota: bigint | null): Ladder {
  const ordered = tiers.toSorted((one, other) => one.from - other.from)
  if (tiersBy === 'amount') return { steps: ordered, unit: whole }
  return quota === null ? { steps: ordered.slice(0, 1), unit: 0n } : { steps: ordered, unit: quota }
}

/** Rates on top of each other, as rates of their own: beyond each beginning all before it hold too. */
function increments(steps: readonly Step[]): Step[] {
  return steps.map(({ from }, place) => ({
    from,
    rate: steps.slice(0, place + 1).reduce((sum, { rate }) => sum + rate, 0),
  }))
}

/**
 * What sales from a sum to another earn: the parts within each step, times its rate. A step begins at from × unit ÷ 10,000. Sales
 * within one step, as nearly all are, need no large integers.
 */
function earning(ladder: Ladder): (start: number, end: number) => number {
  const stepAround = stepsOf(ladder)
  return (start, end) => {
    const one = stepAround(start, end)
    const product = one ? (end - start) * one.rate : Infinity
    if (Number.isSafeInteger(product)) return halfEven(product)
    const total = inSteps(ladder, start, end).reduce((sum, { size, rate }) => sum + size * BigInt(rate), 0n)
    return Number(divideHalfEven(total, whole * whole))
  }
}

/** Finds the step that sales from a sum to another lie in as a whole; what lies before the first has no beginning, and no rate. */
function stepsOf({ steps, unit }: Ladder) {
  const begins = steps.map(({ from }) => BigInt(from) * unit)
  const before = { first: -Infinity, last: down(begins[0]), from: null, until: steps[0]?.from ?? null, rate: 0 }
  const within = [
    before,
    ...steps.map(({ from, rate }, place) => ({
      first: up(begins[place]),
      last: down(begins[place + 1]),
      from,
      until: steps[place + 1]?.from ?? null,
      rate,
    })),
  ]
  return (start: number, end: number) => within.find(({ first, last }) => start >= first && end >= start && end <= last)
}

/** What of sales from a sum to another lies in each step, in ten thousandths of a minor unit; only of steps that have some. */
function inSteps({ steps, unit }: Ladder, start: number, end: number) {
  const [low, high] = [BigInt(start) * whole, BigInt(end) * whole]
  return steps.flatMap(({ from, rate }, place) => {
    const next = steps[place + 1]?.from
    const [begin, last] = [BigInt(from) * unit, next === undefined ? high : least(BigInt(next) * unit, high)]
    const first = low > begin ? low : begin
    return last > first ? [{ from, until: next ?? null, rate, size: last - first }] : []
  })
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

/** A part of sales that one rate is for. */
export interface Rung {
  readonly from: number
  /** Where the next rate begins; null: nowhere. */
  readonly until: number | null
  readonly rate: number
  readonly ofMinor: number
  readonly minor: number
}

/** What sales from a sum to another earn, rate by rate: the parts sum to what the whole earns, to the last minor unit. */
export function climbing(ladder: Ladder): (start: number, end: number) => Rung[] {
  const stepAround = stepsOf(ladder)
  return (start, end) => {
    const one = stepAround(start, end)
    const product = one ? (end - start) * one.rate : Infinity
    if (!one || !Number.isSafeInteger(product)) return rungsOf(ladder, start, end)
    const { from, until, rate } = one
    return from === null || end === start ? [] : [{ from, until, rate, ofMinor: end - start, minor: halfEven(product) }]
  }
}

function rungsOf(ladder: Ladder, start: number, end: number): Rung[] {
  const found = inSteps(ladder, start, end)
  const sizes = roundTogether(
    found.map(({ size }) => size),
    whole,
  )
  const earned = roundTogether(
    found.map(({ size, rate }) => size * BigInt(rate)),
    whole * whole,
  )
  return found.map(({ from, until, rate }, place) => ({
    from,
    until,
    rate,
    ofMinor: sizes[place] ?? 0,
    minor: earned[place] ?? 0,
  }))
}

/** The first whole minor unit in a step, and the last before the next one begins; endless without one. */
function up(begin = 0n): number {
  return Number((begin + whole - 1n) / whole)
}

function down(next: bigint | undefined): number {
  return next === undefined ? Infinity : Number(next / whole)
}

/** A safe integer of ten thousandths, not negative, as whole ones. */
function halfEven(tenThousandths: number): number {
  const left = tenThousandths % 10_000
  const floor = (tenThousandths - left) / 10_000
  return left > 5_000 || (left === 5_000 && floor % 2 === 1) ? floor + 1 : floor
}
