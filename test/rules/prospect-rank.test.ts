import { describe, expect, test } from 'vitest'
import { rankReasons } from '../../src/contract/prospects.ts'
import { type Known, points, rank, scoreOf, yieldOf } from '../../src/server/modules/prospects/rank.ts'
import { decides } from '../../src/server/modules/prospects/titles.ts'

const nobody: Known = {
  hasPhone: false,
  hasEmail: false,
  title: null,
  grade: null,
  fits: null,
  sourceYield: 'unknown',
  listedDays: 100,
  setAside: false,
}

describe('where somebody stands on the call list, and why', () => {
  test.each<[string, Partial<Known>, readonly string[], number]>([
    ['nothing is known', {}, ['unreachable'], -20],
    ['a number', { hasPhone: true }, ['phone'], 20],
    ['an address', { hasEmail: true }, ['email'], 10],
    [
      'both, and a title that decides',
      { hasPhone: true, hasEmail: true, title: 'CEO' },
      ['phone', 'email', 'decides'],
      45,
    ],
    ['a title that does not', { hasPhone: true, title: 'Engineer' }, ['phone'], 20],
    ['graded A', { hasPhone: true, grade: 'A' }, ['grade_a', 'phone'], 60],
    ['graded C', { hasPhone: true, grade: 'C' }, ['grade_c', 'phone'], 10],
    ['in a target market', { hasPhone: true, fits: true }, ['in_market', 'phone'], 40],
    ['outside of all', { hasPhone: true, fits: false }, ['outside_market', 'phone'], 0],
    ['a good source', { hasPhone: true, sourceYield: 'much' }, ['phone', 'source_yields'], 35],
    ['a poor source', { hasPhone: true, sourceYield: 'little' }, ['phone', 'source_yields_little'], 10],
    ['a usual source says nothing', { hasPhone: true, sourceYield: 'usual' }, ['phone'], 20],
    ['listed today', { hasPhone: true, listedDays: 0 }, ['phone', 'new'], 30],
    ['listed a week ago', { hasPhone: true, listedDays: 7 }, ['phone', 'recent'], 25],
    ['listed a month ago', { hasPhone: true, listedDays: 30 }, ['phone'], 20],
    ['listed a year ago', { hasPhone: true, listedDays: 365 }, ['phone', 'old'], 10],
    ['promised for today', { hasPhone: true, setAside: true }, ['promised', 'phone'], 70],
  ])('%s', (_, known, reasons, score) => {
    expect(rank({ ...nobody, ...known })).toMatchObject({ reasons, score })
  })

  test('the score is the sum of the reasons that are shown', () => {
    const { score, reasons } = rank({ ...nobody, hasPhone: true, grade: 'B', title: 'VD', listedDays: 1 })
    expect(score).toBe(reasons.reduce((sum, reason) => sum + points[reason], 0))
    expect(scoreOf(rankReasons)).toBe(Object.values(points).reduce((sum, one) => sum + one, 0))
  })

  test.each([
    [0, 7],
    [6, 1],
    [7, 23],
    [30, 335],
    [364, 1],
    [365, null],
    [4000, null],
  ])('listed %i days ago, a reason lapses in %s days', (listedDays, lapsesInDays) => {
    expect(rank({ ...nobody, listedDays }).lapsesInDays).toBe(lapsesInDays)
  })
})

test.each([
  [{ won: 3, ended: 10 }, { won: 20, ended: 100 }, 'much'],
  [{ won: 2, ended: 10 }, { won: 20, ended: 100 }, 'usual'],
  [{ won: 1, ended: 10 }, { won: 20, ended: 100 }, 'little'],
  [{ won: 5, ended: 9 }, { won: 20, ended: 100 }, 'unknown'],
  [{ won: 0, ended: 10 }, { won: 0, ended: 50 }, 'unknown'],
])('a source with %o of all %o yields: %s', (source, all, yields) => {
  expect(yieldOf(source, all)).toBe(yields)
})

test.each([
  ['CEO', true],
  ['Chief Buyer', true],
  ['Head of procurement', true],
  ['Assistant to the CEO', false],
  ['Videographer', false],
  ['VD och delägare', true],
  ['Inköpschef', true],
  ['Assistent till inköpschefen', false],
  ['מנכ״ל', true],
  ['עוזר מנכ״ל', false],
  ['Genel Müdür', true],
  ['Genel Müdür Yardımcısı', false],
  ['Satın alma müdürü', true],
  ['Administrerende direktør', true],
  ['กรรมการผู้จัดการ', true],
  ['ผู้ช่วยผู้จัดการ', false],
  [null, false],
])('whether %s decides: %s', (title, answer) => {
  expect(decides(title)).toBe(answer)
})
