import { type History, codeOf, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

/** What sources cost in the workspace's currency, as far as it was paid for the days of the scope, in minor units. */
export interface SourceCosts {
  readonly bySource: readonly { readonly sourceId: string; readonly minor: number }[]
  /** Entries that are not counted, because they are in another currency. */
  readonly otherCurrencies: number
}

/**
 * What of that was paid for the chosen deals: of each source as large a part as they are of all its deals. A source may feed
 * several processes and sellers, and only a share of what it cost belongs to one of them.
 */
export function costOfDeals(history: History, scope: Scope, { bySource }: SourceCosts) {
  if (bySource.length === 0) return { minor: 0, deals: 0 }
  const { asOf, knownAt, current, from, to } = scope
  const chosen = dealsBySource(history, scope)
  const all = dealsBySource(history, { asOf, knownAt, current, from, to, sees: null })
  let minor = 0
  let deals = 0
  for (const { sourceId, minor: cost } of bySource) {
    const source = codeOf(history.codes, sourceId)
    const count = chosen.get(source) ?? 0
    deals += count
    minor += count === 0 ? 0 : (cost * count) / (all.get(source) ?? count)
  }
  return { minor, deals }
}

/** How many deals each source brought, by its code. */
function dealsBySource(history: History, scope: Scope): ReadonlyMap<number, number> {
  const [{ counts }] = sumsOf(history, { scope, process: null }, [sourcePart])
  return counts
}

function sourceSum() {
  const counts = new Map<number, number>()
  const counting =
    (times: Times) =>
    ({ measured, source }: Life): void => {
      if (measured) counts.set(source, (counts.get(source) ?? 0) + times)
    }
  return { counting, counts }
}

const sourcePart = { name: 'sources', begin: sourceSum } as const

/** How much of some days lies within others, both counted whole: 1 for all of it. */
export function shareWithin(
  { from, to }: { readonly from: string; readonly to: string },
  within: { readonly from: string | undefined; readonly to: string },
): number {
  const first = dayNumber(from)
  const last = dayNumber(to)
  const begin = Math.max(first, within.from === undefined ? first : dayNumber(within.from))
  const end = Math.min(last, dayNumber(within.to))
  return Math.max(0, end - begin + 1) / (last - first + 1)
}
