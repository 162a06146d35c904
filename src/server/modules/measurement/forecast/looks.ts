import type { History } from '../history.ts'
import { eachHolder } from '../holders.ts'
import type { Scope } from '../scope.ts'
import { firstFrom } from './amounts.ts'
import { type Spells, type Stay, spellEnd } from './spells.ts'
import { type Windows, countDays, countOn, noCounts, windowsBetween } from './windows.ts'

/** What happened by seller and window. Ends, and days in a stage, of the earlier half of the process and of the later one. */
export interface LookCounts {
  readonly entries: Float64Array
  readonly wins: Float64Array
  readonly ends: readonly [Float64Array, Float64Array]
  readonly lateWins: Float64Array
  readonly days: readonly [Float64Array, Float64Array]
}

/** Which deals stood in a stage on a day, in the order of the history, in which slots, and since when. */
interface Standing {
  readonly deals: number[]
  readonly slots: number[]
  readonly entered: number[]
}

/** What is counted around some days, of all stays there are. */
export interface Looks {
  readonly windows: Windows
  readonly counts: LookCounts
  /** By day. */
  readonly standing: readonly Standing[]
  /** Who has had a deal, in the order in which they were met. */
  readonly sellers: string[]
  /** By deal, the place of its seller; −1 for nobody's. */
  ownerOf: Int32Array
}

export interface Looking {
  readonly scope: Scope
  /** Slots of the later half of their processes. */
  readonly late: readonly number[]
  /** Days on which one looks, ascending, and the days on which windows begin and after which they end. */
  readonly dates: readonly number[]
  readonly edges: readonly number[]
}

interface Kept extends Looks {
  readonly placeOf: Map<number, number>
  /** As many sellers as there is room for. */
  readonly room: number
  /** What has been corrected of the stays. */
  corrected: number
}

const kept = new WeakMap<Spells, Map<string, Kept>>()
const mostKept = 3

/** One walk through the stays; after it, only the deals that have changed since are counted anew. */
export function looksAt(history: History, spells: Spells, looking: Looking): Looks {
  const { scope, late, dates } = looking
  const all = kept.get(spells) ?? new Map<string, Kept>()
  kept.set(spells, all)
  const key = JSON.stringify([scope.asOf, late, dates])
  const last = all.get(key)
  const looks = last && readOn(history, spells, looking, last) ? last : looked(history, spells, looking)
  all.delete(key)
  all.set(key, looks)
  const [oldest] = all.keys()
  if (all.size > mostKept && oldest !== undefined) all.delete(oldest)
  return looks
}

function looked(history: History, spells: Spells, looking: Looking): Kept {
  const { scope, dates, edges } = looking
  const sellers: string[] = []
  const placeOf = new Map<number, number>()
  const ownerOf = ownersIn(history, scope, sellers, placeOf)
  const windows = windowsBetween(edges)
  // Somebody may begin to sell.
  const room = sellers.length + 20
  const none = () => noCounts(windows, room)
  const counts: LookCounts = {
    entries: none(),
    wins: none(),
    ends: [none(), none()],
    lateWins: none(),
    days: [none(), none()],
  }
  const standing = dates.map((): Standing => ({ deals: [], slots: [], entered: [] }))
  const looks = { windows, counts, standing, sellers, ownerOf, placeOf, room, corrected: spells.corrections.length }
  const count = counter(looks, looking)
  // Most deals were over before anything that is asked for.
  spells.eachOf({ since: windows.edges[0] ?? 0 }, (stay) => count(stay, ownerOf[stay.deal] ?? -1, 1))
  return looks
}

/** Counts what has changed; false where that is not known, or deals changed hands without it. */
function readOn(history: History, spells: Spells, looking: Looking, looks: Kept): boolean {
  const { sellers, placeOf, ownerOf: before, room } = looks
  const ownerOf = ownersIn(history, looking.scope, sellers, placeOf)
  if (sellers.length > room || spells.corrections.length - looks.corrected > mostCorrected) return false
  const changed = spells.corrections.slice(looks.corrected)
  const deals = new Set(changed.map(({ deal }) => deal))
  for (let deal = 0; deal < ownerOf.length; deal++)
    if (ownerOf[deal] !== (before[deal] ?? -1) && !deals.has(deal)) return false
  const count = counter(looks, looking)
  const last = new Map(changed.map((correction) => [correction.deal, correction]))
  for (const correction of changed) {
    const { deal, gone, come } = correction
    // Who had it in between makes no difference: it is theirs all the time, and then another's.
    for (const stay of gone) count(stay, before[deal] ?? -1, -1)
    const owner = last.get(deal) === correction ? ownerOf[deal] : before[deal]
    for (const stay of come) count(stay, owner ?? -1, 1)
  }
  looks.ownerOf = ownerOf
  looks.corrected = spells.corrections.length
  return true
}

const mostCorrected = 1000

/** Counts a stay for a seller so many times. */
function counter({ windows, counts, standing }: Looks, { late, dates }: Looking) {
  const { entries, wins, ends, lateWins, days } = counts
  const earliest = windows.edges[0] ?? 0
  const isLate = new Set(late)
  const numberFrom = firstFrom(dates)
  return (stay: Stay, seller: number, times: 1 | -1): void => {
    const { deal, slot, entered, from, to, end, isFirst } = stay
    if (seller < 0 || to < earliest) return
    if (isFirst) countOn(windows, entries, seller, entered, times)
    const half = isLate.has(slot) ? 1 : 0
    countDays(windows, days[half], seller, from, to, times)
    if (end === spellEnd.won || end === spellEnd.ended) countOn(windows, ends[half], seller, to, times)
    if (end === spellEnd.won) countOn(windows, wins, seller, to, times)
    if (end === spellEnd.won && half === 1) countOn(windows, lateWins, seller, to, times)
    for (let number = numberFrom(from); number < dates.length && (dates[number] ?? 0) < to; number++) {
      const own = standing[number]
      if (own && times === 1) putIn(own, deal, slot, entered)
      else if (own) takeOut(own, deal)
    }
  }
}

function putIn({ deals, slots, entered }: Standing, deal: number, slot: number, since: number): void {
  const place = placeIn(deals, deal)
  deals.splice(place, 0, deal)
  slots.splice(place, 0, slot)
  entered.splice(place, 0, since)
}

function takeOut({ deals, slots, entered }: Standing, deal: number): void {
  const place = placeIn(deals, deal)
  if (deals[place] === deal) for (const column of [deals, slots, entered]) column.splice(place, 1)
}

/** Where a deal is among ascending ones, or belongs: at first behind all others. */
function placeIn(deals: readonly number[], deal: number): number {
  if ((deals.at(-1) ?? -1) < deal) return deals.length
  let [low, high] = [0, deals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((deals[middle] ?? 0) < deal) low = middle + 1
    else high = middle
  }
  return low
}

/** By deal, the place of its seller among all, who grow by those whom nobody has met. */
function ownersIn(history: History, scope: Scope, sellers: string[], placeOf: Map<number, number>): Int32Array {
  const ownerOf = new Int32Array(history.deals.length).fill(-1)
  eachHolder(history, scope, ({ deal, owner }) => {
    if (owner === 0) return
    let place = placeOf.get(owner)
    if (place === undefined) placeOf.set(owner, (place = sellers.push(history.codes.ids[owner] ?? '') - 1))
    ownerOf[deal] = place
  })
  return ownerOf
}
