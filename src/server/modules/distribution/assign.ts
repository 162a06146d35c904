import type { DistributionField, DistributionRule } from '../../../contract/distribution.ts'
import { fold } from '../../kernel/fold.ts'

/** What is known of somebody by one value. */
type Known = Exclude<DistributionField, 'segment'>

/** What rules look at. */
export interface Candidate extends Readonly<Record<Known, string | null>> {
  readonly id: string
  /** The target markets that they fit, of those that rules name. */
  readonly segments: readonly string[]
  /** From whom it was taken back. */
  readonly takenFrom: string | null
}

/** A seller before the handing out: how many they have that they have not worked, and when they last got some. */
export interface Seller {
  readonly inHand: number
  readonly lastAt: number
}

export interface Assignment {
  /** By the prospect. */
  readonly given: ReadonlyMap<string, string>
  readonly unmatched: number
  readonly waiting: number
}

/**
 * Gives each prospect, the best first, to a seller of the first rule that fits: to who has the fewest in hand, and among
 * those to who has waited longest. Nobody gets more than they have room for, nor back what was taken from them.
 * @param sellers only those who are here
 */
export function assign(
  candidates: readonly Candidate[],
  rules: readonly DistributionRule[],
  sellers: ReadonlyMap<string, Seller>,
): Assignment {
  const now = new Map([...sellers].map(([id, seller]) => [id, { ...seller }]))
  const fitting = rules.map((rule) => ({ fits: matcher(rule), to: rule.to }))
  const given = new Map<string, string>()
  let unmatched = 0
  let turn = Math.max(0, ...[...sellers.values()].map(({ lastAt }) => lastAt)) + 1
  for (const candidate of candidates) {
    const rule = fitting.find(({ fits }) => fits(candidate))
    if (!rule) {
      unmatched += 1
      continue
    }
    const open = rule.to.flatMap(({ memberId, most }) => {
      const seller = now.get(memberId)
      return seller && seller.inHand < most && memberId !== candidate.takenFrom ? [{ memberId, seller }] : []
    })
    const [next] = open.toSorted((a, b) => a.seller.inHand - b.seller.inHand || a.seller.lastAt - b.seller.lastAt)
    if (!next) continue
    given.set(candidate.id, next.memberId)
    next.seller.inHand += 1
    next.seller.lastAt = turn++
  }
  return { given, unmatched, waiting: candidates.length - given.size - unmatched }
}

/** How a field is compared: whole, by its beginning, or by a piece. */
const compared: Record<Known, (value: string, wanted: string) => boolean> = {
  country: (value, wanted) => value === wanted,
  city: (value, wanted) => value === wanted,
  postal_code: (value, wanted) => value.replaceAll(' ', '').startsWith(wanted.replaceAll(' ', '')),
  sector: (value, wanted) => value === wanted,
  title: (value, wanted) => value.includes(wanted),
  source: (value, wanted) => value === wanted,
  grade: (value, wanted) => value === wanted,
}

function matcher({ when }: DistributionRule): (candidate: Candidate) => boolean {
  if (!when) return () => true
  const { field, is } = when
  if (field === 'segment') return ({ segments }) => is.some((id) => segments.includes(id))
  const wanted = is.map(fold)
  return (candidate) => {
    const value = candidate[field]
    if (value === null) return false
    const folded = fold(value)
    return wanted.some((one) => compared[field](folded, one))
  }
}
