import type { WinBackFigure } from '../../../contract/closing-figures.ts'
import {
  type SurvivalRow,
  conditionalIncidence,
  conditionalQuantile,
  dealOutcome,
  winRate,
} from '../../../statistics/index.ts'
import { cohortSum, outcomeTally, rowsOf, told } from './cohort.ts'
import { compareRates } from './comparing.ts'
import { type History, dayNumber } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'

/** Who is on a track by then counts as kept in touch with; both groups are counted from then on, so that none has an advantage. */
const landmarkDays = 7

/** What is read of them beside their history. */
export interface Returns {
  /** Deals that came back, with the new ones. */
  readonly pairs: readonly { readonly dealId: string; readonly nextId: string }[]
  /** Since when deals are on a track. */
  readonly tracks: readonly { readonly dealId: string; readonly day: string }[]
}

interface Asked extends Returns {
  readonly scope: Scope
  readonly byDay: number
}

type Next = Pick<Life, 'standing' | 'started' | 'until'>

/**
 * What becomes of deals that were lost or put off, from the day of that end. Those that have not come back yet are followed to
 * the day of the figure; a customer who came back and was lost again is no win, whatever comes later.
 */
export function winBacksFigure(history: History, { scope, byDay, ...returns }: Asked): WinBackFigure {
  const fateOf = fates(history, scope, returns)
  const cohort = cohortSum()
  const [backs, wins, onTrack, offTrack] = [outcomeTally(), outcomeTally(), outcomeTally(), outcomeTally()]
  const count = { back: 0, won: 0 }
  eachLife(history, scope, (life) => {
    if (!isGone(life)) return
    cohort.add(life)
    if (!life.measured) return
    const { returned, isBack, cause, time, track } = fateOf(life)
    backs.add(isBack ? dealOutcome.won : dealOutcome.open, returned, 0)
    wins.add(cause, time, 0)
    count.back += Number(isBack)
    count.won += Number(cause === dealOutcome.won)
    if (track !== null) (track === 'on' ? onTrack : offTrack).add(cause, time, landmarkDays)
  })
  const [back, won, on, off] = [rowsOf(backs), rowsOf(wins), rowsOf(onTrack), rowsOf(offTrack)]
  const compared = compareRates([on, off], byDay)
  return {
    ...told(scope, cohort.cohort(), 'win_backs'),
    byDay,
    cameBack: { count: count.back, ...winRate(back, byDay).won },
    wonBack: { count: count.won, ...winRate(won, byDay).won },
    delay: conditionalQuantile(conditionalIncidence(back, { cause: dealOutcome.won }), 0.5),
    tracks: {
      ...compared.judged,
      on: { n: dealsIn(on), won: winRate(on, byDay).won },
      off: { n: dealsIn(off), won: winRate(off, byDay).won },
    },
  }
}

/** Whether a number counts a deal: 'n' all that were lost or put off, 'back', 'won', and 'on' and 'off' of the tracks. */
export function winBackTimes(
  history: History,
  scope: Scope,
  { number, ...returns }: Returns & { readonly number: string },
): (life: Life) => number {
  const fateOf = fates(history, scope, returns)
  return (life) => {
    if (!isGone(life)) return 0
    if (number === 'n') return 1
    const { isBack, cause, track } = fateOf(life)
    if (number === 'back') return Number(isBack)
    return Number(number === 'won' ? cause === dealOutcome.won : track === number)
  }
}

function isGone({ standing }: Life): boolean {
  return standing === 'lost' || standing === 'not_now'
}

/** What became of a deal since its end. */
interface Fate {
  readonly isBack: boolean
  /** Days until it came back, or up to the day of the figure. */
  readonly returned: number
  readonly cause: number
  /** Days until the new deal ended, or up to the day of the figure. */
  readonly time: number
  /** Null where nobody followed it for long enough to say. */
  readonly track: 'on' | 'off' | null
}

function fates(history: History, scope: Scope, { pairs, tracks }: Returns): (life: Life) => Fate {
  const asOf = dayNumber(scope.asOf)
  const nexts = nextLives(history, scope, pairs)
  const since = new Map(tracks.map(({ dealId, day }) => [placeOf(history.deals.ids, dealId), dayNumber(day)]))
  return ({ deal, until }) => {
    const next = nexts.get(deal)
    const isOver = next !== undefined && next.standing !== 'open'
    const cause = next?.standing === 'won' ? dealOutcome.won : isOver ? dealOutcome.lost : dealOutcome.open
    // One that was opened again and lost once more may have its successor already.
    const daysTo = (day: number) => Math.max(0, day - until)
    const time = daysTo(isOver ? next.until : asOf)
    const begun = since.get(deal)
    const isOn = begun !== undefined && begun - until <= landmarkDays
    return {
      isBack: next !== undefined,
      returned: daysTo(next?.started ?? asOf),
      cause,
      time,
      track: time < landmarkDays ? null : isOn ? 'on' : 'off',
    }
  }
}

function dealsIn(rows: readonly SurvivalRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** The new deals as they stood, by the places of the old ones; whatever the filters choose, the new deal is not asked for. */
function nextLives(history: History, scope: Scope, pairs: Returns['pairs']): Map<number, Next> {
  const { asOf, knownAt, current, sees } = scope
  const oldOf = new Map(
    pairs.map(({ dealId, nextId }) => [placeOf(history.deals.ids, nextId), placeOf(history.deals.ids, dealId)]),
  )
  oldOf.delete(-1)
  const nexts = new Map<number, Next>()
  const keep = ({ deal, standing, started, until }: Life) => {
    const old = oldOf.get(deal) ?? -1
    // Of several, the first: whoever was lost again has come back as well.
    const known = nexts.get(old)
    if (known === undefined || started < known.started) nexts.set(old, { standing, started, until })
  }
  eachLife(history, { asOf, knownAt, current, sees }, keep, [...oldOf.keys()])
  return nexts
}
