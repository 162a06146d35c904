import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ClusteredRow,
  alwaysValid,
  calibration,
  clopperPearson,
  conformalLimits,
  coxRegression,
  incidenceDifference,
  isotonic,
  isotonicAt,
  judgeShares,
  logRank,
  logisticRegression,
  logisticScore,
  netPromoter,
  repurchase,
  rocArea,
  sampleRatio,
  sharePower,
  shareSampleSize,
  shrunkenShares,
  stillBuying,
  stratifiedLogRank,
  wilson,
} from '../../src/statistics/index.ts'
import { tiedSums } from '../../src/statistics/efron-ties.ts'
import { aMillionRows, anyRows, expanded, expectSame } from './kit.ts'

const holds = <T>(any: fc.Arbitrary<T>, property: (value: T) => void, numRuns = 100) =>
  fc.assert(fc.property(any, property), { numRuns })
const rows = anyRows({ late: true })
const trials = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => ({ successes: a, trials: a + b + 1 }))
const score = fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20)
const scored = fc.array(
  fc.tuple(score, trials).map(([each, own]) => ({ score: each, ...own })),
  { minLength: 1, maxLength: 15 },
)
const clustered = (own: ReturnType<typeof expanded>, offset: number): ClusteredRow[] =>
  own.map((row, i) => ({ ...row, cluster: `seller ${offset + (i % 4)}` }))

test('one stratum is no stratum; a group split over strata that are alike is compared as before', () => {
  holds(fc.tuple(rows, rows), ([first, second]) => {
    expect(stratifiedLogRank([[first, second]])).toEqual(logRank([first, second]))
    const { groups } = stratifiedLogRank([
      [first, second],
      [second, first],
    ])
    expect(groups[0]?.observed).toBe(groups[1]?.observed)
    expect(groups[0]?.expected).toBeCloseTo(groups[1]?.expected ?? -1, 9)
  })
})

test('differences turn their sign with the arms; with every deal its own cluster they are the plain ones', () => {
  holds(fc.tuple(rows, rows, fc.nat(20)), ([one, other, day]) => {
    const [first, second] = [clustered(expanded(one), 0), clustered(expanded(other), 2)]
    const [there, back] = [incidenceDifference(first, second, day), incidenceDifference(second, first, day)]
    expectSame(
      [there?.estimate ?? null, there?.standardError ?? null],
      [back ? -back.estimate : null, back?.standardError ?? null],
      'turned',
    )
    const lone = (own: ClusteredRow[], name: string) => own.map((row, i) => ({ ...row, cluster: `${name} ${i}` }))
    const named = incidenceDifference(lone(first, 'a'), lone(second, 'b'), day)
    const alone = [first, second].map((own) => own.map((row) => ({ ...row, cluster: null })))
    const plain = incidenceDifference(alone[0] ?? [], alone[1] ?? [], day)
    expectSame(
      [plain?.standardError ?? null, plain?.degrees ?? null],
      [named?.standardError ?? null, named?.degrees ?? null],
      'alone',
      1e-7,
    )
  })
})

test('shares drawn together lie between their own and the mean, their limits about them', () => {
  holds(fc.array(trials, { minLength: 2, maxLength: 8 }), (groups) => {
    const { mean, groups: drawn } = shrunkenShares(groups)
    drawn.forEach(({ estimate, low, high }, i) => {
      const own = (groups[i]?.successes ?? 0) / (groups[i]?.trials ?? 1)
      const between = [own, mean ?? 0].sort((a, b) => a - b)
      expect((estimate ?? -1) >= (between[0] ?? 0) - 1e-9 && (estimate ?? 2) <= (between[1] ?? 0) + 1e-9).toBe(true)
      expect((low ?? 0) <= (estimate ?? 0) && (estimate ?? 1) <= (high ?? 1)).toBe(true)
    })
  })
})

test('groups are ranked only where they differ, and the same counts are always judged the same', () => {
  holds(
    fc.array(trials, { minLength: 2, maxLength: 6 }),
    (groups) => {
      const verdict = judgeShares(groups)
      expect(verdict).toEqual(judgeShares(groups))
      const ranked = verdict.groups.some((group) => group.shrunken !== null)
      expect(ranked).toBe(verdict.verdict === 'differ')
      expect(verdict.verdict === 'differ').toBe((verdict.pValue ?? 1) <= 0.05)
    },
    25,
  )
})

