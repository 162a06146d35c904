/**
 * The figures once more, slow and obvious: plain loops over the facts that the API tells of each deal, one deal after the
 * other, one day after the other. Nothing of it is shared with the program.
 */
import type { CustomValues } from '../../src/contract/custom-values.ts'
import { listDeals, listFacts, showDeal } from '../../src/contract/deals.ts'
import type { Fact } from '../../src/contract/facts.ts'
import type { Person } from '../kit/app.ts'

export interface SlowDeal {
  readonly id: string
  readonly observedFrom: string | null
  readonly custom: CustomValues
  /** In the order they happened. */
  readonly facts: readonly Fact[]
}

/** Reads every deal. `observed` says since when a source's history is complete. */
export async function readDeals(person: Person, observed: ReadonlyMap<string, string>): Promise<SlowDeal[]> {
  const found: SlowDeal[] = []
  let after: string | null | undefined
  while (after !== null) {
    const page = await person.call(listDeals, { query: { limit: 200, ...(after ? { after } : {}) } })
    for (const { id } of page.items) {
      const deal = await person.call(showDeal, { params: { id } })
      const { items } = await person.call(listFacts, { params: { id }, query: { limit: 200 } })
      const observedFrom = deal.observedFrom ?? observed.get(deal.source?.id ?? '') ?? null
      found.push({ id, observedFrom, custom: deal.custom, facts: items.toReversed() })
    }
    after = page.next
  }
  return found
}

export interface SlowLife {
  readonly id: string
  readonly end: 'open' | 'won' | 'lost' | 'disqualified' | 'notNow'
  readonly started: string
  readonly until: string
  readonly days: number
  readonly late: number
  /** Stage ids with the day of each entry, and whether a change of version brought the deal there. */
  readonly entries: readonly { readonly stage: string; readonly on: string; readonly mapped: boolean }[]
}

export interface SlowCohort {
  /** With dates, and seen to their end. */
  readonly lives: readonly SlowLife[]
  /** Without dates, of which it was told how long they took. */
  readonly lengths: readonly Pick<SlowLife, 'id' | 'end' | 'days' | 'late'>[]
  /** How those ended that did, dated or not. */
  readonly closed: readonly { readonly end: SlowLife['end']; readonly isDated: boolean }[]
  /** Without dates, and nobody said how long they took. */
  readonly undated: number
  readonly endedBeforeObserved: number
}

const ends = new Map<string, SlowLife['end']>([
  ['deal.won', 'won'],
  ['deal.lost', 'lost'],
  ['deal.win_reversed', 'lost'],
  ['deal.disqualified', 'disqualified'],
  ['deal.postponed', 'notNow'],
  ['deal.reopened', 'open'],
])

/** Each deal as it stood at the end of a day in a time zone. */
export function livesAsOf(deals: readonly SlowDeal[], asOf: string, timeZone: string): SlowCohort {
  const lives: SlowLife[] = []
  const lengths: Pick<SlowLife, 'id' | 'end' | 'days' | 'late'>[] = []
  const closed: { end: SlowLife['end']; isDated: boolean }[] = []
  let [undated, endedBeforeObserved] = [0, 0]
  for (const deal of deals) {
    const day = (fact: Fact) =>
      Temporal.Instant.from(fact.occurredAt).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    let end: SlowLife['end'] = 'open'
    let started: string | null = null
    let until = asOf
    const isUnknown = { opened: false, end: false }
    let length: number | undefined
    const entries: { stage: string; on: string; mapped: boolean }[] = []
    for (const fact of deal.facts) {
      // Of what has no date nobody can say that it had not happened.
      if (fact.undoneBy !== null || (fact.dated && day(fact) > asOf)) continue
      if (fact.type === 'deal.opened') {
        started = day(fact)
        isUnknown.opened = !fact.dated
        length = typeof fact.data['lengthDays'] === 'number' ? fact.data['lengthDays'] : undefined
      }
      const mapped = fact.type === 'deal.version_changed'
      if (mapped || ['deal.opened', 'deal.moved'].includes(fact.type))
        entries.push({ stage: fact.stageId ?? '', on: day(fact), mapped })
      const how = ends.get(fact.type)
      if (how === undefined) continue
      end = how
      until = how === 'open' ? asOf : day(fact)
      isUnknown.end = how !== 'open' && !fact.dated
    }
    if (started === null) continue
    const isEnded = end !== 'open' && until <= asOf && (deal.observedFrom === null || until >= deal.observedFrom)
    const isDated = !isUnknown.opened && !isUnknown.end
    if (isEnded) closed.push({ end, isDated })
    if (!isDated) {
      if (isEnded && isUnknown.opened && isUnknown.end && length !== undefined)
        lengths.push({ id: deal.id, end, days: length, late: 0 })
      else undated++
      continue
    }
    const days = between(started, until)
    const late = deal.observedFrom === null ? 0 : Math.max(0, between(started, deal.observedFrom))
    if (days < late) endedBeforeObserved++
    else lives.push({ id: deal.id, end, started, until, days, late, entries })
  }
  return { lives, lengths, closed, undated, endedBeforeObserved }
}

export function between(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
}

/** Somebody followed from `late` on until `days`; `end` 'open' if not seen to end. */
export interface Followed {
  readonly late: number
  readonly days: number
  readonly end: string
}

/** Day by day: who is at risk, what share has not ended, and what share has ended each way. */
export function dayByDay(followed: readonly Followed[], ways: readonly string[]) {
  const last = Math.max(-1, ...followed.map(({ days }) => days))
  const table: { day: number; atRisk: number; open: number; ended: Record<string, number> }[] = []
  let open = 1
  const ended: Record<string, number> = Object.fromEntries(ways.map((way) => [way, 0]))
  for (let day = 0; day <= last; day++) {
    // Seen from their start on day 0 already; who comes in on a day is at risk on it.
    const atRisk = followed.filter(({ late, days }) => late <= day && day <= days).length
    const endings = followed.filter(({ days, end }) => days === day && end !== 'open')
    for (const way of ways) {
      const so = endings.filter(({ end }) => end === way).length
      ended[way] = (ended[way] ?? 0) + (atRisk === 0 ? 0 : (open * so) / atRisk)
    }
    if (atRisk > 0) open *= 1 - endings.length / atRisk
    table.push({ day, atRisk, open, ended: { ...ended } })
  }
  return table
}

/** The table's row of a day; after its last day there is one only if nobody was open any more. */
export function onDay(table: ReturnType<typeof dayByDay>, day: number) {
  const last = table.at(-1)
  return table[day] ?? (last && last.open < 1e-9 ? last : undefined)
}

/** The first day on which so many have ended, null if never. */
export function dayWhen(table: ReturnType<typeof dayByDay>, reached: (row: (typeof table)[number]) => boolean) {
  return table.find(reached)?.day ?? null
}

/** A share to nine digits; null for none. */
export function nine(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : Number(share.toFixed(9))
}

export function plainMean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

export function plainMedian(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  return plainMean(middle)
}
