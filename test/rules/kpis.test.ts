import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KpiOptions, usualKpiOptions } from '../../src/contract/kpis.ts'
import { converter } from '../../src/server/modules/currencies/index.ts'
import { dayNumber, dayText } from '../../src/server/modules/measurement/index.ts'
import { spentFor } from '../../src/server/modules/measurement/kpis/acquisition.ts'
import {
  type Customers,
  churnIn,
  customersOf,
  inOrderOfCustomers,
  lifetimeValue,
} from '../../src/server/modules/measurement/kpis/customers.ts'
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

function customersIn(purchases: Purchases, options: KpiOptions, least: number) {
  return customersOf(inOrderOfCustomers(purchases), Infinity, options, least)
}

const within = (from: number, to: number) => ({ from, to, complete: true })
const choose = (more: Partial<KpiOptions> = {}) => ({ ...usualKpiOptions, ...more })

/** The stretches of customers, one customer and one win after the other. */
function slowStretches(purchases: Purchases, options: KpiOptions, least: number) {
  const median = (values: readonly number[]) =>
    quantile(
      values.map((value) => ({ value, count: 1 })),
      0.5,
    ) // Null for none.
  const known = Array.from(purchases.customer, (customer, place) => ({
    customer,
    day: purchases.day[place] ?? 0,
  })).filter(({ customer }) => customer !== 0)
  const own = [...Map.groupBy(known, ({ customer }) => customer)].map(([customer, bought]) => ({
    customer,
    on: [...new Set(bought.map(({ day }) => day))],
  }))
  const gapsOf = (on: readonly number[]) => on.slice(1).map((day, place) => day - (on[place] ?? 0))
  const gaps = own.flatMap(({ on }) => gapsOf(on))
  const common = gaps.length < least ? null : median(gaps)
  if (common === null && options.silentDays === null) return null
  return own.flatMap(({ customer, on }) =>
    on.map((day, place) => {
      const usual = place >= 2 ? median(gapsOf(on.slice(0, place + 1))) : common
      const limit = day + (options.silentDays ?? Math.ceil((usual ?? common ?? 0) * options.silentTimes))
      const next = on[place + 1] ?? Infinity
      return { customer, day, until: Math.min(limit, next - 1), lost: limit < next }
    }),
  )
}

test('customers laid out in columns are those found one after the other; amounts are rounded to two digits as text is', () => {
  const customer = fc.integer({ min: 0, max: 5 })
  const bought = fc.array(fc.tuple(customer, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 })), {
    maxLength: 8,
  })
  const silent = fc.option(fc.integer({ min: 1, max: 200 }))
  fc.assert(
    fc.property(bought, silent, (of, silentDays) => {
      const [purchases, options] = [wins(...of.map(([who, on]) => [who, ...on] as const)), choose({ silentDays })]
      const found = customersIn(purchases, options, 3)
      const told =
        found &&
        Array.from(found.customer, (number, place) => ({
          customer: found.codes[number],
          day: found.day[place],
          until: found.until[place],
          lost: found.lost[place] === 1,
        }))
      expect(told).toEqual(slowStretches(purchases, options, 3))
    }),
  )
  fc.assert(fc.property(fc.nat(10_000_000_000_000), (amount) => toTwoDigits(amount) === Number(amount.toPrecision(2))))
  for (const amount of [0, 5, 94, 95, 99, 100, 105, 994, 995, 9_949, 9_950, 10_500])
    expect(toTwoDigits(amount)).toBe(Number(amount.toPrecision(2)))
})

/** A period alone. */
function churned(customers: Customers, period: Period) {
  const [found] = churnIn(customers, [period])
  if (found === undefined) throw new Error('there is one')
  return found
}

/** The same, one stretch after the other. */
function slowChurn({ customer, day, until, lost, place: placeOf }: Customers, { from, to }: Period) {
  const stretches = Array.from(customer, (number, place) => ({
    number,
    day: day[place] ?? 0,
    until: until[place] ?? 0,
    lost: lost[place] === 1,
    place: placeOf[place] ?? 0,
  }))
  const there = stretches.filter((each) => each.day < from && each.until >= from - 1)
  const gone = stretches.filter(
    (each) =>
      each.lost && each.until >= from - 1 && each.until < to && there.some(({ number }) => number === each.number),
  )
  // The last loss of each.
  return { n: there.length, lost: [...new Map(gone.map((each) => [each.number, each.place])).values()] }
}

