import { disqualifyReasons, lostReasons } from '../../../contract/facts.ts'
import type { TouchAim } from '../../../contract/persistence.ts'
import { type History, bitsOf, factNumbers, noDay } from './history.ts'
import { unknownBy } from './choosing.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { touchCodes } from './touch-codes.ts'

/** The touches of a deal from our side until what they were after came, or until the last of them. */
export interface TouchSeries {
  touches: number
  /**
   * It came; or we gave up without an answer; or the deal ended otherwise without it; or it is open; or there is no series: it was never
   * touched, or it came before the first.
   */
  end: 'came' | 'gave_up' | 'ended' | 'open' | 'untouched' | 'came_first'
}

export const touched = factNumbers['deal.touched']
export const hasTouches = bitsOf('deal.touched')
/** What a touch can be, a bit each, by the number of its code. */
export const [ours, reply] = [1, 2]
export const kindOf = Uint8Array.from(['', ...touchCodes], (code) => {
  if (!code.startsWith('outbound')) return code === '' || code === 'inbound/refused' ? 0 : reply
  return code === 'outbound/reached' || code === 'outbound/call_back' ? ours | reply : ours
})

/** The ends that are ours alone, by fact and reason: nobody answered, nobody could be reached. */
const unanswered: Readonly<Record<number, number>> = {
  [factNumbers['deal.lost']]: lostReasons.indexOf('no_reply') + 1,
  [factNumbers['deal.disqualified']]: disqualifyReasons.indexOf('unreachable') + 1,
}

/**
 * Reads the series of each deal. A reply is a touch from the buyer, or one from us that reached them or made them ask to be
 * called back; a refusal is none, and one may go on after it. Touches after the deal's end do not count; those on its day do where the
 * end is told by its day alone, for the call that brought a win is mostly of that day. All ends but giving up are the buyer's, or by what
 * turned out about them; so are those without a reason, for nobody knows that they were ours, and those that were put off to a day. It is
 * the same object each time.
 */
export function touchSeries({ deals, facts }: History, scope: Scope, aim: TouchAim): (life: Life) => TouchSeries {
  const { firstFact, facts: factsOfDeal, standing: standingOf, has } = deals
  const { type, day, dayOnly, reason, after } = facts
  const isOut = unknownBy(facts, scope)
  const series: TouchSeries = { touches: 0, end: 'untouched' }
  return ({ deal, standing, last }) => {
    series.touches = 0
    series.end = 'untouched'
    if (((has[deal] ?? 0) & hasTouches) === 0) return series
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    const until = standing === 'open' ? Infinity : last - first
    const onDay = dayOnly[last] === 1 ? (day[last] ?? 0) : noDay
    let touches = 0
    for (let fact = first + (standingOf[deal] ?? 0); fact < end; fact++) {
      if ((after[fact] ?? 0) > until && day[fact] !== onDay) break
      if (type[fact] !== touched || isOut(fact)) continue
      const kind = kindOf[reason[fact] ?? 0] ?? 0
      touches += kind & ours
      if (aim === 'win' || (kind & reply) === 0) continue
      series.touches = touches
      series.end = touches === 0 ? 'came_first' : 'came'
      return series
    }
    series.touches = touches
    if (touches === 0) return series
    if (standing === 'open') series.end = 'open'
    else if (aim === 'win' && standing === 'won') series.end = 'came'
    else series.end = unanswered[type[last] ?? 0] === reason[last] ? 'gave_up' : 'ended'
    return series
  }
}
