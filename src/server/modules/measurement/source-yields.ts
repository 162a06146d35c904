import type * as contract from '../../../contract/sources.ts'
import { type History, at } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

type Came = Pick<contract.SourceYield, 'dealCount' | 'wonCount' | 'won'>

/** How many deals came from each source, and how many were won for how much in which currency. */
export function sourceYieldsFigure(history: History, { scope }: { readonly scope: Scope }): (Came & { id: string })[] {
  const [sum] = sumsOf(history, { scope, process: null }, [{ name: 'yields', begin: () => yieldSum(history) }])
  const { ids } = history.codes
  const told = (won: ReadonlyMap<number, { n: number; minor: number }>) =>
    [...won]
      .filter(([, { n }]) => n > 0)
      .map(([currency, { minor }]) => ({ currency: ids[currency] ?? '', minor }))
      .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
  return [...sum.sources].map(([source, { deals, wins, won }]) => ({
    id: ids[source] ?? '',
    dealCount: deals,
    wonCount: wins,
    won: told(won),
  }))
}

function yieldSum(history: History) {
  const sources = new Map<number, { deals: number; wins: number; won: Map<number, { n: number; minor: number }> }>()
  const counting = (times: Times) => {
    const { amountMinor, currency } = history.deals
    return ({ deal, source, standing }: Life): void => {
      if (source === 0) return
      const own = sources.get(source) ?? { deals: 0, wins: 0, won: new Map() }
      sources.set(source, own)
      own.deals += times
      if (standing !== 'won') return
      own.wins += times
      const minor = at(amountMinor, deal)
      if (Number.isNaN(minor)) return
      const of = own.won.get(at(currency, deal)) ?? { n: 0, minor: 0 }
      own.won.set(at(currency, deal), of)
      of.n += times
      of.minor += times * minor
    }
  }
  return { counting, sources }
}
