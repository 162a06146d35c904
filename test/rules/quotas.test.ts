import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuotaContent, QuotaNode } from '../../src/contract/quotas.ts'
import { apportion, divideHalfEven } from '../../src/server/kernel/apportion.ts'
import { yearOf } from '../../src/server/modules/quotas/calendar.ts'
import { type TreeEdit, edited } from '../../src/server/modules/quotas/edit.ts'
import { capacities } from '../../src/server/modules/quotas/presence.ts'
import { withinPeriod } from '../../src/server/modules/quotas/quota-of.ts'
import { dividedAt } from '../../src/server/modules/quotas/reorganise.ts'
import { monthsOf, sum } from '../../src/server/modules/quotas/tree.ts'

const year = { startsOn: '2026-04-01', months: 12 }
const flat = Array.from({ length: 12 }, () => 1)

function node(more: Partial<QuotaNode> & Pick<QuotaNode, 'id' | 'kind'>): QuotaNode {
  const plain = { parentId: null, subjectId: more.id, weight: 1, capacity: 100, ramp: [], from: null, until: null }
  return { ...plain, amounts: [], ...more }
}

/** Two teams of two and three. */
function begun(minor = 10): QuotaContent {
  const seller = (id: string, parentId: string) =>
    node({ id, kind: 'member', parentId, amounts: flat.map((_, month) => minor + month) })
  const nodes = [
    node({ id: 'company', kind: 'company' }),
    node({ id: 'north', kind: 'team', parentId: 'company' }),
    node({ id: 'south', kind: 'team', parentId: 'company' }),
    ...['a', 'b'].map((id) => seller(id, 'north')),
    ...['c', 'd', 'e'].map((id) => seller(id, 'south')),
  ]
  return { seasons: flat, nodes, bottomUp: null, adjustments: [] }
}

let made = 0
const known = (measured = new Map<string, number>()) => ({ year, measured, makeId: () => `new${++made}` })
const act = (content: QuotaContent, edit: TreeEdit) => {
  const next = edited(content, edit, known())
  if ('refused' in next) throw new Error(next.refused)
  return next
}
const monthly = ({ nodes }: QuotaContent, id: string) => monthsOf(nodes, 12).get(id) ?? []

describe('dividing', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [0, 0], [3, 2]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [0.1, 0.2, 0.7], [1, 1, 5]],
    [0, [3, 4], [0, 0]],
    [10, [], []],
  ])('%d by %j is %j', (total, weights, parts) => expect(apportion(total, weights)).toEqual(parts))

  test('parts sum to the whole, and are less than a unit from their share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), weights, (total, each) => {
        const parts = apportion(total, each)
        expect(sum(parts)).toBe(total)
        const all = each.reduce((whole, weight) => whole + BigInt(weight), 0n)
        if (all === 0n) return
        parts.forEach((part, place) => {
          const off = BigInt(part) * all - BigInt(total) * BigInt(each[place] ?? 0)
          expect(off < all && off > -all).toBe(true)
        })
      }),
    )
  })

  test.each([
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [5n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [7n, 3n, 2n],
    [1n, -2n, 0n],
  ])('%d ÷ %d is %d, half to even', (numerator, denominator, quotient) =>
    expect(divideHalfEven(numerator, denominator)).toBe(quotient),
  )
})

describe('the calendar', () => {
  test.each([
    ['2026-11-22', 1, '2026-01-01'],
    ['2026-03-31', 4, '2025-04-01'],
    ['2026-04-01', 4, '2026-04-01'],
    ['2026-01-15', 12, '2025-12-01'],
  ])('%s, in years from month %d on, is of the year of %s', (day, firstMonth, startsOn) =>
    expect(yearOf(day, firstMonth)).toEqual({ startsOn, months: 12 }),
  )

  test('a joiner counts by the days of the month and by the ramp', () => {
    const joiner = node({ id: 'x', kind: 'member', from: '2026-06-16', until: '2026-10-01', ramp: [50, 80] })
    expect(capacities(joiner, year)).toEqual([0, 0, 0.25, 0.8, 1, 1, 0, 0, 0, 0, 0, 0])
  })

  test('a month is divided by its days; the parts are the whole', () => {
    expect(dividedAt([100, 31, 7], { startsOn: '2026-04-01', months: 3 }, '2026-05-11')).toEqual([
      [100, 10, 0],
      [0, 21, 7],
    ])
    const amounts = flat.map(() => 3100)
    expect(withinPeriod(amounts, year, { from: '2026-05-01', until: '2026-05-11' })).toBe(1000)
    expect(withinPeriod(amounts, year, { from: '2020-01-01', until: '2030-01-01' })).toBe(37_200)
  })
})

