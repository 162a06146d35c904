import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DistributionRule } from '../../src/contract/distribution.ts'
import { assign, type Candidate } from '../../src/server/modules/distribution/assign.ts'
import { workingDaysBefore } from '../../src/server/kernel/working-days.ts'

const nobody = { country: null, city: null, postal_code: null, sector: null, title: null, source: null, grade: null }
const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  segments: [],
  id,
  takenFrom: null,
  ...nobody,
  ...more,
})
const to = (most: number, ...members: string[]) => members.map((memberId) => ({ memberId, most }))
const all = (most: number, ...members: string[]): DistributionRule => ({ when: null, to: to(most, ...members) })
const free = (...members: string[]) => new Map(members.map((id) => [id, { inHand: 0, lastAt: 0 }]))

describe('prospects are given', () => {
  test('in turn, the best first', () => {
    const { given } = assign(
      ['1', '2', '3', '4'].map((id) => candidate(id)),
      [all(9, 'a', 'b')],
      free('a', 'b'),
    )
    expect([...given.values()]).toEqual(['a', 'b', 'a', 'b'])
  })

  test('to who has waited longest, where all have as many', () => {
    const sellers = new Map([
      ['a', { inHand: 1, lastAt: 20 }],
      ['b', { inHand: 1, lastAt: 10 }],
    ])
    expect(assign([candidate('1')], [all(9, 'a', 'b')], sellers).given.get('1')).toBe('b')
  })

  const rows: [string, DistributionRule['when'], Partial<Candidate>, boolean][] = [
    ['a postal code by its beginning', { field: 'postal_code', is: ['41'] }, { postal_code: '411 05' }, true],
    ['a postal code that begins otherwise', { field: 'postal_code', is: ['41'] }, { postal_code: '141 05' }, false],
    ['a city as it is spelt', { field: 'city', is: ['Malmö', 'Lund'] }, { city: 'LUND' }, true],
    ['a title by a piece', { field: 'title', is: ['head of'] }, { title: 'Head of Sales' }, true],
    ['a sector as a whole', { field: 'sector', is: ['Steel'] }, { sector: 'Steelworks' }, false],
    ['a target market that they fit', { field: 'segment', is: ['wind'] }, { segments: ['sea', 'wind'] }, true],
    ['nothing known', { field: 'grade', is: ['A'] }, {}, false],
  ]
  test.each(rows)('by %s', (_, when, known, fits) => {
    const { given, unmatched } = assign([candidate('1', known)], [{ when, to: to(1, 'a') }], free('a'))
    expect([given.size, unmatched]).toEqual(fits ? [1, 0] : [0, 1])
  })

  test('by the first rule that fits, though its sellers have no room', () => {
    const rules = [{ when: { field: 'city' as const, is: ['Lund'] }, to: to(1, 'a') }, all(9, 'b')]
    const { given, waiting } = assign(
      [candidate('1', { city: 'Lund' }), candidate('2', { city: 'Lund' })],
      rules,
      free('a', 'b'),
    )
    expect([[...given], waiting]).toEqual([[['1', 'a']], 1])
  })

  test('never to somebody from whom they were taken, nor to who has left', () => {
    const { given } = assign([candidate('1', { takenFrom: 'a' })], [all(9, 'a', 'b', 'gone')], free('a', 'b'))
    expect([...given.values()]).toEqual(['b'])
  })

  test('fairly, and to nobody beyond their room, whatever there is', () => {
    const members = ['a', 'b', 'c']
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 3, maxLength: 3 }),
        (count, most, held) => {
          const sellers = new Map(members.map((id, at) => [id, { inHand: held[at] ?? 0, lastAt: at }]))
          const candidates = Array.from({ length: count }, (_, at) => candidate(String(at)))
          const { given, waiting, unmatched } = assign(candidates, [all(most, ...members)], sellers)
          const after = members.map(
            (id, at) => (held[at] ?? 0) + [...given.values()].filter((one) => one === id).length,
          )
          const room = held.reduce((sum, one) => sum + Math.max(0, most - one), 0)
          expect([given.size, waiting, unmatched]).toEqual([Math.min(count, room), count - Math.min(count, room), 0])
          for (const [at, inHand] of after.entries()) expect(inHand).toBeLessThanOrEqual(Math.max(most, held[at] ?? 0))
          // Whoever got any has no more than one above who has least and still has room.
          const least = Math.min(...after)
          const got = after.filter((inHand, at) => inHand > (held[at] ?? 0))
          expect(least >= most || got.every((inHand) => inHand - least <= 1)).toBe(true)
        },
      ),
    )
  })
})

test('working days are counted without the days that are free there', () => {
  const monday = new Date('2026-03-09T10:00:00Z')
  const rows: [number, string, string][] = [
    [1, 'SE', '2026-03-06T10:00:00.000Z'],
    [2, 'SE', '2026-03-05T10:00:00.000Z'],
    [1, 'IL', '2026-03-08T10:00:00.000Z'],
    [2, 'IL', '2026-03-05T10:00:00.000Z'],
    [46, 'SE', '2025-12-30T10:00:00.000Z'],
  ]
  for (const [days, country, before] of rows)
    expect(workingDaysBefore(monday, days, 'UTC', country).toISOString()).toBe(before)
})
