import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthOf, orderOf, type Point, type Stop } from '../../src/server/modules/visits/route.ts'

const stop = (id: string, more: Partial<Stop> = {}): Stop => ({ id, at: null, postalCode: null, street: null, ...more })
const at = (id: string, latitude: number, longitude: number) => stop(id, { at: { latitude, longitude } })
const ids = (stops: readonly Stop[]) => stops.map(({ id }) => id).join('')

test('addresses without coordinates go by postal code, street and house number', () => {
  const street = (id: string, postalCode: string, name: string) => stop(id, { postalCode, street: name })
  const stops = [
    street('d', '414 02', 'Bagaregatan 1'),
    street('c', '414 01', 'Allén 10B'),
    street('b', '41401', 'Allén 10'),
    street('a', '414 01', 'Allén 9'),
  ]
  expect(ids(orderOf(stops))).toBe('abcd')
})

test('a way that crosses itself is laid straight', () => {
  const start = { latitude: 0, longitude: 0 }
  const corners = [at('a', 0, 1), at('b', 1, 1), at('c', 1, 2), at('d', 0, 2)]
  expect(['abcd', 'bacd', 'abdc', 'adcb', 'dcba', 'abcd']).toContain(ids(orderOf(corners, start)))
  expect(lengthOf(orderOf(corners, start), start)).toBeLessThanOrEqual(lengthOf(corners, start) + 1e-9)
})

test('an address without coordinates comes behind the one whose postal code is most like its own', () => {
  const located = [
    stop('a', { at: { latitude: 57, longitude: 11 }, postalCode: '41401' }),
    stop('b', { at: { latitude: 57, longitude: 12 }, postalCode: '41510' }),
    stop('c', { at: { latitude: 57, longitude: 13 }, postalCode: '41601' }),
  ]
  expect(ids(orderOf([...located, stop('x', { postalCode: '415 11' })], { latitude: 57, longitude: 10 }))).toBe('abxc')
  expect(ids(orderOf([...located, stop('x')], { latitude: 57, longitude: 10 }))).toBe('abcx')
})

const point = fc.record({
  latitude: fc.double({ min: 57.6, max: 57.8, noNaN: true }),
  longitude: fc.double({ min: 11.8, max: 12.1, noNaN: true }),
})
const points = (most: number) => fc.array(point, { minLength: 1, maxLength: most })
const stopsAt = (places: readonly Point[]) => places.map((place, number) => stop(`s${number}`, { at: place }))

test('every address is visited once, whatever is known of it', () => {
  const some = fc.record({ at: fc.option(point), postalCode: fc.option(fc.stringMatching(/^41\d{3}$/)) })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 40 }), fc.option(point), (known, start) => {
      const stops = known.map((more, number) => stop(`s${number}`, more))
      expect(
        orderOf(stops, start)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(stops.map(({ id }) => id).toSorted())
    }),
    { numRuns: 60 },
  )
})

/** The shortest way over all, found by trying every one. */
function shortest(stops: readonly Stop[], start: Point): number {
  const ways = (left: readonly Stop[]): Stop[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((next) => ways(left.filter((other) => other !== next)).map((rest) => [next, ...rest]))
  return Math.min(...ways(stops).map((way) => lengthOf(way, start)))
}

test('over a few doors the way is seldom a quarter longer than the shortest there is', () => {
  let longer = 0
  fc.assert(
    fc.property(points(6), point, (places, start) => {
      const stops = stopsAt(places)
      const best = shortest(stops, start)
      const laid = lengthOf(orderOf(stops, start), start)
      expect(laid).toBeGreaterThanOrEqual(best - 1e-9)
      if (laid > best * 1.25 + 1e-9) longer++
    }),
    { numRuns: 100, seed: 7 },
  )
  expect(longer).toBeLessThanOrEqual(2)
})
