import { unknownBy } from './choosing.ts'
import { type History, bitsOf, dayNumber, factNumbers } from './history.ts'
import type { Life } from './lives.ts'
import { compareIds, idAt } from './packed-ids.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

interface Asked {
  readonly scope: Scope
  /** The first day of the wins that count. */
  readonly from: string
  /** Amounts in it go before all others. */
  readonly currency: string
  readonly most: number
}

/**
 * The deals that the largest wins since a day are among: the largest of those that were worth then what they are worth now, and all
 * whose amount was another, or was changed and changed back: what these were worth, their facts tell.
 */
export function largestWinsFigure(history: History, { scope, from, currency, most }: Asked): string[] {
  const { deals, codes } = history
  const part = { name: `wins since ${from}`, begin: () => winsSum(dayNumber(from)) }
  const [{ wins }] = sumsOf(history, { scope, process: null }, [part])
  const isDoubted = doubting(history, scope)
  const doubted: number[] = []
  const plain: number[] = []
  for (const deal of wins) (isDoubted(deal) ? doubted : plain).push(deal)
  const own = codes.numbers.get(currency) ?? -1
  const isOwn = (deal: number) => Number(deals.currency[deal] === own)
  const worth = (deal: number) => {
    const amount = deals.amountMinor[deal] ?? 0
    return Number.isNaN(amount) ? -Infinity : amount
  }
  const largest = plain.toSorted(
    (one, other) =>
      isOwn(other) - isOwn(one) ||
      // Two without an amount are alike.
      (worth(one) === worth(other) ? 0 : worth(other) - worth(one)) ||
      compareIds(deals.ids, one, other),
  )
  return [...largest.slice(0, most), ...doubted.toSorted((one, other) => compareIds(deals.ids, one, other))].map(
    (deal) => idAt(deals.ids, deal),
  )
}

/** The deals that stand as won since a day. */
function winsSum(since: number) {
  const wins = new Set<number>()
  const counting = (times: Times, { asOf }: Scope) => {
    const last = dayNumber(asOf)
    return ({ deal, standing, until }: Life): void => {
      if (standing !== 'won' || until < since || until > last) return
      if (times === 1) wins.add(deal)
      else wins.delete(deal)
    }
  }
  return { counting, wins }
}

const amountChanged = bitsOf('deal.amount_changed')

/** Whether a change of a deal's amount came later, was not known, or was undone. */
function doubting({ deals, facts }: History, scope: Scope): (deal: number) => boolean {
  const isOut = unknownBy(facts, scope)
  return (deal) => {
    if (((deals.has[deal] ?? 0) & amountChanged) === 0) return false
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.facts[deal] ?? 0)
    for (let fact = first + (deals.standing[deal] ?? 0); fact < end; fact++)
      if (
        (facts.type[fact] ?? 0) === factNumbers['deal.amount_changed'] &&
        ((facts.isUndone[fact] ?? 0) === 1 || isOut(fact))
      )
        return true
    return false
  }
}
