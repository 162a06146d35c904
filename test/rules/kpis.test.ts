import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KpiOptions, usualKpiOptions } from '../../src/contract/kpis.ts'
import { converter } from '../../src/server/modules/currencies/index.ts'
import { dayNumber, dayText } from '../../src/server/modules/measurement/index.ts'
import { spentFor } from '../../src/server/modules/measurement/kpis/acquisition.ts'
import {
  churnIn,
  customersAt,
  customersOf,
  inOrderOfCustomers,
  lostIn,
} from '../../src/server/modules/measurement/kpis/customers.ts'
import { lifetimeValue } from '../../src/server/modules/measurement/kpis/lifetime-value.ts'
import { toTwoDigits } from '../../src/server/modules/measurement/groups.ts'
import { type Period, periodsUntil } from '../../src/server/modules/measurement/kpis/periods.ts'
import type { Purchases } from '../../src/server/modules/measurement/kpis/purchases.ts'
import { groupJackknife, meanLimits, quantile } from '../../src/statistics/index.ts'

const days = (text: string) => dayNumber(text)

test('an amount is converted at the latest rate up to its day, and not at all where there is none', () => {
  const convert = converter({
    reporting: 'EUR',
    digits: { EUR: 2, USD: 2, JPY: 0, KWD: 3 },
    rates: [
      { currency: 'USD', day: 10, rate: 0.9 },
      { currency: 'JPY', day: 10, rate: 0.006 },
      { currency: 'KWD', day: 10, rate: 3 },
      { currency: 'USD', day: 20, rate: 0.8 },
    ],
  })
  expect(convert(100, 'EUR', 5)).toEqual({ minor: 100, rateDay: null })
  expect(convert(100, 'USD', 9)).toBeNull()
  expect(convert(100, 'USD', 10)).toEqual({ minor: 90, rateDay: 10 })
  expect(convert(100, 'USD', 19)).toEqual({ minor: 90, rateDay: 10 })
  expect(convert(100, 'USD', 20)).toEqual({ minor: 80, rateDay: 20 })
  expect(convert(1_000, 'JPY', 30)?.minor).toBeCloseTo(600)
  expect(convert(1_000, 'KWD', 30)?.minor).toBeCloseTo(300)
  expect(convert(100, 'SEK', 30)).toBeNull()
})

test('periods are whole months and quarters of the calendar; the last one may not be over', () => {
  const shown = (asOf: string, grain: 'month' | 'quarter') =>
    periodsUntil(days(asOf), grain)
      .slice(-2)
      .map(({ from, to, complete }) => [dayText(from), dayText(to), complete])
  expect(shown('2025-03-10', 'month')).toEqual([
    ['2025-02-01', '2025-02-28', true],
    ['2025-03-01', '2025-03-10', false],
  ])
  expect(shown('2025-03-31', 'month')[1]).toEqual(['2025-03-01', '2025-03-31', true])
  expect(shown('2025-02-10', 'quarter')).toEqual([
    ['2024-10-01', '2024-12-31', true],
    ['2025-01-01', '2025-02-10', false],
  ])
  expect(periodsUntil(days('2025-03-10'), 'month')).toHaveLength(14)
})

test('a cost is spread evenly over its days, and looked for so long before as a deal takes', () => {
  const rates = { reporting: 'EUR', digits: { EUR: 2 }, rates: [] }
  const costs = [{ from: '2025-01-01', to: '2025-01-10', amountMinor: 1_000, currency: 'EUR' }]
  const february = { from: days('2025-02-01'), to: days('2025-02-28'), complete: true }
  expect(spentFor(costs, rates, february, 0)).toEqual({ minor: 0, count: 0, unrated: null })
  expect(spentFor(costs, rates, february, 30)).toEqual({ minor: 900, count: 1, unrated: null })
  const dollars = [{ from: '2025-02-01', to: '2025-02-10', amountMinor: 1_000, currency: 'USD' }]
  expect(spentFor(dollars, rates, february, 0).unrated).toEqual({ currency: 'USD', day: days('2025-02-10') })
})

function wins(...of: (readonly [customer: number, ...days: number[]])[]): Purchases {
  const bought = of
    .flatMap(([customer, ...own]) => own.map((day) => ({ customer, day })))
    .toSorted((one, other) => one.day - other.day)
  const numbers = (value: number) => new Float64Array(bought.length).fill(value)
  return {
    deal: new Int32Array(bought.length),
    customer: Int32Array.from(bought, ({ customer }) => customer),
    day: Int32Array.from(bought, ({ day }) => day),
    minor: numbers(100),
    margin: numbers(10),
    rateDay: new Int32Array(bought.length),
    unrated: new Int32Array(bought.length),
    isConverted: false,
    lacksRates: false,
    names: Array<string>(1 + of.reduce((most, [customer]) => Math.max(most, customer), 0)).fill(''),
  }
}

