import type { TouchAim } from '../../../contract/persistence.ts'
import { type History, factNumbers, noDay } from './history.ts'
import { unknownBy } from './choosing.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { touchCodes } from './touch-codes.ts'

/** The touches of a deal from our side until what they were after came, or until the last of them. */
export interface TouchSeries {
  readonly touches: number
  /** It came; or the deal ended without it; or it is open. */
  readonly end: 'came' | 'gave_up' | 'open'
}

/**
 * Reads the series of each deal. A reply is a touch from the buyer, or one from us that reached them or made them ask to be
 * called back; a refusal is none, and one may go on after it. Touches after the deal's end do not count; those on its day do where the
 * end is told by its day alone, for the call that brought a win is mostly of that day.
 */
export function touchSeries(
  { deals, facts }: History,
  scope: Scope,
  aim: TouchAim,
): (life: Life) => TouchSeries | 'untouched' | 'came_first' {
  const isOut = unknownBy(facts, scope)
  return ({ deal, standing, last }) => {
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.facts[deal] ?? 0)
    const until = standing === 'open' ? Infinity : last - first
    const onDay = facts.dayOnly[last] === 1 ? facts.day[last] : noDay
    let touches = 0
    for (let fact = first + (deals.standing[deal] ?? 0); fact < end; fact++) {
      if ((facts.after[fact] ?? 0) > until && facts.day[fact] !== onDay) break
      if (facts.type[fact] !== factNumbers['deal.touched'] || isOut(fact)) continue
      const code = touchCodes[(facts.reason[fact] ?? 0) - 1]
      if (code === undefined) continue
      const isOurs = code.startsWith('outbound')
      if (isOurs) touches++
      if (aim === 'win' || !(isOurs ? answered.has(code) : code !== 'inbound/refused')) continue
      return touches === 0 ? 'came_first' : { touches, end: 'came' }
    }
    if (touches === 0) return 'untouched'
    if (standing === 'open') return { touches, end: 'open' }
    return { touches, end: aim === 'win' && standing === 'won' ? 'came' : 'gave_up' }
  }
}

const answered: ReadonlySet<string> = new Set(['outbound/reached', 'outbound/call_back'])
