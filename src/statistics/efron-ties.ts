import { at } from './impossible-input.ts'

/**
 * What Efron's way of ties needs of a day on which d of those at risk end: their risk is `gone` of `all`, and with s = l/d for l = 0 … d − 1 and
 * rest = all − s·gone it is Σ 1/rest, Σ s/rest, Σ 1/rest², Σ s/rest², Σ s²/rest² and Σ log rest.
 */
export interface TiedSums {
  once: number
  part: number
  twice: number
  mixed: number
  parts: number
  logarithm: number
}

/**
 * The sums of a day, one end after the other; where many end that are little of the risk, as powers of u = gone/all instead, which costs the same for
 * however many: 1/(1 − su) = Σ uᵏsᵏ, with the sums of powers of s by Faulhaber's formula. All parts are positive, and the
 * last one left out is below a double's last digit. Source: Efron 1977.
 */
export function tiedSums(all: number, gone: number, ends: number): TiedSums {
  return ends >= leastEnds && gone <= all * mostRisk ? byPowers(all, gone / all, ends) : oneByOne(all, gone, ends)
}

/** Of so many parts one logarithm is taken: their product is no less than 32! ÷ ends³², which a number still holds. */
const together = 32

function oneByOne(all: number, gone: number, ends: number): TiedSums {
  let [once, part, twice, mixed, parts] = [0, 0, 0, 0, 0]
  let [logarithm, product] = [ends * Math.log(all), 1]
  for (let l = 0; l < ends; l++) {
    const share = l / ends
    const rest = all - share * gone
    const inverse = 1 / rest
    const weighted = share * inverse
    once += inverse
    part += weighted
    twice += inverse * inverse
    mixed += weighted * inverse
    parts += weighted * weighted
    product *= rest / all
    if (l % together < together - 1) continue
    logarithm += Math.log(product)
    product = 1
  }
  return { once, part, twice, mixed, parts, logarithm: logarithm + Math.log(product) }
}

const leastEnds = 32
/** With u at most this, u¹⁶ is below 2⁻⁶⁴. */
const mostRisk = 1 / 16
const powers = 16

function byPowers(all: number, u: number, ends: number): TiedSums {
  let [once, part, twice, mixed, parts, lost] = [0, 0, 0, 0, 0, 0]
  let [zero, first] = [powerSum(0, ends), powerSum(1, ends)]
  let power = 1
  for (let k = 0; k < powers && power > 1e-18; k++) {
    const second = powerSum(k + 2, ends)
    once += power * zero
    part += power * first
    twice += (k + 1) * power * zero
    mixed += (k + 1) * power * first
    parts += (k + 1) * power * second
    lost += (power * u * first) / (k + 1)
    power *= u
    zero = first
    first = second
  }
  const square = all * all
  return {
    once: once / all,
    part: part / all,
    twice: twice / square,
    mixed: mixed / square,
    parts: parts / square,
    logarithm: ends * Math.log(all) - lost,
  }
}

/** Σ (l/d)ᵐ for l = 0 … d − 1 = Σ over j of C(m + 1, j)·Bⱼ/(m + 1)·d^(1 − j), Bⱼ the Bernoulli numbers with B₁ = −½. */
function powerSum(m: number, d: number): number {
  const own = faulhaber[m] ?? []
  let sum = 0
  for (let j = own.length - 1; j >= 0; j--) sum = sum / d + at(own, j)
  return sum * d
}

const bernoulli = bernoulliNumbers(powers + 2)
const faulhaber = Array.from({ length: powers + 2 }, (_, m) =>
  Array.from({ length: m + 1 }, (__, j) => (binomial(m + 1, j) * at(bernoulli, j)) / (m + 1)),
)

/** B₀ … up to that many, from Σ over j ≤ m of C(m + 1, j)·Bⱼ = 0. */
function bernoulliNumbers(count: number): number[] {
  const found = [1]
  for (let m = 1; m < count; m++) found.push(found.reduce((sum, own, j) => sum - binomial(m + 1, j) * own, 0) / (m + 1))
  return found
}

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n, k - 1) * (n - k + 1)) / k
}
