import { expect, test } from 'vitest'
import { firsts } from '../../src/server/modules/measurement/firsts.ts'
import { csv } from '../../src/web/measurement/csv.ts'
import { curvePoints } from '../../src/web/measurement/curve-points.ts'
import { addDays, daysBetween } from '../../src/web/people/day-of.ts'

test('a table to take away runs nothing in a spreadsheet, and keeps its numbers', () => {
  const rows = [
    ['=HYPERLINK("x")', '+1', '-1', '@a', 'Smith, "Jo"', 'two\nlines'],
    [-1, 0.25, null, 1e-7],
  ]
  expect(csv(rows)).toBe(`\uFEFF"'=HYPERLINK(""x"")",'+1,'-1,'@a,"Smith, ""Jo""","two\nlines"\r\n-1,0.25,,1e-7\r\n`)
})

test('days step over the end of a month and of February', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3)
})

test('the curve begins with all deals open and ends where fewer than five are followed', () => {
  const step = (day: number, atRisk: number) => ({ day, estimate: 1 / day, low: null, high: null, atRisk })
  const points = curvePoints([step(2, 20), step(4, 3), step(5, 6), step(9, 4)])
  expect(points.map(({ day }) => day)).toEqual([0, 2, 4, 5])
  expect(points.at(-1)).toMatchObject({ low: 0.2, high: 0.2 })
})

test('deals forgotten for ten years do not push the curve into a corner', () => {
  const step = (day: number, estimate: number) => ({ day, estimate, low: null, high: null, atRisk: 20 })
  const points = curvePoints([step(0, 0.9), step(100, 0.4), step(2_000, 0.4), step(3_650, 0.4)])
  expect(points.map(({ day }) => day)).toEqual([0, 100, 115])
  expect(points.at(-1)?.estimate).toBe(0.4)
})

test('where all who were there early have ended, nobody can say what share of those after them is won', () => {
  const seen = { deal: 0, dated: true, started: 0, observedFrom: 0, late: 0, measured: true, timed: true } as const
  const life = { ...seen, closed: true, owner: 0, source: 0, stage: 0, last: 0, facts: [], standingFacts: null }
  const after = firsts()
  const told = () => after.told(['price'], 90).rows[0]
  const late = { ...life, observedFrom: 25 }
  for (let at = 0; at < 30; at++)
    after.add({ ...late, standing: 'won', cause: 1, days: 40, until: 40 }, { key: 'price', day: 20 }, 1)
  expect(told()).toMatchObject({ deals: 30, wonAfter: { estimate: 1 } })
  after.add({ ...life, standing: 'lost', cause: 2, days: 3, until: 3 }, { key: 'price', day: 1 }, 1)
  expect(told()).toMatchObject({ deals: 31, wonAfter: { estimate: null, low: null, high: null } })
})
