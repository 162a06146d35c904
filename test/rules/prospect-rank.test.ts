import { describe, expect, test } from 'vitest'
import { type Listed, rank, scoreOf, type Worth } from '../../src/server/modules/prospects/rank.ts'
import { withReason } from '../../src/server/modules/prospects/ranking.ts'
import { type Asked, partsOf, usualRules, yieldOf } from '../../src/server/modules/scoring/rules.ts'
import { decides } from '../../src/server/modules/scoring/titles.ts'

const nobody: Asked = {
  hasPhone: false,
  hasEmail: false,
  title: null,
  fits: null,
  sourceYield: 'unknown',
  passed: [],
}
const listed: Listed = { grade: null, listedDays: 100, setAside: false, isReachable: true }
const phone = { ...nobody, hasPhone: true }

function ranked(asked: Partial<Asked>, more: Partial<Listed> = {}) {
  const parts = partsOf(usualRules, { ...nobody, ...asked })
  const worth: Worth = { kind: 'rules', parts, points: parts.reduce((sum, part) => sum + part.points, 0) }
  return rank({ ...listed, ...more }, worth, usualRules.points)
}

describe('where somebody stands on the call list, and why', () => {
  test.each<[string, Partial<Asked>, Partial<Listed>, readonly string[], number]>([
    ['nothing is known', {}, {}, ['unreachable'], -20],
    ['a number', phone, {}, ['phone'], 20],
    ['an address', { hasEmail: true }, {}, ['email'], 10],
    [
      'both, and a title that decides',
      { ...phone, hasEmail: true, title: 'CEO' },
      {},
      ['phone', 'email', 'decides'],
      45,
    ],
    ['a title that does not', { ...phone, title: 'Engineer' }, {}, ['phone'], 20],
    ['graded A', phone, { grade: 'A' }, ['grade_a', 'phone'], 60],
    ['graded C', phone, { grade: 'C' }, ['grade_c', 'phone'], 10],
    ['in a target market', { ...phone, fits: true }, {}, ['in_market', 'phone'], 40],
    ['outside of all', { ...phone, fits: false }, {}, ['outside_market', 'phone'], 0],
    ['a good source', { ...phone, sourceYield: 'much' }, {}, ['phone', 'source_yields'], 35],
    ['a poor source', { ...phone, sourceYield: 'little' }, {}, ['phone', 'source_yields_little'], 10],
    ['a usual source says nothing', { ...phone, sourceYield: 'usual' }, {}, ['phone'], 20],
    ['listed today', phone, { listedDays: 0 }, ['phone', 'new'], 30],
    ['listed a week ago', phone, { listedDays: 7 }, ['phone', 'recent'], 25],
    ['listed a month ago', phone, { listedDays: 30 }, ['phone'], 20],
    ['listed a year ago', phone, { listedDays: 365 }, ['phone', 'old'], 10],
    ['promised for today', phone, { setAside: true }, ['promised', 'phone'], 70],
  ])('%s', (_, asked, more, codes, score) => {
    const found = ranked(asked, more)
    expect([found.reasons.map(({ code }) => code), found.score]).toEqual([codes, score])
  })

  test('the score is the sum of the reasons that are shown, with the points that the workspace set', () => {
    const own = { name: 'Has a forklift', kind: 'companies', filter: {}, points: 33 } as const
    const rules = { points: { ...usualRules.points, phone: 7, new: 1 }, rules: [own] }
    const parts = partsOf(rules, { ...phone, passed: [true] })
    const found = rank({ ...listed, listedDays: 1 }, { kind: 'rules', parts, points: 40 }, rules.points)
    expect(found).toMatchObject({ score: 41, parts: [{ field: 'rule', name: 'Has a forklift', points: 33 }] })
    expect(scoreOf(found.reasons)).toBe(41)
  })

  test('a fitted score stands in the place of the rules', () => {
    const parts = [{ field: 'source', name: 'Fair', points: 31 }]
    const worth: Worth = { kind: 'model', points: 31, parts }
    const found = rank({ ...listed, grade: 'B', isReachable: false }, worth, usualRules.points)
    expect(found.reasons).toEqual([
      { code: 'grade_b', points: 20 },
      { code: 'model', points: 31 },
      { code: 'unreachable', points: -20 },
    ])
    expect(found.parts).toEqual(parts)
  })

  test('what is added later keeps the points of the others', () => {
    const held = { reasons: ['phone', 'model'], reason_points: [7, 31], score: 38 } as const
    const promised = withReason(held, 'promised', ['promised'])
    expect(promised).toEqual({ reasons: ['promised', 'phone', 'model'], reason_points: [50, 7, 31], score: 88 })
    expect(withReason(promised, null, ['promised'])).toEqual(held)
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
    expect(ranked({}, { listedDays }).lapsesInDays).toBe(lapsesInDays)
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
