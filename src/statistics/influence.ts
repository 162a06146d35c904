import { at } from './impossible-input.ts'
import type { RiskTable } from './risk-table.ts'

/**
 * Infinitesimal jackknife for the cumulative incidence F of one cause: how much F(t) moves with the weight of each
 * subject. Written with C and D, sums over the days up to t, the influence of a subject who entered before day `from`
 * and left on day `to` is
 *   U(t) = Q(t) − F(t)·P(t),   P = −(C(t∧to) − C(from−)) + [ended] a(to),
 *                              Q = −(D(t∧to) − D(from−)) + [ended] a(to)·F(to) + [ended by this cause] b(to)
 * with a = 1/(atRisk − ends) (0 when nobody remains), b = S(t−)/atRisk, and daily increments
 *   dC = a·ends/atRisk,   dD = F·dC + b·endsOfCause/atRisk.
 * The variance is Σ U², as std.err² of R's survfit for competing risks; with everybody seen from the start it is the
 * Aalen-type (Greenwood-like) variance. All sums run once over the histories and once over the days, so that the
 * cost is O(histories + days), not their product.
 */
export interface Influence {
  table: RiskTable
  cause: number
  incidence: Float64Array
  survival: Float64Array
  a: Float64Array
  b: Float64Array
  /** C and D before the first day at index 0, up to and including day i at index i + 1. */
  c: Float64Array
  d: Float64Array
}

export function influenceOn(table: RiskTable, cause: number): Influence {
  const size = table.days.length
  const array = (length: number) => new Float64Array(length)
  const influence: Influence = {
    table,
    cause,
    incidence: array(size),
    survival: array(size),
    a: array(size),
    b: array(size),
    c: array(size + 1),
    d: array(size + 1),
  }
  const { incidence, survival, a, b, c, d } = influence
  let alive = 1
  let reached = 0
  table.days.forEach((day, i) => {
    const survivors = day.atRisk - day.events
    const hazard = at(day.eventsByCause, cause - 1) / day.atRisk
    a[i] = survivors > 0 ? 1 / survivors : 0
    b[i] = alive / day.atRisk
    reached += alive * hazard
    const step = (at(a, i) * day.events) / day.atRisk
    c[i + 1] = at(c, i) + step
    d[i + 1] = at(d, i) + step * reached + at(b, i) * hazard
    alive *= survivors / day.atRisk
    incidence[i] = reached
    survival[i] = alive
  })
  return influence
}

/** P and Q of a subject who has left. */
export function settled(of: Influence, from: number, to: number, cause: number): { p: number; q: number } {
  const p = at(of.c, from) - at(of.c, to + 1)
  const q = at(of.d, from) - at(of.d, to + 1)
  if (cause === 0) return { p, q }
  const a = at(of.a, to)
  return { p: p + a, q: q + a * at(of.incidence, to) + (cause === of.cause ? at(of.b, to) : 0) }
}

/** Running totals by day, of those who have left and of those still at risk. */
function dayTotals(size: number) {
  const change = new Float64Array(size + 1)
  return {
    add(index: number, value: number) {
      change[index] = at(change, index) + value
    },
    upTo() {
      let total = 0
      return change.map((value) => (total += value))
    },
  }
}

/** Variances, by day of the table, of F (this cause) and of S (nobody ended: all causes). */
export function variances(of: Influence): { incidence: Float64Array; survival: Float64Array } {
  const { length } = of.table.days
  const { joined, left } = sumsByDay(of)
  const incidence = new Float64Array(length)
  const survival = new Float64Array(length)
  // Of p and q of those who have left by a day, and of c and d of those still at risk on it.
  let [pp, pq, qq] = [0, 0, 0]
  let [n, sumC, sumD, cc, cd, dd] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < length; i++) {
    const [leave, enter] = [i * width, at(joined, i)]
    const [ownC, ownD] = [at(of.c, i), at(of.d, i)]
    pp += at(left, leave)
    pq += at(left, leave + 1)
    qq += at(left, leave + 2)
    n += enter - at(left, leave + 3)
    sumC += enter * ownC - at(left, leave + 4)
    sumD += enter * ownD - at(left, leave + 5)
    cc += enter * ownC * ownC - at(left, leave + 6)
    cd += enter * ownC * ownD - at(left, leave + 7)
    dd += enter * ownD * ownD - at(left, leave + 8)
    const share = at(of.incidence, i)
    const c = at(of.c, i + 1)
    const fixed = at(of.d, i + 1) - share * c
    const whoLeft = qq - 2 * share * pq + share ** 2 * pp
    // Σ (fixed − (d − share·c))² over those still at risk, multiplied out.
    const varying = dd - 2 * share * cd + share ** 2 * cc
    const whoStay = n * fixed ** 2 - 2 * fixed * (sumD - share * sumC) + varying
    const size = qq + share ** 2 * pp + n * fixed ** 2
    incidence[i] = beyondRounding(whoLeft + whoStay, size)
    const stay = n * c ** 2 - 2 * c * sumC + cc
    survival[i] = at(of.survival, i) ** 2 * beyondRounding(pp + stay, pp)
  }
  return { incidence, survival }
}