test('who was a customer as of a day is who would have been if nothing had been bought since', () => {
  const bought = fc.array(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 }), { maxLength: 8 })
  const asOf = fc.integer({ min: 0, max: 400 })
  fc.assert(
    fc.property(bought, asOf, fc.option(fc.integer({ min: 1, max: 200 })), (of, day, silentDays) => {
      const options = choose({ silentDays })
      const all = wins(...of.map((on, number) => [number, ...on] as const))
      const known = wins(...of.map((on, number) => [number, ...on.filter((each) => each <= day)] as const))
      const [then, alone] = [customersOf(inOrderOfCustomers(all), day, options, 3), customersIn(known, options, 3)]
      expect(then === null).toBe(alone === null)
      if (then === null || alone === null) return
      expect([then.count, then.repeats]).toEqual([alone.count, alone.repeats])
      expect(lifetimeValue(then, day, 10)).toEqual(lifetimeValue(alone, day, 10))
      const months = Array.from({ length: 14 }, (_, place) => within(place * 30, place * 30 + 29))
      churnIn(then, months).forEach((found, place) =>
        expect(found).toMatchObject(slowChurn(then, months[place] ?? within(0, 0))),
      )
      for (const from of [0, 50, 200].filter((each) => each <= day)) {
        const [{ lost, ...churn }, { lost: others, ...same }] = [then, alone].map((each) =>
          churned(each, within(from, day)),
        ) as [ReturnType<typeof churned>, ReturnType<typeof churned>]
        expect({ ...churn, days: lost.map((place) => all.day[place]) }).toEqual({
          ...same,
          days: others.map((place) => known.day[place]),
        })
      }
    }),
  )
})

test('a customer is lost after twice their own usual time without a win, not after that of others', () => {
  // One buys every 10 days, the other every 100; both stop after day 200.
  const customers = customersIn(wins([1, 160, 170, 180, 190, 200], [2, 0, 100, 200]), choose(), 2)
  if (customers === null) throw new Error('there are enough repeats')
  expect(churned(customers, within(210, 220))).toMatchObject({ n: 2, estimate: 0 })
  expect(churned(customers, within(221, 230))).toMatchObject({ n: 2, estimate: 0.5 })
  expect(churned(customers, within(231, 400))).toMatchObject({ n: 1, estimate: 0 })
  expect(churned(customers, within(231, 401))).toMatchObject({ n: 1, estimate: 1 })
  expect(churned(customers, within(500, 600))).toMatchObject({ n: 0, estimate: null })
})

test('by a number of days everybody has the same patience; who comes back is a customer again', () => {
  const customers = customersIn(wins([1, 0, 100]), choose({ silentDays: 30 }), 10)
  if (customers === null) throw new Error('days were chosen')
  expect(churned(customers, within(10, 40))).toMatchObject({ n: 1, estimate: 1 })
  expect(churned(customers, within(50, 90))).toMatchObject({ n: 0 })
  expect(churned(customers, within(101, 120))).toMatchObject({ n: 1, estimate: 0 })
  expect(customersIn(wins([1, 0, 100]), choose(), 10)).toBeNull()
})

test('a lifetime is worth the margin of the first win, and of the wins that follow while one is a customer', () => {
  const once = Array.from({ length: 40 }, (_, place) => [place + 1, 0] as const)
  const lone = customersIn(wins(...once), choose({ silentDays: 30 }), 10)
  if (lone === null) throw new Error('days were chosen')
  expect(lifetimeValue(lone, 1000, 10)).toMatchObject({ estimate: 10, n: 40 })
  // Everybody buys each year, and nobody leaves: 10 at once, and 10 a year as far as they are followed.
  const yearly = once.map(([customer]) => [customer, 0, 365, 730, 1096] as const)
  const loyal = customersIn(wins(...yearly), choose({ silentDays: 800 }), 10)
  if (loyal === null) throw new Error('days were chosen')
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