/** As of a day, or after everybody has fallen silent for long enough. */
function customersIn(purchases: Purchases, options: KpiOptions, least: number, asOf = 100_000) {
  const found = customersOf(inOrderOfCustomers(purchases), asOf, options, least)
  if (found === null) throw new Error('somebody came back, or days were chosen')
  return found
}

const within = (from: number, to: number) => ({ from, to, complete: true })
const choose = (more: Partial<KpiOptions> = {}) => ({ ...usualKpiOptions, ...more })

/** The customers as of a day, one after the other, and what became of each of their silences. */
function slowCustomers(purchases: Purchases, asOf: number, options: KpiOptions, least: number) {
  const median = (values: readonly number[]) =>
    quantile(
      values.map((value) => ({ value, count: 1 })),
      0.5,
    ) // Null for none.
  const known = Array.from(purchases.customer, (customer, place) => ({
    customer,
    day: purchases.day[place] ?? 0,
  })).filter(({ customer, day }) => customer !== 0 && day <= asOf)
  const own = [...Map.groupBy(known, ({ customer }) => customer)].map(([customer, bought]) => ({
    customer,
    on: [...new Set(bought.map(({ day }) => day))],
  }))
  const gapsOf = (on: readonly number[]) => on.slice(1).map((day, place) => day - (on[place] ?? 0))
  const gaps = own.flatMap(({ on }) => gapsOf(on))
  const common = gaps.length < least ? null : median(gaps)
  if (common === null && options.silentDays === null) return null
  const each = own.map(({ customer, on }) => {
    const waits = on.map((day, place) => {
      const usual = place >= 2 ? median(gapsOf(on.slice(0, place + 1))) : common
      const wait = options.silentDays ?? Math.ceil((usual ?? common ?? 0) * options.silentTimes)
      return { day, wait, next: on[place + 1] ?? Infinity }
    })
    const silences = waits.filter(({ day, wait, next }) => next > day + wait && asOf >= day + 2 * wait)
    const last = waits.at(-1)
    return { customer, on, until: (last?.day ?? 0) + (last?.wait ?? 0), silences }
  })
  const silences = each.flatMap((its) => its.silences)
  return {
    each,
    silences: { passed: silences.length, back: silences.filter(({ next }) => next < Infinity).length },
  }
}

/** Of those who were customers on the day before a period, who was lost in it. */
function slowChurn({ each }: NonNullable<ReturnType<typeof slowCustomers>>, { from, to }: Period) {
  const there = each.filter(({ on, until }) => (on[0] ?? 0) < from && until >= from - 1)
  return { there, gone: there.filter(({ until }) => until < to) }
}

const someWins = fc.array(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 }), { maxLength: 8 })
const someDay = fc.integer({ min: 0, max: 400 })
const someSilence = fc.option(fc.integer({ min: 1, max: 200 }))
const winsOf = (of: readonly (readonly number[])[]) => wins(...of.map((on, number) => [number, ...on] as const))

test('customers laid out in columns are those found one after the other, and so are the silences that ended or did not', () => {
  fc.assert(
    fc.property(someWins, someDay, someSilence, (of, asOf, silentDays) => {
      const [purchases, options] = [winsOf(of), choose({ silentDays })]
      const found = customersOf(inOrderOfCustomers(purchases), asOf, options, 3)
      const slow = slowCustomers(purchases, asOf, options, 3)
      expect(found === null).toBe(slow === null)
      if (found === null || slow === null) return
      const { codes, day, first, latest, until, count, silences } = found
      const told = Array.from(until, (end, number) => {
        const on = [...day.subarray(first[number], (latest[number] ?? 0) + 1)]
        return { customer: codes[number], on, until: end }
      })
      expect(told).toEqual(slow.each.map(({ customer, on, until: end }) => ({ customer, on, until: end })))
      expect([count, silences]).toEqual([slow.each.length, slow.silences])
      const months = Array.from({ length: 14 }, (_, place) => within(place * 30, Math.min(place * 30 + 29, asOf)))
      const past = months.filter(({ from }) => from <= asOf)
      churnIn(found, past).forEach((churn, place) => {
        const period = past[place] ?? within(0, 0)
        const { there, gone } = slowChurn(slow, period)
        expect(churn).toMatchObject({ n: there.length, lost: gone.length })
        const dayOf = (purchase: number) => purchases.day[purchase]
        const before = there.map(({ on }) => on.findLast((each) => each < period.from))
        expect(customersAt(found, period.from).map(dayOf)).toEqual(before)
        expect(lostIn(found, period).map(dayOf)).toEqual(gone.map(({ on }) => on.at(-1)))
      })
    }),
  )
})

test('amounts are rounded to two digits as text is', () => {
  fc.assert(fc.property(fc.nat(10_000_000_000_000), (amount) => toTwoDigits(amount) === Number(amount.toPrecision(2))))
  for (const amount of [0, 5, 94, 95, 99, 100, 105, 994, 995, 9_949, 9_950, 10_500])
    expect(toTwoDigits(amount)).toBe(Number(amount.toPrecision(2)))
})

