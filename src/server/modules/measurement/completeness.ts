import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

/** How much of what can be measured is written down: deals, and those of them with dates, an amount, a source. */
export function completenessFigure(history: History, { scope }: { readonly scope: Scope }): Completeness {
  const part = { name: 'completeness', begin: () => completenessSum(history) }
  const [{ told }] = sumsOf(history, { scope, process: null }, [part])
  // Sums go on counting; what is told does not.
  return { ...told }
}

function completenessSum(history: History) {
  const told = { deals: 0, dated: 0, withAmount: 0, withSource: 0 }
  const counting =
    (times: Times) =>
    ({ deal, dated, source }: Life): void => {
      told.deals += times
      if (dated) told.dated += times
      if (!Number.isNaN(history.deals.amountMinor[deal] ?? 0)) told.withAmount += times
      if (source !== 0) told.withSource += times
    }
  return { counting, told }
}

export interface Completeness {
  readonly deals: number
  readonly dated: number
  readonly withAmount: number
  readonly withSource: number
}
