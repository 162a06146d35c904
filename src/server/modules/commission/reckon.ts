import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LineDetails, lineKinds } from '../../../contract/commission.ts'
import { divideHalfEven } from '../../kernel/apportion.ts'

/** A win, or the part of one, that counts for a seller. */
export interface Credit {
  readonly dealId: string
  /** The fact of the win. */
  readonly winId: string
  /** In the plan's currency. */
  readonly minor: number
  readonly details: LineDetails
}

/** A line before it is kept. */
export interface Line {
  readonly key: string
  readonly kind: (typeof lineKinds)[number]
  readonly dealId: string | null
  readonly minor: number
  readonly details: LineDetails
}

type Step = CommissionTerms['tiers'][number]

const whole = 10_000n

/**
 * What a period's wins earn: each win a line by the tiers that it falls into (marginal: a rate is for the part of the sales within its
 * tier alone), one for what lies beyond the quota, bonuses for what was reached, and one that takes away what is over the cap. Exact
 * in integers; every line is rounded half-even once.
 * @param credits in the order they were won
 * @param quotaMinor null: tiers by quota pay their first rate, and nothing is beyond
 */
export function reckon(credits: readonly Credit[], terms: CommissionTerms, quotaMinor: number | null): Line[] {
  const { sale, beyond } = ratesOf(terms, quotaMinor)
  const lines: Line[] = []
  let start = 0
  for (const { dealId, winId, minor, details } of credits) {
    const told = { ...details, creditMinor: minor, startMinor: start }
    const end = start + minor
    if (minor !== 0) lines.push({ key: `sale:${winId}`, kind: 'sale', dealId, minor: sale(start, end), details: told })
    const more = beyond(start, end)
    if (more !== 0) lines.push({ key: `accelerator:${winId}`, kind: 'accelerator', dealId, minor: more, details: told })
    start = end
  }
  lines.push(...bonuses(terms, start, credits.length, quotaMinor))
  return [...lines, ...overCap(terms.capMinor, lines)]
}

/** The facts of wins that lines of sales name, by their deals. */
export function winsIn(lines: readonly Pick<Line, 'key' | 'dealId'>[]): Map<string, string> {
  return new Map(
    lines.flatMap(({ key, dealId }): [string, string][] => {
      const [kind, winId = ''] = key.split(':')
      return kind === 'sale' && dealId !== null ? [[dealId, winId]] : []
    }),
  )
}

/** What the lines of `reckon` sum to, without making them. */
export function earnings(minors: readonly number[], terms: CommissionTerms, quotaMinor: number | null): number {
  const { sale, beyond } = ratesOf(terms, quotaMinor)
  let [start, total] = [0, 0]
  for (const minor of minors) {
    total += sale(start, start + minor) + beyond(start, start + minor)
    start += minor
  }
  total += sumOf(bonuses(terms, start, minors.length, quotaMinor))
  return Math.min(total, terms.capMinor ?? total)
}

/** What sales from a sum to another earn, for themselves and for lying beyond the quota. */
function ratesOf(terms: CommissionTerms, quotaMinor: number | null) {
  const quota = quotaMinor === null ? null : BigInt(quotaMinor)
  const tiers = stepsOf(terms, quota)
  const beyond = terms.accelerators
    .toSorted((one, other) => one.fromQuota - other.fromQuota)
    .map(({ fromQuota, rate }): Step => ({ from: fromQuota, rate }))
  return {
    sale: earning(tiers.steps, tiers.unit),
    beyond: quota === null ? () => 0 : earning(increments(beyond), quota),
  }
}

/** Tiers with the unit that their beginnings are ten thousandths of. */
function stepsOf({ tiers, tiersBy }: CommissionTerms, quota: bigint | null): { steps: Step[]; unit: bigint } {
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
function earning(steps: readonly Step[], unit: bigint): (start: number, end: number) => number {
  const begins = steps.map(({ from }) => BigInt(from) * unit)
  const within = [{ first: -Infinity, last: down(begins[0]), rate: 0 }].concat(
    steps.map(({ rate }, place) => ({ first: up(begins[place]), last: down(begins[place + 1]), rate })),
  )
  return (start, end) => {
    const one = within.find(({ first, last }) => start >= first && end >= start && end <= last)
    const product = one ? (end - start) * one.rate : Infinity
    if (Number.isSafeInteger(product)) return halfEven(product)
    const [low, high] = [BigInt(start) * whole, BigInt(end) * whole]
    const total = steps.reduce((sum, { rate }, place) => {
      const [begin = 0n, next] = begins.slice(place, place + 2)
      const first = low > begin ? low : begin
      const last = next !== undefined && next < high ? next : high
      return last > first ? sum + (last - first) * BigInt(rate) : sum
    }, 0n)
    return Number(divideHalfEven(total, whole * whole))
  }
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

function bonuses(terms: CommissionTerms, sold: number, wins: number, quotaMinor: number | null): Line[] {
  const quota = quotaMinor === null ? null : BigInt(quotaMinor)
  return terms.bonuses.flatMap(({ name, goal, reach, minor }, place): Line[] => {
    const isReached =
      goal === 'wins'
        ? wins >= reach
        : goal === 'amount'
          ? sold >= reach
          : quota !== null && quota > 0n && BigInt(sold) * whole >= quota * BigInt(reach)
    return isReached ? [{ key: `bonus:${place}`, kind: 'bonus', dealId: null, minor, details: { name } }] : []
  })
}

function overCap(capMinor: number | null, lines: readonly Line[]): Line[] {
  const over = capMinor === null ? 0 : sumOf(lines) - capMinor
  return over > 0 ? [{ key: 'cap', kind: 'cap', dealId: null, minor: -over, details: {} }] : []
}

export function sumOf(lines: readonly Pick<Line, 'minor'>[]): number {
  return lines.reduce((sum, { minor }) => sum + minor, 0)
}

/** A line of an earlier period that was kept, or one that is reckoned now. */
export interface Booked {
  readonly key: string
  readonly dealId: string | null
  readonly minor: number
  readonly details: LineDetails
}

/**
 * What sets an earlier period right: what it comes to now, less what all statements have booked for it so far. So a win that is reversed
 * nets to zero with all that it had moved, and a win that was told late is paid.
 * @param booked the lines of all statements so far for that period; several of a key are added up
 */
export function corrections(now: readonly Line[], booked: readonly Booked[]): Line[] {
  const before = new Map<string, Booked>()
  for (const each of booked) {
    const known = before.get(each.key)
    before.set(each.key, known ? { ...known, minor: known.minor + each.minor } : each)
  }
  const current = new Map(now.map((each) => [each.key, each]))
  const minorOf = (lines: ReadonlyMap<string, Booked>, key: string) => lines.get(key)?.minor ?? 0
  const keys = [...new Set([...before.keys(), ...current.keys()])].filter(
    (key) => minorOf(before, key) !== minorOf(current, key),
  )
  return keys.sort().flatMap((key): Line[] => {
    const [was, is] = [before.get(key), current.get(key)]
    const about = is ?? was
    if (about === undefined) return []
    const isGone = is === undefined && was !== undefined && was.dealId !== null
    const minor = minorOf(current, key) - minorOf(before, key)
    return [{ key, kind: isGone ? 'claw_back' : 'correction', dealId: about.dealId, minor, details: about.details }]
  })
}
