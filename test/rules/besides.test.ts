import fc from 'fast-check'
import { expect, test } from 'vitest'
import { besides } from '../../src/server/modules/measurement/besides.ts'
import type { History } from '../../src/server/modules/measurement/history.ts'
import { objectionsFigure } from '../../src/server/modules/measurement/objections.ts'
import { trialEffectFigure } from '../../src/server/modules/measurement/trial-effect.ts'
import { madeHistory, stageId } from './made-history.ts'
import { type Deal, deal, firstDay, historyOf, ownKinds, process, scope, uuid } from './report-histories.ts'

type Type = 'deal.objection_raised' | 'deal.trial_started'

interface SlowDeal {
  readonly days: number
  readonly late: number
  readonly isWon: boolean
  /** Ages on which it came into a stage, in order; and when it happened first. */
  readonly stages: readonly { readonly age: number; readonly stage: string }[]
  readonly happened: number
}

/** A deal as it stood at the end of the last day, told from what was made up; null where it is not measured. */
function slowDeal({ opened, openedDated, endDated, observedLate, facts, end }: Deal, type: Type): SlowDeal | null {
  const asOf = 60
  const stages = [{ age: 0, stage: uuid(2, 0) }]
  let [at, happened] = [opened, Infinity]
  for (const [fact, days, chance] of facts) {
    at += days
    const isMove = fact.type === 'deal.moved'
    if (chance === 0 || at > asOf || (chance === 1 && !isMove)) continue
    if (isMove) stages.push({ age: at - opened, stage: fact.stage_id })
    if (fact.type === type) happened = Math.min(happened, at - opened)
  }
  const isOver = end !== null && (at + 1 <= asOf || !endDated)
  if (!openedDated || (isOver && !endDated)) return null
  const until = isOver ? at + 1 : asOf
  if (observedLate !== null && until < observedLate) return null
  const late = observedLate === null ? 0 : Math.max(0, observedLate - opened)
  return { days: until - opened, late, isWon: isOver && end.type === 'deal.won', stages, happened }
}

/** Day by day and stage by stage: who is there, to whom of them it has happened before, and who is won. */
function slowCount(deals: readonly SlowDeal[]) {
  const sums = { observed: 0, expected: 0, variance: 0, others: 0 }
  for (let age = 0; age <= 60; age++) {
    const there = deals.filter(({ late, days }) => late <= age && age <= days)
    const stageOf = ({ stages }: SlowDeal) =>
      (stages.findLast((entry, place) => place === 0 || entry.age < age) ?? { stage: '' }).stage
    for (const own of Map.groupBy(there, stageOf).values()) {
      const after = own.filter(({ happened }) => happened < age)
      const won = own.filter(({ days, isWon }) => isWon && days === age)
      if (won.length === 0 || after.length === 0 || after.length === own.length) continue
      const [n, d] = [own.length, won.length]
      const share = after.length / n
      const wonAfter = won.filter((each) => after.includes(each)).length
      sums.observed += wonAfter
      sums.others += d - wonAfter
      sums.expected += d * share
      sums.variance += (d * share * (1 - share) * (n - d)) / (n - 1)
    }
  }
  return sums
}

test('deals after it and without it are compared as a slow count does, day by day and stage by stage', () => {
  let told = 0
  fc.assert(
    fc.property(fc.array(deal, { minLength: 500, maxLength: 600, size: 'max' }), (deals) => {
      const history = historyOf(deals)
      const found = [
        ['deal.objection_raised', objectionsFigure(history, { scope, process, byDay: 90, ownKinds }).signal],
        ['deal.trial_started', trialEffectFigure(history, { scope, byDay: 90 }).observed],
      ] as const
      for (const [type, { after, without, ratio, pValue, verdict }] of found) {
        const slow = slowCount(deals.flatMap((each) => slowDeal(each, type) ?? []))
        expect([after.won, without.won]).toEqual([slow.observed, slow.others])
        expect(after.expected).toBeCloseTo(slow.expected, 9)
        expect(without.expected).toBeCloseTo(slow.observed + slow.others - slow.expected, 9)
        const isEnough = Math.min(after.won, without.won) >= 5
        told += Number(isEnough)
        const estimate = isEnough ? Math.exp((slow.observed - slow.expected) / slow.variance) : -1
        expect(ratio.estimate ?? -1).toBeCloseTo(estimate, 9)
        expect(verdict).toBe(!isEnough ? 'not_enough' : (pValue ?? 1) > 0.05 ? 'within_chance' : 'differ')
        // The limits leave out 1 just where the test says that they differ.
        expect((ratio.low ?? 0) > 1 || (ratio.high ?? 1) < 1).toBe(verdict === 'differ')
      }
    }),
    { numRuns: 8 },
  )
  expect(told).toBeGreaterThan(0)
})

/** Two hundred deals: half are lost in the first stage within 40 days, the others come to the second one on day 20, where objections are raised. */
function lateObjections(raisedOn: (number: number) => number | null): History {
  return madeHistory(200, (number, put) => {
    put(0, { type: 'deal.opened', stage_id: stageId(0) })
    if (number % 2 === 0) return put(1 + (number % 40), { type: 'deal.lost', reason: 'price', stage_id: stageId(0) })
    put(20, { type: 'deal.moved', stage_id: stageId(1) })
    const raised = raisedOn(number)
    if (raised !== null) put(raised, { type: 'deal.objection_raised', about: 'price' })
    const type = number % 4 === 1 ? 'deal.won' : 'deal.lost'
    put(25 + (number % 30), { type, reason: 'price', stage_id: stageId(1) })
  })
}

const signalOf = (history: History) => objectionsFigure(history, { scope, process, byDay: 90, ownKinds: [] }).signal

test('objections that are raised in late stages alone are no sign of a win', () => {
  // Every third deal that came so far hears one, whether it is won or not.
  const signal = signalOf(lateObjections((number) => (number % 3 === 0 ? 21 : null)))
  expect(signal.verdict).toBe('within_chance')
  expect(signal.ratio.low).toBeLessThan(1)
  expect(signal.ratio.high).toBeGreaterThan(1)
})

test('an objection on the day of the end has led to nothing: the deal counts as one without', () => {
  // Each of those that are won has one on the day itself.
  const signal = signalOf(lateObjections((number) => (number % 4 === 1 ? 25 + (number % 30) : null)))
  expect(signal).toMatchObject({ after: { n: 0, won: 0 }, without: { n: 200 }, verdict: 'not_enough', pValue: null })
  expect(signal.ratio.estimate).toBeNull()
})

test('what is counted in and taken out again leaves nothing behind', () => {
  const history = lateObjections((number) => 21 + (number % 3))
  const whole = signalOf(history)
  expect(whole.after.n).toBeGreaterThan(50)
  const none = besides()
  const life = {
    deal: 3,
    started: firstDay,
    until: firstDay + 28,
    days: 28,
    late: 0,
    cause: 1,
    standingFacts: null,
    facts: [],
  }
  const told = {
    ...life,
    last: (history.deals.firstFact[3] ?? 0) + 2,
    dated: true,
    observedFrom: 0,
    measured: true,
    timed: true,
    closed: true,
    owner: 0,
    source: 0,
    stage: 0,
    standing: 'won',
  } as const
  for (const times of [1, -1] as const) none.counting(history, times)(told, firstDay + 24)
  expect(none.told()).toMatchObject({ after: { n: 0, won: 0, expected: 0 }, without: { n: 0, won: 0 } })
})
