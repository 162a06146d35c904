import type { WinBackFigure } from '../../../contract/closing-figures.ts'
import {
  type SurvivalRow,
  conditionalIncidence,
  conditionalQuantile,
  dealOutcome,
  winRate,
} from '../../../statistics/index.ts'
import { cohortSum, told } from './cohort.ts'
import { compareRates } from './comparing.ts'
import { type History, dayNumber } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'
import { type Tally, tally } from './tally.ts'

/** Who is on a track by then counts as kept in touch with; both groups are counted from then on, so that none has an advantage. */
const landmarkDays = 7

interface Asked {
  readonly scope: Scope
  /** Deals that came back, with the new ones. */
  readonly pairs: readonly { readonly dealId: string; readonly nextId: string }[]
  /** Since when deals are on a track. */
  readonly tracks: readonly { readonly dealId: string; readonly day: string }[]
  readonly byDay: number
}

type Next = Pick<Life, 'standing' | 'started' | 'until'>

/**
 * What becomes of deals that were lost or put off, from the day of that end. Those that have not come back yet are followed to
 * the day of the figure; a customer who came back and was lost again is no win, whatever comes later.
 */
export function winBacksFigure(history: History, { scope, pairs, tracks, byDay }: Asked): WinBackFigure {
  const asOf = dayNumber(scope.asOf)
  const nexts = nextLives(history, scope, pairs)
  const since = new Map(tracks.map(({ dealId, day }) => [placeOf(history.deals.ids, dealId), dayNumber(day)]))
  const cohort = cohortSum()
  const [backs, wins, onTrack, offTrack] = [tally(kinds), tally(kinds), tally(kinds), tally(kinds)]
  const count = { back: 0, won: 0 }
  eachLife(history, scope, (life) => {
    if (life.standing !== 'lost' && life.standing !== 'not_now') return
    cohort.add(life)
    if (!life.dated || !life.measured) return
    const next = nexts.get(life.deal)
    const returned = next ? next.started - life.until : asOf - life.until
    backs.add(next ? dealOutcome.won : dealOutcome.open, returned, 0)
    const isOver = next !== undefined && next.standing !== 'open'
    const isWon = next?.standing === 'won'
    const cause = isWon ? dealOutcome.won : isOver ? dealOutcome.lost : dealOutcome.open
    const time = (isOver ? next.until : asOf) - life.until
    wins.add(cause, time, 0)
    count.back += Number(next !== undefined)
    count.won += Number(isWon)
    if (time < landmarkDays) return
    const begun = since.get(life.deal)
    const isOn = begun !== undefined && begun - life.until <= landmarkDays
    ;(isOn ? onTrack : offTrack).add(cause, time, landmarkDays)
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

const kinds = Object.keys(dealOutcome).length

function rowsOf(counted: Tally): SurvivalRow[] {
  const rows: SurvivalRow[] = []
  counted.each((cause, time, late, count) => rows.push({ entry: late - 0.5, time, cause, count }))
  return rows
}

function dealsIn(rows: readonly SurvivalRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** The new deals as they stood, by the places of the old ones; whatever the filters choose, the new deal is not asked for. */
function nextLives(history: History, scope: Scope, pairs: Asked['pairs']): Map<number, Next> {
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
