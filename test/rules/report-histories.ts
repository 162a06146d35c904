import fc from 'fast-check'
import {
  closeAnswers,
  closeTechniques,
  disqualifyReasons,
  lostReasons,
  objectionKinds,
  objectionOutcomes,
  signals,
  trialKinds,
} from '../../src/contract/facts.ts'
import { type FactRow, putDeal, putFacts } from '../../src/server/modules/measurement/filling.ts'
import { emptyHistory } from '../../src/server/modules/measurement/columns.ts'
import { type History, dayText, daysIn, encode } from '../../src/server/modules/measurement/history.ts'
import type { Scope } from '../../src/server/modules/measurement/scope.ts'
import { placesOf, type ProcessMap } from '../../src/server/modules/measurement/stages.ts'
import { touchCodes } from '../../src/server/modules/measurement/touch-codes.ts'

export const uuid = (kind: number, number: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`
const [version, processId] = [uuid(4, 0), uuid(5, 0)]
const stageKeys = ['first', 'second', 'third', 'fourth']
const stages = stageKeys.map((key, at) => ({
  id: uuid(2, at),
  key,
  name: key,
  position: at,
  versionId: version,
  isCare: false,
}))
export const process: ProcessMap = { processId, shown: stages, stages, ...placesOf(stages) }
const answers = [uuid(6, 0), uuid(6, 1)]
export const ownKinds = [
  { id: uuid(7, 0), into: uuid(7, 0), kind: 'price' },
  // Merged into the first one.
  { id: uuid(7, 1), into: uuid(7, 0), kind: 'price' },
] as const
const kinds = [...objectionKinds.slice(0, 2), uuid(7, 0), uuid(7, 1)]
export const musts = stageKeys.map((stage) => ({ versionId: version, stage, questions: ['q1', 'q2'] }))
export const firstDay = 20_000
const asOf = firstDay + 60
const dayMs = 86_400_000

const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values)
const happening = fc.oneof(
  oneOf(touchCodes.filter((code) => code.startsWith('outbound'))).map(
    (reason) => ({ type: 'deal.touched', reason }) as const,
  ),
  oneOf(touchCodes).map((reason) => ({ type: 'deal.touched', reason }) as const),
  fc
    .tuple(oneOf(['gift', 'question'] as const), oneOf(touchCodes))
    .map(([about, reason]) => ({ type: 'deal.touched', about, reason }) as const),
  fc
    .tuple(oneOf(closeTechniques), oneOf(closeAnswers))
    .map(([technique, reason]) => ({ type: 'deal.close_asked', about: `${technique}/`, reason }) as const),
  oneOf(kinds).map((about) => ({ type: 'deal.objection_raised', about }) as const),
  fc
    .tuple(oneOf(kinds), oneOf(['', ...answers]), oneOf(objectionOutcomes))
    .map(([kind, answer, reason]) => ({ type: 'deal.objection_settled', about: `${kind}/${answer}`, reason }) as const),
  oneOf(trialKinds).map((about) => ({ type: 'deal.trial_started', about }) as const),
  fc
    .tuple(oneOf(stageKeys), oneOf(['q1', 'q2']))
    .map(([stage, question]) => ({ type: 'deal.question_asked', about: `${stage}/${question}` }) as const),
  oneOf(stages).map(({ id }) => ({ type: 'deal.moved', stage_id: id }) as const),
)
const end = fc.oneof(
  oneOf(signals).map((reason) => ({ type: 'deal.won', reason }) as const),
  oneOf(lostReasons).map((reason) => ({ type: 'deal.lost', reason }) as const),
  // Many are given up.
  fc.constant({ type: 'deal.lost', reason: 'no_reply' } as const),
  oneOf(disqualifyReasons).map((reason) => ({ type: 'deal.disqualified', reason }) as const),
)
export const deal = fc.record({
  opened: fc.nat(40),
  openedDated: oneOf([true, true, true, false]),
  // Whether the end has a date, and how long a deal without dates took, if that was told.
  endDated: oneOf([true, true, false]),
  length: fc.option(fc.nat(30)),
  observedLate: oneOf([null, null, null, 10, 30]),
  owner: fc.option(fc.nat(1)),
  // With the days between them; some have no date, some are undone.
  facts: fc.array(fc.tuple(happening, fc.nat(12), fc.nat(9)), { minLength: 2, maxLength: 12 }),
  end: fc.option(end),
  // Which deal it is the new one of, and after how many days it came onto a track.
  previous: fc.option(fc.nat(79)),
  track: fc.option(fc.nat(60)),
  // Who buys, and what; nobody ever has the last two.
  customer: fc.option(fc.nat(5)),
  products: fc.option(fc.uniqueArray(oneOf([0, 1, 2]), { maxLength: 3 })),
})
export const productIds = Array.from({ length: 5 }, (_, number) => uuid(8, number))

export type Deal = typeof deal extends fc.Arbitrary<infer Value> ? Value : never

export function historyOf(deals: readonly Deal[]): History {
  const history = emptyHistory('UTC')
  const dayOf = daysIn('UTC')
  for (const { id, key } of stages)
    history.stages.set(encode(history.codes, id), {
      key,
      version: encode(history.codes, version),
      process: encode(history.codes, processId),
    })
  deals.forEach((told, number) => {
    const id = uuid(1, number)
    const owner_id = told.owner === null ? null : uuid(3, told.owner)
    const opened = (firstDay + told.opened) * dayMs
    const observed_from = told.observedLate === null ? null : dayText(firstDay + told.observedLate)
    const customer_id = told.customer === null ? null : uuid(9, told.customer)
    const lines = told.products?.map((product) => [uuid(8, product), null, 0, null] as const) ?? null
    const none = { source_id: null, company_id: null, customer_id, payment_terms_id: null, lines }
    const rest = { market_maturity: null, stakeholders: null, margin_minor: null, amount_minor: null, currency: 'EUR' }
    const dates = { opened, opened_dated: told.openedDated, length_days: told.length }
    putDeal(history, { id, ...dates, observed_from, owner_id, ...none, ...rest }, dayOf)
    const plain = {
      reason: null,
      about: null,
      stage_id: null,
      owner_id: null,
      source_id: null,
      minutes: null,
      amount_before: null,
    }
    const rows: FactRow[] = []
    const put = (row: Pick<FactRow, 'type'> & Partial<FactRow>, occurred: number) =>
      rows.push({ deal_id: id, dated: true, undone: null, ...plain, occurred, recorded: occurred, ...row })
    put({ type: 'deal.opened', stage_id: uuid(2, 0), owner_id, dated: told.openedDated }, opened)
    let [at, stage] = [opened, uuid(2, 0)]
    for (const [fact, days, chance] of told.facts) {
      at += days * dayMs
      const undone = chance === 0 ? at : null
      if (fact.type === 'deal.moved' && undone === null) stage = fact.stage_id
      put({ ...fact, dated: chance !== 1 || fact.type === 'deal.moved', undone }, at)
    }
    if (told.end) put({ ...told.end, stage_id: stage, dated: told.endDated }, at + dayMs)
    putFacts(history, rows, dayOf)
  })
  return history
}

export const scope: Scope = {
  asOf: dayText(asOf),
  knownAt: new Date((asOf + 400) * dayMs),
  current: false,
  sees: null,
}