const width = 9

/**
 * How many come to be at risk on each day; and of those who leave on it the sums of p², pq, q², 1, c, d, c², cd and d², `width` a day. One plain
 * loop: there may be a hundred thousand different histories.
 */
function sumsByDay({ table, cause, incidence, a, b, c, d }: Influence) {
  const { spells, days } = table
  const joined = new Float64Array(days.length)
  const left = new Float64Array(days.length * width)
  const sum = (place: number, amount: number): void => {
    left[place] = (left[place] ?? 0) + amount
  }
  for (let i = 0; i < spells.length; i++) {
    const from = spells.from[i] ?? 0
    const to = spells.to[i] ?? 0
    const count = spells.count[i] ?? 0
    const own = spells.cause[i] ?? 0
    const [ownC, ownD] = [c[from] ?? 0, d[from] ?? 0]
    const ended = own === 0 ? 0 : (a[to] ?? 0)
    const p = ownC - (c[to + 1] ?? 0) + ended
    const q = ownD - (d[to + 1] ?? 0) + ended * (incidence[to] ?? 0) + (own === cause ? (b[to] ?? 0) : 0)
    joined[from] = (joined[from] ?? 0) + count
    const place = to * width
    sum(place, count * p * p)
    sum(place + 1, count * p * q)
    sum(place + 2, count * q * q)
    sum(place + 3, count)
    sum(place + 4, count * ownC)
    sum(place + 5, count * ownD)
    sum(place + 6, count * ownC * ownC)
    sum(place + 7, count * ownC * ownD)
    sum(place + 8, count * ownD * ownD)
  }
  return { joined, left }
}

/** Where all is certain, the sums leave their last digits, whose root would pass for an error of 1e-8. */
function beyondRounding(variance: number, size: number): number {
  return variance > 1e-14 * size ? variance : 0
}

/** Covariance of F on every day of the table with F on day `last` (an index), for days up to it. */
export function covariancesWith(of: Influence, last: number): Float64Array {
  const { spells, days } = of.table
  const left = { p: dayTotals(days.length), q: dayTotals(days.length) }
  const open = { n: dayTotals(days.length), c: dayTotals(days.length), d: dayTotals(days.length) }
  const lastShare = at(of.incidence, last)
  for (let i = 0; i < spells.length; i++) {
    const from = at(spells.from, i)
    if (from > last) continue
    const to = Math.min(at(spells.to, i), last)
    const cause = at(spells.to, i) > last ? 0 : at(spells.cause, i)
    const { p, q } = settled(of, from, to, cause)
    const weighted = at(spells.count, i) * (q - lastShare * p)
    left.p.add(to, weighted * p)
    left.q.add(to, weighted * q)
    for (const sign of [1, -1]) {
      const index = sign > 0 ? from : to
      const weight = sign * weighted
      open.n.add(index, weight)
      open.c.add(index, weight * at(of.c, from))
      open.d.add(index, weight * at(of.d, from))
    }
  }
  const gone = { p: left.p.upTo(), q: left.q.upTo() }
  const risk = { n: open.n.upTo(), c: open.c.upTo(), d: open.d.upTo() }
  return Float64Array.from({ length: last + 1 }, (_, i) => {
    const share = at(of.incidence, i)
    const fixed = at(of.d, i + 1) - share * at(of.c, i + 1)
    const whoStay = at(risk.d, i) - share * at(risk.c, i) - fixed * at(risk.n, i)
    return at(gone.q, i) - share * at(gone.p, i) + whoStay
  })
}
