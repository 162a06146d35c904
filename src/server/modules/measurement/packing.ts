import { createHash } from 'node:crypto'
import {
  closeAnswers,
  disqualifyReasons,
  lostReasons,
  marketMaturities,
  objectionOutcomes,
  reversalReasons,
  signals,
} from '../../../contract/facts.ts'
import { type Column, emptyHistory } from './columns.ts'
import { type History, encode, factNumbers } from './history.ts'
import { lists } from './lists.ts'
import { unpackIds } from './packed-ids.ts'
import { touchCodes } from './touch-codes.ts'

/** A history as bytes by name: as it lies in memory, without its stages and sources, which are few and read anew. */
export type Packed = ReadonlyMap<string, Uint8Array>

/** Raised when a column keeps its name and means something else. */
const meaning = 2

/** What bytes must have been packed by to be understood: the columns, and the lists that numbers are places in. */
export const packedFormat = createHash('sha256')
  .update(
    JSON.stringify([
      meaning,
      ...columnsOf(emptyHistory('UTC')).map(({ name, column }) => name + column.constructor.name),
    ]),
  )
  .update(
    JSON.stringify([
      factNumbers,
      signals,
      lostReasons,
      disqualifyReasons,
      reversalReasons,
      marketMaturities,
      touchCodes,
      objectionOutcomes,
      closeAnswers,
    ]),
  )
  .digest('hex')

export function packHistory(history: History): Packed {
  const { codes, deals, facts, lines } = history
  const lengths = { deals: deals.length, facts: facts.length, lines: lines.length }
  const packed = new Map<string, Uint8Array>()
  const put = (name: string, column: Column | Uint32Array) => packed.set(name, bytesOf(column))
  for (const { part, name, column } of columnsOf(history)) put(name, column.subarray(0, lengths[part]))
  put('deals.ids', deals.ids.words.subarray(0, deals.length * 4))
  put('deals.products', deals.products.of.subarray(0, deals.length))
  put('facts.undone.places', Int32Array.from(facts.undone.keys()))
  put('facts.undone.instants', Float64Array.from(facts.undone.values()))
  put('facts.amountBefore.places', Int32Array.from(facts.amountBefore.keys()))
  put('facts.amountBefore.amounts', Float64Array.from(facts.amountBefore.values()))
  const { length, lastDay, lastRecorded, stale } = facts
  const rest: Rest = {
    codes: codes.ids,
    products: deals.products.all,
    facts: { length, lastDay, lastRecorded, stale },
    lines: { length: lines.length, stale: lines.stale },
  }
  return packed.set('rest', new TextEncoder().encode(JSON.stringify(rest)))
}

/** What `packHistory` packed in the same format. */
export function unpackHistory(timeZone: string, packed: Packed): History {
  const history = emptyHistory(timeZone)
  const { codes, deals, facts, lines } = history
  const bytes = (name: string) => packed.get(name) ?? new Uint8Array(0)
  for (const { part, name, own, column } of columnsOf(history))
    Reflect.set(history[part], own, viewOf(column, bytes(name)))
  const rest: Rest = JSON.parse(new TextDecoder().decode(bytes('rest')))
  for (const id of rest.codes.slice(1)) encode(codes, id)
  Object.assign(facts, rest.facts)
  Object.assign(lines, rest.lines)
  const ids = unpackIds(viewOf(new Uint32Array(0), bytes('deals.ids')))
  const products = lists(viewOf(new Int32Array(0), bytes('deals.products')), [...rest.products])
  Object.assign(deals, { length: ids.length, ids, products })
  const instants = viewOf(new Float64Array(0), bytes('facts.undone.instants'))
  viewOf(new Int32Array(0), bytes('facts.undone.places')).forEach((place, at) => {
    facts.undone.set(place, instants[at] ?? 0)
  })
  const amounts = viewOf(new Float64Array(0), bytes('facts.amountBefore.amounts'))
  viewOf(new Int32Array(0), bytes('facts.amountBefore.places')).forEach((place, at) => {
    facts.amountBefore.set(place, amounts[at] ?? Number.NaN)
  })
  return history
}

interface Rest {
  readonly codes: readonly string[]
  readonly products: readonly (readonly number[])[]
  readonly facts: Pick<History['facts'], 'length' | 'lastDay' | 'lastRecorded' | 'stale'>
  readonly lines: Pick<History['lines'], 'length' | 'stale'>
}

/** Every column of numbers, by its name: 'facts.day'. */
function columnsOf(history: History) {
  return (['deals', 'facts', 'lines'] as const).flatMap((part) =>
    Object.entries(history[part]).flatMap(([own, column]: [string, unknown]) =>
      isColumn(column) ? [{ part, own, name: `${part}.${own}`, column }] : [],
    ),
  )
}

function isColumn(value: unknown): value is Column {
  return [Int32Array, Uint8Array, Uint16Array, Float64Array].some((kind) => value instanceof kind)
}

function bytesOf({ buffer, byteOffset, byteLength }: Column | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** The bytes as a column of the kind of `like`, in place where numbers of its kind may begin where they do. */
function viewOf<Kind extends Column | Uint32Array>(like: Kind, bytes: Uint8Array): Kind {
  // Each of these kinds is made of a buffer.
  const make = like.constructor as new (buffer: ArrayBufferLike, offset: number, length: number) => Kind
  const { buffer, byteOffset, byteLength } =
    bytes.byteOffset % like.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes)
  return new make(buffer, byteOffset, byteLength / like.BYTES_PER_ELEMENT)
}
