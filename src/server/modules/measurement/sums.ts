import { type History, dayNumber } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { putInto } from './copying.ts'
import { differing } from './differing.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { placeOf } from './packed-ids.ts'
import { type Walk, newWalk, placesIn, walkThrough } from './visits.ts'

/** Counted in, or taken out again. */
export type Times = 1 | -1

/** What lives add up to: whatever was counted in can be taken out again, in any order, and nothing of it is left. */
export interface Sum {
  /**
   * Begins to count lives in, or out, of that scope: what it needs of the history is looked up now, because columns and codes grow. Of a
   * life that is not measured the way is empty, as it is where nobody asks about a process.
   */
  readonly counting: (times: Times, scope: Scope) => (life: Life, walk: Walk) => void
  /** All that it has counted, where a near question may begin from it; of the scope such a sum depends on no day but by its lives and its name. */
  readonly state?: object
  /** Whether a deal may count, where most do not: so that they are not even looked at. */
  readonly mayCount?: (deal: number) => boolean
}

/** A sum that figures ask for, and what tells it from others of the same deals; null for one that is not kept. */
export interface Part<Of extends Sum> {
  readonly name: string | null
  readonly begin: () => Of
}

/** Which deals are added up, and through whose stages they are followed, if through any. */
interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap | null
}

/** The sums of the same deals. */
interface Group extends Asked {
  readonly sums: Map<string, Sum>
  /** What near questions have in common: all but from when to when deals were opened, as of which day, and by what was known. Null where they cannot be kept. */
  readonly near: string | null
}

const kept = new WeakMap<History, Map<string, Group>>()
/** Some megabytes each of a million deals; of fewer there may be a hundred histories, and walking through them takes no time. */
const mostKept = ({ deals }: History) => (deals.length > 20_000 ? 32 : 6)
/** Who names so much does not ask twice, and it costs as much to compare. */
const longest = 100_000
/** More deals than these are not taken out one by one: all is added up anew. */
const mostCorrected = 1_000

/**
 * What the deals of a question add up to, each part of it: those that are kept as they are, the others in one walk. They are kept where
 * all is known that the history has, and corrected when deals change; what was known earlier begins from them too. They are to be read only.
 */
export function sumsOf<const Parts extends readonly Part<Sum>[]>(
  history: History,
  asked: Asked,
  parts: Parts,
): { readonly [Number in keyof Parts]: Parts[Number] extends Part<infer Of> ? Of : never } {
  const group = groupOf(history, asked)
  const { sums } = group
  const found = parts.map(({ name, begin }) => {
    const known = name === null ? undefined : sums.get(name)
    return { name, isNew: known === undefined, sum: known ?? begin() }
  })
  const missing = fromNear(
    history,
    group,
    found.filter(({ isNew }) => isNew),
  )
  if (missing.length > 0)
    count(
      history,
      asked,
      missing.map(({ sum }) => sum),
      1,
    )
  for (const { name, isNew, sum } of found) if (isNew && name !== null) sums.set(name, sum)
  // In the order of the parts, each begun by its own.
  return found.map(({ sum }) => sum) as unknown as ReturnType<typeof sumsOf<Parts>>
}

/** The sums that are kept of these deals, the latest asked for behind all others; none where they are not. */
function groupOf(history: History, { scope, process }: Asked): Group {
  const sums = new Map<string, Sum>()
  const isAllKnown = history.facts.lastRecorded <= scope.knownAt.getTime()
  const whole = isAllKnown ? { ...scope, knownAt: always } : scope
  const key = JSON.stringify([whole, process])
  if (key.length > longest) return { scope, process, sums, near: null }
  const {
    from: _from,
    to: _to,
    asOf: _asOf,
    as_of: _day,
    knownAt: _known,
    known_at: _moment,
    current: _current,
    ...common
  } = whole
  const near = JSON.stringify([common, process])
  const group = { scope: whole, process, sums, near }
  // What was known then is asked about once, from a link.
  if (!isAllKnown) return group
  const groups = kept.get(history) ?? new Map<string, Group>()
  kept.set(history, groups)
  const known = groups.get(key) ?? group
  groups.delete(key)
  groups.set(key, known)
  if (groups.size > mostKept(history)) forgetOldest(groups)
  return known
}