test('always-valid limits hold the estimate, and leave out 0 exactly when p is under 0.05', () => {
  const figure = fc.double({ min: 0.001, max: 1, noNaN: true })
  holds(fc.tuple(figure, figure, fc.integer({ min: 1, max: 500 })), ([estimate, standardError, degrees]) => {
    const reading = alwaysValid({ estimate, standardError, degrees, leastSeen: 50 }, { plannedEffect: 0.1 })
    if (reading === null || reading.low === null || reading.high === null) return
    expect(reading.low < estimate && estimate < reading.high).toBe(true)
    expect(reading.high - estimate).toBeGreaterThan(1.96 * standardError)
    fc.pre(Math.abs(reading.low) > 1e-9)
    expect(reading.low > 0).toBe(reading.pValue < 0.05)
  })
})

test('a plan finds what it was made to find, and no more deals than it needs', () => {
  const share = fc.integer({ min: 1, max: 19 }).map((twentieth) => twentieth / 20)
  holds(
    fc.tuple(share, share, fc.boolean(), fc.integer({ min: 3, max: 60 })),
    ([base, target, monitored, sharedClusters]) => {
      const plan = { base, target, monitored, sharedClusters }
      fc.pre(base !== target)
      const perArm = shareSampleSize(plan)
      fc.pre(perArm !== null)
      expect(sharePower(plan, perArm)).toBeGreaterThanOrEqual(0.8 - 1e-9)
      expect(sharePower(plan, perArm - 1)).toBeLessThan(0.8)
    },
  )
})

test('an even split is never called broken, whatever the unit of the weights', () => {
  holds(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 4 }), (weights) => {
    expect(sampleRatio(weights, weights)).toMatchObject({ statistic: 0, broken: false })
    const larger = weights.map((weight) => weight * 3.5)
    expect(sampleRatio(weights, larger).statistic).toBeCloseTo(0, 9)
  })
})

test('Cox: what ends on one day meets the rest one after the other, however many they are', () => {
  const days = fc.record({
    all: fc.double({ min: 1, max: 1e6, noNaN: true }),
    share: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
    ends: fc.integer({ min: 1, max: 400 }),
  })
  holds(days, ({ all, share, ends }) => {
    const slow = { once: 0, part: 0, twice: 0, mixed: 0, parts: 0, logarithm: 0 }
    for (let l = 0; l < ends; l++) {
      const s = l / ends
      const rest = all * (1 - s * share)
      slow.once += 1 / rest
      slow.part += s / rest
      slow.twice += 1 / rest ** 2
      slow.mixed += s / rest ** 2
      slow.parts += s ** 2 / rest ** 2
      slow.logarithm += Math.log(rest)
    }
    // About 1 each.
    const scaled = ({ once, part, twice, mixed, parts, logarithm }: typeof slow) =>
      [once * all, part * all, twice * all ** 2, mixed * all ** 2, parts * all ** 2, logarithm].map((sum) => sum / ends)
    expectSame(scaled(tiedSums(all, all * share, ends)), scaled(slow), 'sums of a day', 1e-11)
  })
})

test('Cox: rows that count three are three rows; other units change the ratio, not the test; swapped sides its sign', () => {
  const row = fc.record({ yes: fc.boolean(), size: fc.integer({ min: 0, max: 9 }) })
  const histories = anyRows({ late: true, causes: 1 })
  holds(
    fc.tuple(histories, fc.array(row, { minLength: 30, maxLength: 30 })),
    ([deals, covariates]) => {
      const with_ = (change: (yes: number, size: number) => number[]) =>
        deals.map((deal, i) => ({ ...deal, covariates: change(Number(covariates[i]?.yes), covariates[i]?.size ?? 0) }))
      const grouped = with_((yes, size) => [yes, size])
      const written = grouped.flatMap((deal) => Array.from({ length: deal.count }, () => ({ ...deal, count: 1 })))
      const [ours, again] = [coxRegression(grouped), coxRegression(written)]
      const turned = coxRegression(with_((yes, size) => [1 - yes, size * 100]))
      expectSame([turned.score.statistic], [ours.score.statistic], 'score', 1e-6)
      const estimates = [ours, again, turned].flatMap((model) => model.coefficients.map((each) => each.estimate))
      const known = estimates.filter((estimate) => estimate !== null)
      fc.pre(known.length === estimates.length)
      const [yes = 0, size = 0, yesAgain = 0, sizeAgain = 0, no = 0, hundreds = 0] = known
      expectSame([yesAgain, sizeAgain, -no, hundreds * 100], [yes, size, yes, size], 'coefficients', 1e-5)
      expectSame([again.logLikelihood.fitted], [ours.logLikelihood.fitted], 'written out')
    },
    30,
  )
})

