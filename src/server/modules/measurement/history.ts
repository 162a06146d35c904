import type { FieldColumn } from './field-columns.ts'
import type { FactType } from '../../../contract/facts.ts'
import type { Lists } from './lists.ts'
import type { PackedIds } from './packed-ids.ts'

/**
 * What a workspace's facts say, in columns: one number a place instead of one object a fact, so that a million deals are
 * walked through in a fraction of a second. Ids are told as codes, days as whole days since 1970-01-01 in the workspace's
 * zone, instants as milliseconds since then. Begun by `columns.ts`, filled by `loading.ts`, kept by `kept-histories.ts`, read by `lives.ts`.
 */
export interface History {
  readonly timeZone: string
  readonly codes: Codes
  readonly deals: DealColumns
  readonly facts: FactColumns
  readonly lines: LineColumns
  /** The version and the process that a stage belongs to, by codes, and its key, which it has in every version. */
  readonly stages: Map<number, { readonly version: number; readonly process: number; readonly key: string }>
  /** The day since which the history of a source is complete, by the code of the source, where it has one. */
  readonly sources: Map<number, number>
  /** What deals hold in fields of the workspace's own, by the keys of those that somebody divided deals by. */
  readonly fields: Map<string, FieldColumn>
}

/** One place a deal. Columns are longer than `length`: they grow ahead. */
export interface DealColumns {
  length: number
  readonly ids: PackedIds
  /** Where its facts begin in `FactColumns`, and how many they are: first those that tell where it stood, then those about it, each in the order they happened. */
  firstFact: Int32Array
  facts: Int32Array
  /** How many of them tell where it stood. */
  standing: Int32Array
  /** Which facts it has, undone or not: a bit each, by their numbers. */
  has: Int32Array
  /** The last of them that tells where it stands, of all that are known and not undone; −1 where none does. */
  last: Int32Array
  /** What that one says, so that who walks through all deals need not look for it: its number in `factNumbers`, its day, its value. */
  lastType: Uint8Array
  lastDated: Uint8Array
  lastDay: Int32Array
  lastValue: Int32Array
  /** The day of the last that tells where it stood, undone or not. */
  standingUntil: Int32Array
  /** The day of the last fact about it, undone or not; `noDay` where there is none. */
  aboutUntil: Int32Array
  opened: Int32Array
  openedDated: Uint8Array
  /** Days from the opening to the end, as told of a deal without dates; `noLength` where nobody said. */
  lengthDays: Int32Array
  /** Since when its history is complete, by its own day; `noDay` if from its start. */
  observedFrom: Int32Array
  /** Of today, and as it was opened. */
  owner: Int32Array
  source: Int32Array
  firstOwner: Int32Array
  firstSource: Int32Array
  /** Minor units of its currency, of today; NaN for none. */
  amountMinor: Float64Array
  currency: Int32Array
  /** What its lines bring over their cost, in minor units; NaN where a cost is missing, or there are no lines. */
  marginMinor: Float64Array
  /** Its company; 0 where the customer is a person, a household, or nobody named. */
  company: Int32Array
  /** Its customer, whichever kind: a company, a person or a household; 0 where nobody is named. */
  customer: Int32Array
  terms: Int32Array
  /** The place in `marketMaturities`, counted from 1. */
  maturity: Uint8Array
  /** People in its buying committee. */
  stakeholders: Uint8Array
  /** The products on its lines today. */
  readonly products: Lists
  /** Where its lines begin in `LineColumns`, and how many they are. */
  firstLine: Int32Array
  lines: Uint16Array
}

/** One place a line of a deal, deal by deal. */
export interface LineColumns {
  length: number
  product: Int32Array
  /** That its price came from; 0 for none. */
  priceList: Int32Array
  /** What one costs, in minor units of the deal's currency. */
  minor: Float64Array
  /** What one was listed for when it got that price; NaN where nobody noted it. */
  listMinor: Float64Array
  /** As of facts. */
  stale: number
}

