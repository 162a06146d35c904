import { expect, test } from 'vitest'
import { closeTechniquesFigure } from '../../src/server/modules/measurement/close-techniques.ts'
import { firsts } from '../../src/server/modules/measurement/firsts.ts'
import type { Life } from '../../src/server/modules/measurement/lives.ts'
import { madeHistory, stageId } from './made-history.ts'
import { scope } from './report-histories.ts'

const nowhere = { deal: 0, owner: 0, source: 0, stage: 0, last: 0, facts: [], standingFacts: null }
const seen = { dated: true, started: 0, observedFrom: 0, days: 30, late: 0, measured: true, timed: true, closed: true }
const life: Life = { ...nowhere, ...seen, until: 30, standing: 'won', cause: 1 }
const lost: Life = { ...life, standing: 'lost', cause: 2 }

type Told = readonly [key: string, stage: string, won: number, closed: number]

function counted(told: readonly Told[]) {
  const sum = firsts()
  for (const [key, stage, won, closed] of told)
    for (let number = 0; number < closed; number++) sum.add(number < won ? life : lost, { key, stage, day: 10 }, 1)
  return sum
}

test('kinds that come in late stages are not ahead for that: they are compared with the others in the same stage', () => {
  const { verdict, pValue, rows } = counted([
    ['price', 'late', 80, 100],
    ['price', 'early', 2, 20],
    ['trust', 'late', 16, 20],
    ['trust', 'early', 10, 100],
  ]).told(['price', 'trust'], 90)
  expect({ verdict, pValue }).toEqual({ verdict: 'within_chance', pValue: 1 })
  expect(rows.map(({ closedOnly, shrunken }) => [closedOnly.estimate, shrunken])).toEqual([
    [82 / 120, null],
    [26 / 120, null],
  ])
})

test('where kinds differ in the same stages, what was counted stays, and the share in the stages of all stands beside it', () => {
  const { verdict, rows } = counted([
    ['price', 'late', 60, 80],
    ['price', 'early', 10, 20],
    ['trust', 'late', 6, 20],
    ['trust', 'early', 5, 80],
  ]).told(['price', 'trust'], 90)
  expect(verdict).toBe('differ')
  const [price, trust] = rows
  expect([price?.closedOnly.estimate, trust?.closedOnly.estimate]).toEqual([0.7, 0.11])
  // Half of the difference is of the stages that they come in.
  const apart = (price?.shrunken?.estimate ?? 0) - (trust?.shrunken?.estimate ?? 0)
  expect(apart).toBeGreaterThan(0.4)
  expect(apart).toBeLessThan(0.59)
})

test('what was counted and taken out again is in no stage', () => {
  const sum = counted([
    ['price', 'late', 12, 20],
    ['trust', 'late', 12, 20],
  ])
  sum.add(life, { key: 'price', stage: 'early', day: 10 }, 1)
  sum.add(life, { key: 'price', stage: 'early', day: 10 }, -1)
  const told = counted([
    ['price', 'late', 12, 20],
    ['trust', 'late', 12, 20],
  ]).told(['price', 'trust'], 90)
  expect(sum.told(['price', 'trust'], 90)).toEqual(told)
})

/** Two hundred deals: half were asked for in the first stage, where one of ten is won, half in the second one, where eight are. */
function asked(techniqueOf: (isLate: boolean, number: number, isWon: boolean) => string) {
  const history = madeHistory(200, (number, put) => {
    const isLate = number >= 100
    const isWon = number % 10 < (isLate ? 8 : 1)
    put(0, { type: 'deal.opened', stage_id: stageId(0) })
    if (isLate) put(5, { type: 'deal.moved', stage_id: stageId(1) })
    put(10, { type: 'deal.close_asked', about: `${techniqueOf(isLate, number, isWon)}/`, reason: 'not_yet' })
    put(20, { type: isWon ? 'deal.won' : 'deal.lost', reason: 'price', stage_id: stageId(Number(isLate)) })
  })
  return closeTechniquesFigure(history, { scope, byDay: 30, least: 10 })
}

test('a technique that is used late is not ahead for that', () => {
  const found = asked((isLate, number) => (Math.floor(number / 10) % 10 < (isLate ? 8 : 2) ? 'summary' : 'direct'))
  expect(found.verdict).toBe('within_chance')
  expect(found.pValue).toBeCloseTo(1, 9)
  expect(found.groups.map(({ won, rank }) => [won.estimate, rank])).toEqual([
    [0.24, null],
    [0.66, null],
  ])
})

test('a technique that wins more in either stage is ahead', () => {
  const found = asked((_, number, isWon) => (number % 3 === 0 || isWon ? 'summary' : 'direct'))
  expect(found.verdict).toBe('differ')
  expect(found.groups.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))[0]?.technique).toBe('summary')
})
