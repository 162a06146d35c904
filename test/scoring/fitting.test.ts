import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Features } from '../../src/server/database/tables/scoring.ts'
import type { Candidate } from '../../src/server/modules/scoring/encoding.ts'
import { type Fitted, fitScore } from '../../src/server/modules/scoring/fitting.ts'
import { examined } from '../../src/server/modules/scoring/guard.ts'
import { contributions, tell, wholeParts } from '../../src/server/modules/scoring/model.ts'
import { isPrivate, isScore, isToldAfter } from '../../src/server/modules/scoring/telling-names.ts'
import { honest, leads, planted } from './lead-file.ts'
import { marketingLeads, toldAfter } from './marketing-file.ts'

const dayMs = 86_400_000
const numbers: ReadonlySet<string> = new Set(['Visits', 'Time Spent', 'Index 7', 'Paid Sum', 'Lead Number'])
const unstamped = { after: new Set<string>(), later: new Set<string>() }
const all = leads(3_000)
const cases = all.map(({ number, won, fields }) => {
  const known = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  const features: Features = Object.fromEntries(known)
  return { id: String(number), won, endedAt: number * dayMs, features }
})
const candidates = Object.keys(all[0]?.fields ?? {}).map((name): Candidate => {
  return { key: name, name, kind: numbers.has(name) ? 'number' : 'levels' }
})

let fitted: Fitted
beforeAll(() => {
  const found = fitScore({ cases, candidates, choices: {}, stamps: unstamped })
  if (typeof found === 'string') throw new Error(found)
  fitted = found
}, 60_000)

describe('a score fitted to a file of leads', () => {
  // By R glm(binomial) on the honest columns of the same 2,100 leads: leads.R.
  test('tells those who came later apart as well as a good logistic regression does', () => {
    const { area, brier, split, trained, tested } = fitted.report
    expect([split, trained.n, tested.n]).toEqual(['later', 2_100, 900])
    expect(area.estimate ?? 0).toBeGreaterThan(0.799689 - 0.005)
    expect(Math.abs((area.estimate ?? 0) - 0.799689)).toBeLessThan(0.005)
    expect(brier.score ?? 1).toBeLessThan(0.172453 + 0.003)
  })

  test('leaves out by itself what is known only afterwards and what is private, and nothing else', () => {
    const excluded = fitted.report.fields.flatMap(({ key, excluded }) => (excluded === null ? [] : [[key, excluded]]))
    expect(Object.fromEntries(excluded)).toEqual(planted)
    expect(fitted.model.fields.map(({ key }) => key)).toEqual([...honest])
  })

  test('keeps its word: what it says comes true as often as it says', () => {
    const { calibrationError, reliability, lift } = fitted.report
    expect(calibrationError ?? 1).toBeLessThan(0.05)
    const within = reliability.filter(({ said, cameTrue: { low, high } }) => said >= (low ?? 0) && said <= (high ?? 1))
    expect(within.length).toBeGreaterThanOrEqual(reliability.length - 2)
    expect(lift[0]?.lift ?? 0).toBeGreaterThan(2)
  })

  test('explains every case as a sum that adds up exactly', () => {
    for (const { features } of cases.slice(0, 300)) {
      const { points, parts, chance } = tell(fitted.model, features)
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(points)
      const logOdds = contributions(fitted.model, features).reduce((sum, part) => sum + part, fitted.model.intercept)
      expect(chance).toBe(1 / (1 + Math.exp(-logOdds)))
    }
  })

  test('gives a fifth of them class A, and the three tenths after them class B', () => {
    const points = cases.map(({ features }) => tell(fitted.model, features).points)
    const share = (from: number) => points.filter((each) => each >= from).length / points.length
    expect(share(fitted.cutA)).toBeCloseTo(0.2, 1)
    expect(share(fitted.cutB)).toBeCloseTo(0.5, 1)
  })
})

describe('a file of marketing leads, in which nothing has a date', () => {
  const file = marketingLeads(3_000)
  const names = Object.keys(file[0]?.cells ?? {}).filter((name) => name !== 'Converted')
  const numeric = new Set(names.filter((name) => file.every(({ cells }) => /^[\d.]*$/.test(cells[name] ?? ''))))
  const known = file.map(({ won, cells }, at) => {
    const said = names.flatMap((name) => {
      const cell = cells[name] ?? ''
      return cell === '' || cell === 'Select' ? [] : [[name, numeric.has(name) ? Number(cell) : cell] as const]
    })
    return { id: String(at), won, endedAt: at * dayMs, features: Object.fromEntries(said) as Features }
  })
  const asked = {
    cases: known,
    candidates: names.map((name): Candidate => ({ key: name, name, kind: numeric.has(name) ? 'number' : 'levels' })),
    choices: {},
    stamps: unstamped,
  }

  // By R glm(binomial) on the columns that are known before: marketing.R.
  test('is scored as well as by a good logistic regression, without what was stamped afterwards', () => {
    const found = fitScore(asked)
    if (typeof found === 'string') throw new Error(found)
    const why = found.report.fields.flatMap(({ key, excluded }) => (excluded === null ? [] : [[key, excluded]]))
    const numbering = { 'Prospect ID': 'one_each', 'Lead Number': 'one_each' }
    expect(Object.fromEntries(why.filter(([, code]) => code !== 'one_value'))).toEqual({ ...toldAfter, ...numbering })
    expect(found.report.area.estimate ?? 0).toBeGreaterThan(0.788919 - 0.005)
  })

  test('gives away what decides the outcome under a name that says nothing, too', () => {
    const nameless = asked.candidates.map((candidate, at) => ({ ...candidate, name: `Field ${at}` }))
    const why = new Map(examined(known.slice(0, 2_100), nameless, {}, unstamped).map((one) => [one.key, one.excluded]))
    expect(why.get('Tags')).toBe('decides_outcome')
    expect(['Lead Source', 'What is your current occupation'].map((key) => why.get(key))).toEqual([null, null])
  })
})

