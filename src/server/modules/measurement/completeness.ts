import { type History, at } from './history.ts'
import { eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

/** How much of what can be measured is written down: deals, and those of them with dates, an amount, a source. */
export function completenessFigure(history: History, { scope }: { readonly scope: Scope }) {
  const told = { deals: 0, dated: 0, withAmount: 0, withSource: 0 }
  eachLife(history, scope, ({ deal, dated, source }) => {
    told.deals++
    told.dated += Number(dated)
    told.withAmount += Number(!Number.isNaN(at(history.deals.amountMinor, deal)))
    told.withSource += Number(source !== 0)
  })
  return told
}
export type Completeness = ReturnType<typeof completenessFigure>