/** Of the deals of somebody, or of all: whichever are more, so that many sellers looked at one after the other do not push out what all ask for. */
function forgetOldest(groups: Map<string, Group>): void {
  const isNarrow = ({ scope }: Group) =>
    [scope.sees ?? undefined, scope.owner, scope.source, scope.product, scope.version].some((by) => by !== undefined)
  const [narrow = [], wide = []] = [true, false].map((own) => [...groups].filter(([, each]) => isNarrow(each) === own))
  const [oldest] = narrow.length > wide.length ? narrow : wide
  if (oldest) groups.delete(oldest[0])
}

interface Begun {
  readonly name: string | null
  readonly sum: Sum
}

/** A near question differs in so much at most of what there is, or in so few deals, else all is added up as quickly. */
const mostDiffering = (deals: number) => Math.max(50, deals * 0.3)
const mostNear = 3

/**
 * Begins sums from those of a near question that were kept: what deals count for there alone, or otherwise, is taken out, and what they count for here put
 * in. Gives back those that are still to be counted.
 */
function fromNear(history: History, group: Group, begun: readonly Begun[]): readonly Begun[] {
  if (group.near === null) return begun
  const near = [...(kept.get(history)?.values() ?? [])].filter(
    (each) =>
      each !== group && each.near === group.near && begun.some(({ name }) => name !== null && each.sums.has(name)),
  )
  let left = begun
  const day = dayNumber(group.scope.asOf)
  const away = (each: Group) => Math.abs(dayNumber(each.scope.asOf) - day)
  // Of the same day the one that was asked last.
  const nearest = near.toReversed().toSorted((one, other) => away(one) - away(other))
  for (const { scope, process, sums } of nearest.slice(0, mostNear)) {
    const known = left.flatMap(({ name, sum }) => {
      const own = name === null ? undefined : sums.get(name)
      return own?.state && sum.state ? [{ sum, state: sum.state, from: own.state }] : []
    })
    const places =
      known.length === 0 ? null : differing(history, scope, group.scope, mostDiffering(history.deals.length))
    if (places === null) continue
    const own = known.map(({ sum }) => sum)
    for (const { state, from } of known) putInto(state, from)
    count(history, { scope, process }, own, -1, places)
    count(history, group, own, 1, places)
    left = left.filter(({ sum }) => !own.includes(sum))
  }
  return left
}

/** Whatever the history has was known by then. */
const always = new Date(8_640_000_000_000_000)

function count(
  history: History,
  { scope, process }: Asked,
  sums: readonly Sum[],
  times: Times,
  only: ArrayLike<number> | null = null,
): void {
  const places = process === null ? null : placesIn(history, process)
  const counts = sums.map((sum) => sum.counting(times, scope))
  const walk = newWalk()
  const show = (life: Life): void => {
    walk.length = 0
    if (places !== null && life.measured) walkThrough(history, places, life, walk)
    for (const add of counts) add(life, walk)
  }
  eachLife(history, scope, show, only, only === null ? countingFor(sums) : null)
}

/** Where each sum says which deals may count for it, whether one does for any. */
function countingFor(sums: readonly Sum[]): ((deal: number) => boolean) | null {
  const asks = sums.flatMap(({ mayCount }) => mayCount ?? [])
  const [only] = asks
  if (only === undefined || asks.length < sums.length) return null
  return asks.length === 1 ? only : (deal) => asks.some((mayCount) => mayCount(deal))
}

/**
 * To be called before some deals of a history change: takes them out of the sums as they are. What it gives back counts them in
 * as they have become.
 */
export function takeOut(history: History, ids: readonly string[]): () => void {
  if (ids.length > mostCorrected) forgetSums(history)
  const correct = (times: Times): void => {
    const places = ids.map((id) => placeOf(history.deals.ids, id)).filter((place) => place >= 0)
    for (const group of kept.get(history)?.values() ?? [])
      count(history, group, [...group.sums.values()], times, places)
  }
  correct(-1)
  return () => correct(1)
}

/** To be called when more has changed than deals. */
export function forgetSums(history: History): void {
  kept.delete(history)
}

/** Those with any count, the greatest first; of equal ones by their ids, since a corrected sum meets them in another order. */
export function mostFirst<Counted extends { readonly id: string | null }>(
  all: readonly Counted[],
  countOf: (counted: Counted) => number,
): Counted[] {
  const some = all.filter((counted) => countOf(counted) > 0)
  return some.toSorted((one, other) => countOf(other) - countOf(one) || ((one.id ?? '') < (other.id ?? '') ? -1 : 1))
}
