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
  const { spells, days } = of.table
  const left = { pp: dayTotals(days.length), pq: dayTotals(days.length), qq: dayTotals(days.length) }
  const open = { n: dayTotals(days.length), c: dayTotals(days.length), d: dayTotals(days.length) }
  const openSquares = { cc: dayTotals(days.length), cd: dayTotals(days.length), dd: dayTotals(days.length) }
  for (let i = 0; i < spells.length; i++) {
    const from = at(spells.from, i)
    const to = at(spells.to, i)
    const count = at(spells.count, i)
    const { p, q } = settled(of, from, to, at(spells.cause, i))
    left.pp.add(to, count * p * p)
    left.pq.add(to, count * p * q)
    left.qq.add(to, count * q * q)
    const c = at(of.c, from)
    const d = at(of.d, from)
    for (const sign of [1, -1]) {
      const index = sign > 0 ? from : to
      const weight = sign * count
      open.n.add(index, weight)
      open.c.add(index, weight * c)
      open.d.add(index, weight * d)
      openSquares.cc.add(index, weight * c * c)
      openSquares.cd.add(index, weight * c * d)
      openSquares.dd.add(index, weight * d * d)
    }
  }
  const gone = { pp: left.pp.upTo(), pq: left.pq.upTo(), qq: left.qq.upTo() }
  const risk = { n: open.n.upTo(), c: open.c.upTo(), d: open.d.upTo() }
  const square = { cc: openSquares.cc.upTo(), cd: openSquares.cd.upTo(), dd: openSquares.dd.upTo() }
  const incidence = new Float64Array(days.length)
  const survival = new Float64Array(days.length)
  for (let i = 0; i < days.length; i++) {
    const share = at(of.incidence, i)
    const c = at(of.c, i + 1)
    const fixed = at(of.d, i + 1) - share * c
    const whoLeft = at(gone.qq, i) - 2 * share * at(gone.pq, i) + share ** 2 * at(gone.pp, i)
    // Σ (fixed − (d − share·c))² over those still at risk, multiplied out.
    const varying = at(square.dd, i) - 2 * share * at(square.cd, i) + share ** 2 * at(square.cc, i)
    const whoStay = at(risk.n, i) * fixed ** 2 - 2 * fixed * (at(risk.d, i) - share * at(risk.c, i)) + varying
    const size = at(gone.qq, i) + share ** 2 * at(gone.pp, i) + at(risk.n, i) * fixed ** 2
    incidence[i] = beyondRounding(whoLeft + whoStay, size)
    const stay = at(risk.n, i) * c ** 2 - 2 * c * at(risk.c, i) + at(square.cc, i)
    survival[i] = at(of.survival, i) ** 2 * beyondRounding(at(gone.pp, i) + stay, at(gone.pp, i))
  }
  return { incidence, survival }
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