describe('one edit', () => {
  test('a seller gets more, the colleagues less, and the team keeps its months', () => {
    const content = begun()
    const next = act(content, { kind: 'set_amount', nodeId: 'c', fromMonth: 0, months: 3, minor: 60, above: 'stays' })
    expect(sum(monthly(next, 'c').slice(0, 3))).toBe(60)
    expect(monthly(next, 'south')).toEqual(monthly(content, 'south'))
    expect(monthly(next, 'd').slice(3)).toEqual(monthly(content, 'd').slice(3))
  })

  test('more than the team has is refused, unless it grows', () => {
    const edit = { kind: 'set_amount', nodeId: 'a', fromMonth: 0, months: 12, minor: 1000, above: 'stays' } as const
    expect(edited(begun(), edit, known())).toMatchObject({ refused: 'quota_does_not_fit', mostMinor: 372 })
    expect(sum(monthly(act(begun(), { ...edit, above: 'grows' }), 'north'))).toBe(1186)
  })

  test('territory shares by customers, and a team gets what its sellers look after', () => {
    const measured = new Map([
      ['north', 10],
      ['south', 30],
    ])
    const next = edited(begun(), { kind: 'split', nodeId: 'company', by: 'territory', fromMonth: 0 }, known(measured))
    if ('refused' in next) throw new Error(next.refused)
    expect(sum(monthly(next, 'company'))).toBe(930)
    expect(monthly(next, 'north')[0]).toBe(13)
  })

  test('who moves takes the rest along; what was before stays where it was', () => {
    const content = begun(100)
    const next = act(content, { kind: 'move', nodeId: 'a', parentId: 'south', on: '2026-07-16', takesQuota: true })
    const [former, later] = next.nodes.filter(({ subjectId }) => subjectId === 'a')
    expect(former).toMatchObject({ parentId: 'north', until: '2026-07-16' })
    expect(later).toMatchObject({ parentId: 'south', from: '2026-07-16' })
    expect([former?.amounts[3], later?.amounts[3]]).toEqual([50, 53])
    expect(monthly(next, 'company')).toEqual(monthly(content, 'company'))
  })

  test('who leaves, leaves an open place; a joiner takes it over from their first day', () => {
    const left = act(begun(100), { kind: 'end', nodeId: 'a', on: '2026-07-01', rest: 'open' })
    const open = left.nodes.find(({ kind }) => kind === 'open')
    expect(open?.amounts.slice(2, 5)).toEqual([0, 103, 104])
    const add = { kind: 'add', parentId: 'north', of: 'member', subjectId: 'f' } as const
    const next = act(left, { ...add, ramp: [50], from: '2026-09-01', takesOver: open?.id ?? null })
    expect(next.nodes.find(({ subjectId }) => subjectId === 'f')?.amounts.slice(4, 7)).toEqual([0, 105, 106])
    expect(monthly(next, 'company')).toEqual(monthly(begun(100), 'company'))
  })

  test('seasons move months, and nobody’s year', () => {
    const next = act(begun(), { kind: 'set_seasons', seasons: [...flat.slice(1), 13] })
    for (const id of ['company', 'north', 'a', 'e']) expect(sum(monthly(next, id))).toBe(sum(monthly(begun(), id)))
    expect(monthly(next, 'a')[11]).toBeGreaterThan(80)
  })

  test.each<[string, TreeEdit]>([
    [
      'a team below a seller',
      { kind: 'add', parentId: 'a', of: 'team', subjectId: 'x', from: null, ramp: [], takesOver: null },
    ],
    [
      'a seller twice at a time',
      { kind: 'add', parentId: 'north', of: 'member', subjectId: 'c', from: null, ramp: [], takesOver: null },
    ],
    ['a move to where one is', { kind: 'move', nodeId: 'a', parentId: 'north', on: '2026-07-01', takesQuota: true }],
    [
      'a move outside of the year',
      { kind: 'move', nodeId: 'a', parentId: 'south', on: '2027-07-01', takesQuota: true },
    ],
    ['the end of the company', { kind: 'end', nodeId: 'company', on: '2026-07-01', rest: 'open' }],
    ['months beyond the year', { kind: 'set_amount', nodeId: 'a', fromMonth: 10, months: 6, minor: 1, above: 'grows' }],
    ['seasons of half a year', { kind: 'set_seasons', seasons: [1, 1, 1, 1, 1, 1] }],
  ])('%s is refused', (_, edit) =>
    expect(edited(begun(), edit, known())).toMatchObject({ refused: 'quota_out_of_place' }),
  )
})