test('the exact interval is never narrower than nothing and wider than Wilson’s on the side of the middle', () => {
  holds(trials, ({ successes, trials: n }) => {
    const [exact, score_] = [clopperPearson(successes, n), wilson(successes, n)]
    expect((exact.low ?? 1) <= (exact.estimate ?? 0) && (exact.estimate ?? 1) <= (exact.high ?? 0)).toBe(true)
    expect((exact.high ?? 0) - (exact.low ?? 0)).toBeGreaterThan(((score_.high ?? 0) - (score_.low ?? 0)) * 0.9)
  })
})

test('net promoter: turned with its sides, within ±100, and as sure as it has answers', () => {
  const count = fc.nat(40)
  holds(fc.tuple(count, count, count), ([promoters, passives, detractors]) => {
    if (promoters + passives + detractors === 0) return
    const there = netPromoter({ promoters, passives, detractors })
    const back = netPromoter({ promoters: detractors, passives, detractors: promoters })
    expectSame(
      [there.estimate, there.low, there.high],
      [-(back.estimate ?? 0), -(back.high ?? 0), -(back.low ?? 0)],
      'turned',
      1e-6,
    )
    expect((there.low ?? -101) >= -100 && (there.high ?? 101) <= 100).toBe(true)
    const more = netPromoter({ promoters: promoters * 9, passives: passives * 9, detractors: detractors * 9 })
    expect((more.high ?? 0) - (more.low ?? 0)).toBeLessThan((there.high ?? 0) - (there.low ?? 0))
  })
})

test('scores: only their order counts for the area; pooled neighbours never fall and keep the total', () => {
  holds(scored, (cases) => {
    const stretched = cases.map((each) => ({ ...each, score: each.score ** 3 * 7 - 2 }))
    expectSame([rocArea(stretched).estimate], [rocArea(cases).estimate], 'area')
    const steps = isotonic(cases)
    const shares = steps.map((step) => step.estimate)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    const came = cases.reduce((total, { successes }) => total + successes, 0)
    const said = cases.reduce((total, each) => total + each.trials * (isotonicAt(steps, each.score) ?? 0), 0)
    expect(said).toBeCloseTo(came, 9)
    const calibrated = cases.map((each) => ({ ...each, score: isotonicAt(steps, each.score) ?? 0 }))
    expect(calibration(calibrated, 1000).error).toBeLessThan(1e-9)
  })
})

test('logistic: without a penalty the probabilities add up to what came true, with a great one they are alike', () => {
  holds(scored, (cases) => {
    const own = cases.map(({ score: x, ...counts }, i) => ({ covariates: [x, i % 3], ...counts }))
    const [free, held] = [logisticRegression(own, 0), logisticRegression(own, 1e9)]
    if (free === null || held === null) return
    const said = (model: typeof free) =>
      own.map((each) => each.trials * logisticScore(model, each.covariates).probability).reduce((a, b) => a + b, 0)
    expect(said(free)).toBeCloseTo(free.successes, 5)
    expect(said(held)).toBeCloseTo(held.successes, 5)
    for (const { standardised } of held.coefficients) expect(Math.abs(standardised)).toBeLessThan(1e-5)
  })
})

test('conformal limits hold at least as many of the errors as promised, when each takes its turn as the new one', () => {
  holds(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 40 }), (errors) => {
    const held = errors.filter((error, i) => {
      const { low, high } = conformalLimits(0, errors.toSpliced(i, 1), 0.8)
      return low !== null && high !== null && low <= error && error <= high
    })
    expect(held.length / errors.length).toBeGreaterThanOrEqual(0.8)
  })
})

test('the longer a customer is silent, the less likely one still', () => {
  const law = { r: 0.8, alpha: 12, a: 0.8, b: 2.5 }
  holds(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 50 }), fc.nat(50)),
    ([repeats, last, silent]) => {
      const chance = stillBuying(law, { repeats, last, watched: last + silent })
      expect(chance > 0 && chance < 1).toBe(true)
      expect(stillBuying(law, { repeats, last, watched: last + silent + 1 })).toBeLessThan(chance)
    },
  )
  expect(repurchase([{ repeats: 2, last: 5, watched: 30, count: 0 }])).toBeNull()
})

test('a million deals, in rows of four: in strata, by a day and by seller', { timeout: 30_000 }, () => {
  const parts: ClusteredRow[][] = [[], [], [], []]
  aMillionRows().forEach((deal, i) => {
    if (i % 4 === 0) parts[Math.floor(i / 24) % 4]?.push({ ...deal, count: 4, cluster: `seller ${i % 50}` })
  })
  const [first = [], second = [], third = [], fourth = []] = parts
  const strata = [
    [first, second],
    [third, fourth],
  ]
  expect(stratifiedLogRank(strata).degrees).toBe(1)
  expect(incidenceDifference(first, second, 90, 2)?.degrees).toBeGreaterThan(20)
})
