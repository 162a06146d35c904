import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestFirst } from '../../src/server/modules/measurement/newest-first.ts'
import { addId, compareIds, idAt, packedIds } from '../../src/server/modules/measurement/packed-ids.ts'

const someIds = fc.uniqueArray(fc.uuid(), { maxLength: 60 })
const nearlyInOrder = fc
  .tuple(someIds, fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 5 }))
  .map(([ids, swaps]) => {
    const ordered = ids.toSorted()
    for (const [one, other] of swaps)
      [ordered[one % ids.length], ordered[other % ids.length]] = [
        ordered[other % ids.length] ?? '',
        ordered[one % ids.length] ?? '',
      ]
    return ids.length === 0 ? [] : ordered
  })

test('every place is shown once, and what is left is known by the greatest of it, in whatever order ids came', () => {
  fc.assert(
    fc.property(fc.oneof(someIds, nearlyInOrder), someIds, fc.integer({ min: 1, max: 9 }), (first, later, block) => {
      const ids = packedIds()
      const look = () => {
        const left = new Set(Array.from({ length: ids.length }, (_, place) => place))
        for (const { places, next } of newestFirst(ids, block)) {
          for (const place of places) expect(left.delete(place)).toBe(true)
          const greatest = [...left].toSorted((one, other) => compareIds(ids, other, one))[0] ?? -1
          expect(next).toBe(greatest)
        }
        expect(left.size).toBe(0)
      }
      for (const id of first) addId(ids, id)
      look()
      const known = new Set(first)
      for (const id of later) if (!known.has(id)) addId(ids, id)
      look()
    }),
  )
})

test('the newest three of a thousand are found without a look at most of them', () => {
  const ids = packedIds()
  for (let number = 0; number < 1_000; number++)
    addId(ids, `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`)
  const [some] = newestFirst(ids, 10)
  expect(
    [...(some?.places ?? [])]
      .map((place) => idAt(ids, place))
      .toSorted()
      .at(-1),
  ).toMatch(/999$/)
  expect(some?.places).toHaveLength(10)
  expect(some?.next).toBe(989)
})