const place = fc.nat({ max: 1_000 })
const day = fc.nat({ max: 364 }).map((days) => Temporal.PlainDate.from(year.startsOn).add({ days }).toString())
const reorganisation = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), node: place, to: place, on: day, takesQuota: fc.boolean() }),
  fc.record({
    kind: fc.constant('end' as const),
    node: place,
    on: day,
    rest: fc.constantFrom('neighbours' as const, 'open' as const),
  }),
  fc.record({
    kind: fc.constant('add' as const),
    node: place,
    name: fc.integer({ min: 0, max: 30 }),
    from: fc.option(day),
    over: place,
  }),
  fc.record({
    kind: fc.constant('split' as const),
    node: place,
    by: fc.constantFrom('weights' as const, 'capacity' as const),
    fromMonth: fc.nat({ max: 11 }),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    node: place,
    minor: fc.nat({ max: 5_000 }),
    fromMonth: fc.nat({ max: 11 }),
  }),
)
type Reorganisation = typeof reorganisation extends fc.Arbitrary<infer Value> ? Value : never

function asEdit({ nodes }: QuotaContent, wanted: Reorganisation): TreeEdit {
  const pick = (number: number, among = nodes) => among[number % Math.max(1, among.length)]?.id ?? ''
  const nodeId = pick(wanted.node)
  switch (wanted.kind) {
    case 'move':
      return { kind: 'move', nodeId, parentId: pick(wanted.to), on: wanted.on, takesQuota: wanted.takesQuota }
    case 'end':
      return { kind: 'end', nodeId, on: wanted.on, rest: wanted.rest }
    case 'add': {
      const open = nodes.filter(({ kind, parentId }) => kind === 'open' && parentId === nodeId)
      const takesOver = open.length > 0 && wanted.over % 2 === 0 ? pick(wanted.over, open) : null
      return {
        kind: 'add',
        parentId: nodeId,
        of: 'member',
        subjectId: `m${wanted.name}`,
        from: wanted.from,
        ramp: [50],
        takesOver,
      }
    }
    case 'split':
      return { kind: 'split', nodeId, by: wanted.by, fromMonth: wanted.fromMonth }
    case 'set':
      return { kind: 'set_amount', nodeId, fromMonth: wanted.fromMonth, months: 1, minor: wanted.minor, above: 'stays' }
  }
}

test('after 10,000 random reorganisations every sum holds, and the company has what it had in every month', () => {
  const history = fc.array(reorganisation, { minLength: 20, maxLength: 20 })
  fc.assert(
    fc.property(history, (all) => {
      const start = begun(97)
      const company = monthly(start, 'company')
      let content = start
      for (const wanted of all) {
        const edit = asEdit(content, wanted)
        if (edit.kind === 'set_amount' && edit.nodeId === 'company') continue
        const next = edited(content, edit, known())
        if (!('refused' in next)) content = next
        const { nodes } = content
        const ids = new Set(nodes.map(({ id }) => id))
        expect(ids.size).toBe(nodes.length)
        expect(monthly(content, 'company')).toEqual(company)
        for (const each of nodes) {
          const isParent = nodes.some(({ parentId }) => parentId === each.id)
          expect(each.amounts.length).toBe(isParent ? 0 : 12)
          expect(each.amounts.every((minor) => Number.isSafeInteger(minor) && minor >= 0)).toBe(true)
          expect(each.parentId === null || ids.has(each.parentId)).toBe(true)
        }
      }
    }),
    { numRuns: 500 },
  )
})