test('who was a customer as of a day is who would have been if nothing had been bought since', () => {
  fc.assert(
    fc.property(someWins, someDay, someSilence, (of, day, silentDays) => {
      const options = choose({ silentDays })
      const [all, known] = [winsOf(of), winsOf(of.map((on) => on.filter((each) => each <= day)))]
      const [then, alone] = [all, known].map((each) => customersOf(inOrderOfCustomers(each), day, options, 3))
      expect(!then).toBe(!alone)
      if (!then || !alone) return
      expect([then.count, then.repeats, then.silences]).toEqual([alone.count, alone.repeats, alone.silences])
      expect(lifetimeValue(then, day, 10)).toEqual(lifetimeValue(alone, day, 10))
    }),
  )
})

test('a customer is lost after twice their own usual time without a win, not after that of others', () => {
  // One buys every 10 days, the other every 100; both stop after day 200.
  const sold = wins([1, 160, 170, 180, 190, 200], [2, 0, 100, 200])
  const churned = (from: number, to: number) => churnIn(customersIn(sold, choose(), 2, to), [within(from, to)])[0]
  expect(churned(210, 220)).toMatchObject({ n: 2, estimate: 0 })
  expect(churned(221, 230)).toMatchObject({ n: 2, estimate: 0.5 })
  expect(churned(231, 400)).toMatchObject({ n: 1, estimate: 0 })
  expect(churned(231, 401)).toMatchObject({ n: 1, estimate: 1 })
  expect(churned(500, 600)).toMatchObject({ n: 0, estimate: null })
})

test('by a number of days everybody has the same patience; who bought again by the day was never lost', () => {
  const sold = wins([1, 0, 100])
  const asOf = (day: number) => customersIn(sold, choose({ silentDays: 30 }), 10, day)
  const churned = (day: number, from: number, to: number) => churnIn(asOf(day), [within(from, to)])[0]
  expect(churned(60, 10, 40)).toMatchObject({ n: 1, estimate: 1 })
  expect(churned(100, 10, 40)).toMatchObject({ n: 1, estimate: 0 })
  expect(churned(100, 50, 90)).toMatchObject({ n: 1, estimate: 0 })
  expect(churned(200, 101, 131)).toMatchObject({ n: 1, estimate: 1 })
  expect(customersOf(inOrderOfCustomers(sold), 200, choose(), 10)).toBeNull()
})

test('a silence tells what became of it once as much time again has passed', () => {
  const sold = wins([1, 0, 100], [2, 0, 20])
  const silences = (day: number) => customersIn(sold, choose({ silentDays: 30 }), 10, day).silences
  expect(silences(59)).toEqual({ passed: 0, back: 0 })
  // On day 20 the second one bought within the time: that is no silence.
  expect(silences(60)).toEqual({ passed: 1, back: 0 })
  expect(silences(80)).toEqual({ passed: 2, back: 0 })
  expect(silences(100)).toEqual({ passed: 2, back: 1 })
  expect(silences(160)).toEqual({ passed: 3, back: 1 })
})

test('a lifetime is worth the margin of the first win, and of the wins that follow while one is a customer', () => {
  const once = Array.from({ length: 40 }, (_, place) => [place + 1, 0] as const)
  const lone = customersIn(wins(...once), choose({ silentDays: 30 }), 10)
  expect(lifetimeValue(lone, 1000, 10)).toMatchObject({ estimate: 10, n: 40 })
  // Everybody buys each year, and nobody leaves: 10 at once, and 10 a year as far as they are followed.
  const yearly = once.map(([customer]) => [customer, 0, 365, 730, 1096] as const)
  const loyal = customersIn(wins(...yearly), choose({ silentDays: 800 }), 10)
  const { estimate, low, high } = lifetimeValue(loyal, 1097, 0)
  const perYear = (3 / 1098) * 365.25
  expect(estimate).toBeCloseTo(10 * (1 + perYear * 3))
  expect([low, high].map((limit) => limit?.toFixed(6))).toEqual([estimate?.toFixed(6), estimate?.toFixed(6)])
})

test('a mean has Student’s interval, and leaving out one at a time gives the same', () => {
  const values = [1, 2, 3, 4, 10]
  const sum = 20
  const limits = meanLimits(5, sum, 130)
  // R: t.test(c(1, 2, 3, 4, 10))$conf.int
  expect(limits.low).toBeCloseTo(-0.389946, 5)
  expect(limits.high).toBeCloseTo(8.389946, 5)
  const left = groupJackknife(
    4,
    values.map((value) => (sum - value) / 4),
  )
  expect(left.low).toBeCloseTo(limits.low ?? 0, 10)
  expect(meanLimits(0, 0, 0)).toEqual({ estimate: null, low: null, high: null })
  expect(meanLimits(1, 7, 49)).toEqual({ estimate: 7, low: null, high: null })
  expect(groupJackknife(4, [4, null])).toEqual({ estimate: 4, low: null, high: null })
})