describe('what a score is fitted to', () => {
  const verdicts = (choices: Record<string, 'never' | 'anyway'>, stamps = unstamped) =>
    new Map(examined(cases.slice(0, 800), candidates, choices, stamps).map((field) => [field.key, field]))

  test('somebody who knows better keeps a field out, or uses one that only seems to be known afterwards', () => {
    const chosen = verdicts({ Origin: 'never', 'Last Activity': 'anyway' })
    expect(chosen.get('Origin')?.excluded).toBe('chosen_never')
    expect(chosen.get('Last Activity')).toMatchObject({ excluded: null, anyway: true })
  })

  test('nobody uses a field about private life', () => {
    expect(verdicts({ Gender: 'anyway' }).get('Gender')).toMatchObject({ excluded: 'private', anyway: false })
  })

  test('a field that was written when the deal was over stays out, whoever wants it', () => {
    const stamps = { ...unstamped, after: new Set(['Source']) }
    expect(verdicts({ Source: 'anyway' }, stamps).get('Source')?.excluded).toBe('stamped_after')
  })

  test('too few outcomes of either kind are refused', () => {
    const asked = { candidates, choices: {}, stamps: unstamped }
    expect(fitScore({ ...asked, cases: cases.slice(0, 199) })).toBe('too_few')
    const oneSided = cases.map((each, at) => ({ ...each, won: at % 100 === 0 }))
    expect(fitScore({ ...asked, cases: oneSided })).toBe('too_few')
  })

  test('without days, a part drawn by chance is the test', () => {
    const undated = cases.slice(0, 600).map((each) => ({ ...each, endedAt: 0 }))
    const few = candidates.filter(({ key }) => key === 'Occupation' || key === 'Origin')
    const found = fitScore({ cases: undated, candidates: few, choices: {}, stamps: unstamped })
    expect(found).toMatchObject({ report: { split: 'chance', partedAt: null } })
    const brought = cases.slice(0, 600).map((each, at) => ({ ...each, isUndated: at < 400 }))
    expect(fitScore({ cases: brought, candidates: few, choices: {}, stamps: unstamped })).toMatchObject({
      report: { split: 'chance' },
    })
    const some = cases.slice(0, 600).map((each, at) => ({ ...each, isUndated: at % 4 === 0 }))
    const byDay = fitScore({ cases: some, candidates: few, choices: {}, stamps: unstamped })
    expect(byDay).toMatchObject({ report: { split: 'later', trained: { n: 420 }, tested: { n: 180 } } })
  })
})

test('rounded parts add up to the rounded sum', () => {
  const part = fc.double({ min: -300, max: 300, noNaN: true })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const whole = wholeParts(parts)
      expect(whole.every((each, at) => Math.abs(each - (parts[at] ?? 0)) <= 1)).toBe(true)
      const sum = parts.reduce((total, each) => total + each, 0)
      expect(Math.abs(whole.reduce((total, each) => total + each, 0) - sum)).toBeLessThanOrEqual(0.5 + 1e-9)
    }),
  )
})

test.each([
  ['Gender', true, false],
  ['Date of birth', true, false],
  ['Kön', true, false],
  ['מצב משפחתי', true, false],
  ['Medeni hâli', true, false],
  ['ศาสนา', true, false],
  ['Company age', false, false],
  ['Webpage', false, false],
  ['Last Notable Activity', false, true],
  ['Lead_Quality', false, true],
  ['leadStatus', false, true],
  ['Tags', false, true],
  ['Employment status', false, false],
  ['Förlustorsak', false, true],
  ['סטטוס', false, true],
  ['สถานะ', false, true],
  ['Kayıp nedeni', false, true],
  ['Budget', false, false],
  ['Total Time Spent on Website', false, false],
  ['How did you hear about us', false, false],
])('the name %s is private: %s, told afterwards: %s', (name, isOfLife, isAfter) => {
  expect([isPrivate(name), isToldAfter(name)]).toEqual([isOfLife, isAfter])
})

test.each([
  ['Asymmetrique Activity Index', true],
  ['Lead Profile', true],
  ['lead_score', true],
  ['Leadpoäng', true],
  ['คะแนนกิจกรรม', true],
  ['Credit score', false],
  ['Price index', false],
  ['Company profile', false],
])('the name %s is a score of another program: %s', (name, is) => {
  expect(isScore(name)).toBe(is)
})
