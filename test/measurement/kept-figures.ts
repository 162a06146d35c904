import { askToClose } from '../../src/contract/closing.ts'
import { listTouches, logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { listObjections, logObjection, settleObjection } from '../../src/contract/objections.ts'
import { askQuestion } from '../../src/contract/playbooks.ts'
import { startTrial } from '../../src/contract/presenting.ts'
import { takeFigure, type FigureAsked, type FigureName } from '../../src/server/modules/measurement/figures.ts'
import type { History } from '../../src/server/modules/measurement/history.ts'
import { forgetFigures } from '../../src/server/modules/measurement/remembered.ts'
import { forgetSums } from '../../src/server/modules/measurement/sums.ts'
import type { ProcessMap } from '../../src/server/modules/measurement/stages.ts'
import type { Person } from '../kit/app.ts'

export type Random = (sides: number) => number

/** The same throws for the same number (Park and Miller's generator). */
export function dice(number: number): Random {
  let state = number * 7919 + 12345
  return (sides) => {
    state = (state * 48271) % 2147483647
    return Math.floor((state / 2147483647) * sides)
  }
}

/** What is said in deals, so that figures of it have something to count. */
export function talks(personOf: () => Person, dealOf: (random: Random) => string) {
  const days = (random: Random) => new Date(Date.UTC(2025, 0, 1 + random(300), random(24)))
  return {
    object: async (random: Random) => {
      const kind = (['price', 'timing', 'trust'] as const)[random(3)] ?? ('other' as const)
      const body = { dealId: dealOf(random), kind, occurredAt: days(random).toISOString() }
      await personOf().call(logObjection, { body })
    },
    settle: async (random: Random) => {
      const { items } = await personOf().call(listObjections, { query: {} })
      const id = items[random(items.length)]?.id ?? ''
      await personOf().call(settleObjection, {
        params: { id },
        body: { outcome: random(2) === 0 ? 'overcome' : 'stands' },
      })
    },
    trial: async (random: Random) => {
      const body = { dealId: dealOf(random), kind: 'trial', what: 'A mast' } as const
      await personOf().call(startTrial, { body: { ...body, startsOn: days(random).toISOString().slice(0, 10) } })
    },
    touch: async (random: Random) => {
      const approach = (['gift', 'question', 'product'] as const)[random(3)] ?? 'gift'
      const body = { channel: 'phone', dealId: dealOf(random), outcome: 'reached', approach } as const
      await personOf().call(logTouch, { body: { ...body, occurredAt: days(random).toISOString() } })
    },
    withdraw: async (random: Random) => {
      const { items } = await personOf().call(listTouches, { query: {} })
      await personOf().call(withdrawTouch, { params: { id: items[random(items.length)]?.id ?? '' } })
    },
    close: async (random: Random) => {
      const body = { technique: 'alternative_choice', signal: 'verbal_yes', answer: 'not_yet' } as const
      await personOf().call(askToClose, { params: { id: dealOf(random) }, body })
    },
    ask: async (random: Random) => {
      const params = { id: dealOf(random), stage: 'qualification', question: 'need-first' }
      await personOf().call(askQuestion, { params, body: {} })
    },
  } satisfies Record<string, (random: Random) => Promise<unknown>>
}

/** A field of deals that they are divided by. */
export const ownField = { key: 'route', name: 'Route', isMarked: true }

interface Asking {
  readonly process: ProcessMap
  readonly now: Date
  readonly owner: string
  readonly sources: readonly string[]
  readonly products: readonly string[]
  /** A price list. */
  readonly list: string
  /** A moment since which some of it was recorded. */
  readonly before: Date
  /** Every other question is asked in every other round: what is kept of it has to bear two rounds of changes. */
  readonly round: number
}

/** Whether each figure is added up anew, or begins from what is kept of others. */
export type Adding = 'anew' | 'kept'

/** Every figure that adds up all deals, as of now and of past days, of everybody's deals and of one member's. */
export function figuresOf(
  history: History,
  { process, now, before, owner, sources, products, list, round }: Asking,
  adding: Adding,
) {
  const today = now.toISOString().slice(0, 10)
  const currency = 'EUR'
  const grouping = { groups: new Map(), field: null, bounds: null, currency }
  const costs = { bySource: sources.map((sourceId) => ({ sourceId, minor: 70_000 })), otherCurrencies: 0 }
  const inputs = { currency, planned: [], notes: [], costs }
  const musts = [...new Set(process.stages.map(({ versionId }) => versionId))].map((versionId) => ({
    versionId,
    stage: 'qualification',
    questions: ['need-first'],
  }))
  const prices = products.flatMap((productId) => [
    { productId, priceListId: null, currency, minor: 1_000 },
    { productId, priceListId: list, currency: null, minor: 1_100 },
  ])
  const options = { byDay: 90, lagDays: null, silentTimes: 2, silentDays: 60, discountPercent: 10 }
  const rates = { reporting: currency, rates: [], digits: { [currency]: 2 } }
  const asked: [FigureName, object][] = [
    ['cycleLength', {}],
    ['winRate', { byDay: 90 }],
    ['funnel', { process, byDay: 90 }],
    ['wheel', { process }],
    ['stageTimes', { process, byDay: 90 }],
    ['stageEntries', { process, stage: 'qualification', since: '2025-04-01', byDay: 90 }],
    ['stageFlow', { process, since: '2025-04-01', currency }],
    ['velocity', { currency }],
    ['signals', { process }],
    ['outlook', { process, currency }],
    ['processMap', { process, byDay: 90, inputs }],
    ['doneWithoutWin', { process, notes: [] }],
    ['sourceYields', {}],
    ['completeness', {}],
    ['weeks', { from: '2025-06-25', most: 26 }],
    ['largestWins', { from: '2025-03-01', currency, most: 4 }],
    ['endsByOwner', { from: '2025-03-01' }],
    ['kpis', { grain: 'month', options, rates, costs: [] }],
    ['lifeCycle', { productIds: products, prices }],
    ['objections', { process, byDay: 90, ownKinds: [] }],
    ['trialEffect', { byDay: 90 }],
    ['persistence', { aim: 'reply', memberId: owner }],
    ['persistence', { aim: 'win', memberId: null }],
    ['approaches', { byDay: 90, least: 2 }],
    ['closeTechniques', { byDay: 90, least: 2 }],
    ['playbook', { process, musts }],
    ...(['owner', 'source', 'product', 'price'] as const).map((by): [FigureName, object] => [
      'comparison',
      { grouping: { ...grouping, by }, byDay: 90, least: 2 },
    ]),
    ['comparison', { grouping: { ...grouping, by: 'field', field: ownField }, byDay: 90, least: 2 }],
  ]
  const scopes = [
    { asOf: today, current: true },
    { asOf: '2025-07-01', current: false },
    { asOf: today, current: true, owner, process: process.processId },
    { asOf: today, current: true, from: '2025-03-01', sees: [owner] },
    // Near those above.
    { asOf: today, current: true, to: '2025-06-30' },
    { asOf: '2025-09-01', current: false },
    { asOf: today, current: true, from: '2025-02-01', to: '2025-08-31', owner, process: process.processId },
    { asOf: '2025-05-01', current: false, from: '2025-02-01' },
    { asOf: today, current: false, knownAt: before },
    { asOf: '2025-08-01', current: false, knownAt: before, to: '2025-05-31' },
  ]
  const due = scopes.filter((_, number) => (number + round) % 2 === 0)
  return due.map((scope) =>
    asked.map(([name, input]) => {
      if (adding === 'anew') {
        forgetFigures(history)
        forgetSums(history)
      }
      const full = { scope: { sees: null, knownAt: now, ...scope }, ...input }
      return [name, scope, takeFigure(history, name, full as unknown as FigureAsked)] // Each with its own input.
    }),
  )
}