/** One place a fact, deal by deal. Those that tell where a deal stood lie before those about it: most figures read them alone. */
export interface FactColumns {
  length: number
  /** Its number in `factNumbers`. */
  type: Uint8Array
  dated: Uint8Array
  day: Int32Array
  /** Told by its day alone: it lies on the first instant of it. */
  dayOnly: Uint8Array
  /** The stage that it left the deal in; of an assignment the owner, of a change of source the source, of a touch `touchValue`, else what it is about. */
  value: Int32Array
  /** How many that tell where the deal stood happened before it. */
  after: Uint16Array
  recorded: Float64Array
  /** The place in `signals`, `lostReasons`, `disqualifyReasons`, `reversalReasons` or `touchCodes`, or of the answer to an ask, counted from 1; 0 for others. */
  reason: Uint8Array
  isUndone: Uint8Array
  /** When it was undone. */
  readonly undone: Map<number, number>
  /** Of a change of the amount, what it was before, in minor units; NaN for none. */
  readonly amountBefore: Map<number, number>
  /** No fact happened on a later day, or was recorded or undone later. */
  lastDay: number
  lastRecorded: number
  /** How many places belong to no deal any more, because it was read anew. */
  stale: number
}

/** The facts that figures are made of. The first four leave a deal open, the next five end it, the others are about it. */
export const factNumbers = {
  'deal.opened': 0,
  'deal.moved': 1,
  'deal.reopened': 2,
  'deal.version_changed': 3,
  'deal.won': 4,
  'deal.lost': 5,
  'deal.win_reversed': 6,
  'deal.disqualified': 7,
  'deal.postponed': 8,
  'deal.assigned': 9,
  'deal.source_changed': 10,
  'deal.touched': 12,
  'deal.amount_changed': 11,
  'deal.objection_raised': 13,
  'deal.objection_settled': 14,
  'deal.trial_started': 15,
  'deal.question_asked': 16,
  'deal.close_asked': 17,
  'deal.next_step_done': 18,
  'deal.criterion_confirmed': 19,
} as const satisfies Partial<Record<FactType, number>>
export type KeptFact = keyof typeof factNumbers

/** Whether a fact, by its number, tells where the deal stood. */
export function isStanding(type: number): boolean {
  return type < factNumbers['deal.assigned']
}

/** The bits in `DealColumns.has` of some facts. */
export function bitsOf(...types: readonly KeptFact[]): number {
  return types.reduce((bits, type) => bits | (1 << factNumbers[type]), 0)
}

/** The facts that give a deal to another owner or source. */
export const handingOver = bitsOf('deal.assigned', 'deal.source_changed')

export const noDay = -2_147_483_648
export const noLength = -1

/** Numbers for ids, from 1 on; 0 is nobody and nothing. */
export interface Codes {
  readonly numbers: Map<string, number>
  readonly ids: string[]
}

/** The code of an id, which it is given now if it has none. */
export function encode({ numbers, ids }: Codes, id: string | null): number {
  if (id === null) return 0
  const known = numbers.get(id)
  if (known !== undefined) return known
  numbers.set(id, ids.length)
  return ids.push(id) - 1
}

/** The code of an id that one looks for: −1, which nothing has, where it has none. */
export function codeOf({ numbers }: Codes, id: string): number {
  return numbers.get(id) ?? -1
}

/** What stands at a place; places behind the end hold 0. Not in a loop through all deals: for all kinds of columns together it is ten times as slow. */
export function at(column: ArrayLike<number>, place: number): number {
  return column[place] ?? 0
}

const dayMs = 86_400_000

/** '2026-03-02' as a number of days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.parse(day) / dayMs
}

export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** Finds the day of an instant in a time zone. Zones change at quarters of an hour, each of which is looked up once. */
export function daysIn(timeZone: string): (instant: number) => number {
  const quarterMs = 900_000
  const offsets = new Map<number, number>()
  return (instant) => {
    const quarter = Math.floor(instant / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(timeZone)
      offset = zoned.offsetNanoseconds / 1_000_000
      offsets.set(quarter, offset)
    }
    return Math.floor((instant + offset) / dayMs)
  }
}
