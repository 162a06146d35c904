import { emptyHistory } from '../../src/server/modules/measurement/columns.ts'
import { type FactRow, putDeal, putFacts } from '../../src/server/modules/measurement/filling.ts'
import { type History, daysIn, encode } from '../../src/server/modules/measurement/history.ts'
import { firstDay, uuid } from './report-histories.ts'

export const stageId = (number: number) => uuid(2, number)

/** Puts down that something happened so many days after the opening. */
type Put = (day: number, row: Pick<FactRow, 'type'> & Partial<FactRow>) => void

/** Deals of a process of two stages, all opened on the same day, each with the facts that are put down for it, in their order. */
export function madeHistory(deals: number, tell: (number: number, put: Put) => void): History {
  const history = emptyHistory('UTC')
  const names = { version: encode(history.codes, uuid(4, 0)), process: encode(history.codes, uuid(5, 0)) }
  for (const number of [0, 1])
    history.stages.set(encode(history.codes, stageId(number)), { ...names, key: `${number}` })
  const dayMs = 86_400_000
  const dayOf = daysIn('UTC')
  const opened = firstDay * dayMs
  const none = { source_id: null, company_id: null, customer_id: null, payment_terms_id: null, lines: null }
  const rest = { market_maturity: null, stakeholders: null, margin_minor: null, amount_minor: null, currency: 'EUR' }
  const dates = { opened, opened_dated: true, length_days: null, observed_from: null }
  const nobody = { owner_id: null, source_id: null, minutes: null, amount_before: null }
  const plain = { ...nobody, dated: true, undone: null, reason: null, about: null, stage_id: null }
  for (let number = 0; number < deals; number++) {
    const id = uuid(1, number)
    putDeal(history, { id, owner_id: null, ...dates, ...none, ...rest }, dayOf)
    const rows: FactRow[] = []
    tell(number, (day, row) => {
      const occurred = opened + day * dayMs
      rows.push({ deal_id: id, ...plain, occurred, recorded: occurred, ...row })
    })
    putFacts(history, rows, dayOf)
  }
  return history
}
