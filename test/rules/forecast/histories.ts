import type { RateTable } from '../../../src/server/modules/currencies/index.ts'
import { type FactRow, putDeal, putFacts } from '../../../src/server/modules/measurement/filling.ts'
import { emptyHistory } from '../../../src/server/modules/measurement/columns.ts'
import { type History, daysIn, encode } from '../../../src/server/modules/measurement/history.ts'

/** A deal as a story: days as '2026-03-02', money in minor units. */
export interface Told {
  readonly opened: string
  /** The stages it came to after the first, which is 1, with their days. */
  readonly moves?: readonly (readonly [stage: number, on: string])[]
  readonly end?: readonly ['won' | 'lost', string]
  readonly minor: number | null
  /** What it was worth before a day. */
  readonly before?: readonly [minor: number, until: string]
  readonly owner?: string
  readonly products?: readonly string[]
}

export const rates: RateTable = { reporting: 'EUR', rates: [], digits: { EUR: 2 } }

const uuid = (kind: number, number: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`
export const dealId = (number: number) => uuid(1, number)
export const stageId = (number: number) => uuid(2, number)
export const ownerId = (name: string) =>
  uuid(3, [...name].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 1e11)

/** Stages 1 to `count` of one process. */
export function slotsOf(count: number) {
  return { count: count + 1, of: Array.from({ length: count }, (_, at) => ({ stage: stageId(at + 1), slot: at + 1 })) }
}

/** The columns that figures walk through, of deals told. */
export function historyOf(told: readonly Told[]): History {
  const history = emptyHistory('UTC')
  const dayOf = daysIn('UTC')
  for (let stage = 1; stage <= 9; stage++)
    history.stages.set(encode(history.codes, stageId(stage)), { version: 0, process: 0, key: '' })
  const at = (day: string, hour: number) => Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  told.forEach((deal, number) => {
    const id = dealId(number)
    const owner_id = deal.owner === undefined ? null : ownerId(deal.owner)
    const opened = at(deal.opened, 1)
    const none = { observed_from: null, source_id: null, company_id: null, customer_id: null, payment_terms_id: null }
    const rest = {
      market_maturity: null,
      stakeholders: null,
      margin_minor: null,
      opened_dated: true,
      currency: 'EUR',
      length_days: null,
    }
    const lines = deal.products?.map((product) => [product, null, 0, null] as const) ?? null
    putDeal(history, { id, opened, owner_id, amount_minor: deal.minor, lines, ...none, ...rest }, dayOf)
    const rows: FactRow[] = []
    const tell = (type: FactRow['type'], occurred: number, stage: number | null, before: number | null = null) =>
      rows.push({
        deal_id: id,
        type,
        occurred,
        dated: true,
        recorded: occurred,
        stage_id: stage === null ? null : stageId(stage),
        owner_id: type === 'deal.opened' ? owner_id : null,
        source_id: null,
        reason: null,
        undone: null,
        minutes: null,
        amount_before: before,
        about: null,
      })
    tell('deal.opened', opened, 1)
    const facts = [
      ...(deal.moves ?? []).map(([stage, on]) => ({ type: 'deal.moved' as const, on: at(on, 2), stage, before: null })),
      ...(deal.before
        ? [{ type: 'deal.amount_changed' as const, on: at(deal.before[1], 0), stage: null, before: deal.before[0] }]
        : []),
    ].toSorted((one, other) => one.on - other.on)
    for (const { type, on, stage, before } of facts) tell(type, on, stage, before)
    const last = deal.moves?.at(-1)?.[0] ?? 1
    if (deal.end) tell(deal.end[0] === 'won' ? 'deal.won' : 'deal.lost', at(deal.end[1], 3), last)
    putFacts(history, rows, dayOf)
  })
  return history
}
