import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LineDetails, lineKinds } from '../../../contract/commission.ts'
import { ratesOf } from './tiers.ts'

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
