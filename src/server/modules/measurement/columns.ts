import { type DealColumns, type FactColumns, type History, type LineColumns, at, noDay } from './history.ts'
import { lists } from './lists.ts'
import { packedIds } from './packed-ids.ts'

export function emptyHistory(timeZone: string): History {
  return {
    timeZone,
    codes: { numbers: new Map(), ids: [''] },
    deals: noDeals(),
    facts: noFacts(),
    lines: noLines(),
    stages: new Map(),
    sources: new Map(),
    fields: new Map(),
  }
}

function noDeals(): DealColumns {
  return {
    length: 0,
    ids: packedIds(),
    firstFact: new Int32Array(0),
    facts: new Int32Array(0),
    standing: new Int32Array(0),
    has: new Int32Array(0),
    last: new Int32Array(0),
    lastType: new Uint8Array(0),
    lastDated: new Uint8Array(0),
    lastDay: new Int32Array(0),
    lastValue: new Int32Array(0),
    standingUntil: new Int32Array(0),
    aboutUntil: new Int32Array(0),
    opened: new Int32Array(0),
    openedDated: new Uint8Array(0),
    lengthDays: new Int32Array(0),
    observedFrom: new Int32Array(0),
    owner: new Int32Array(0),
    source: new Int32Array(0),
    firstOwner: new Int32Array(0),
    firstSource: new Int32Array(0),
    amountMinor: new Float64Array(0),
    currency: new Int32Array(0),
    marginMinor: new Float64Array(0),
    company: new Int32Array(0),
    customer: new Int32Array(0),
    terms: new Int32Array(0),
    maturity: new Uint8Array(0),
    stakeholders: new Uint8Array(0),
    products: lists(),
    firstLine: new Int32Array(0),
    lines: new Uint16Array(0),
  }
}

function noFacts(): FactColumns {
  return {
    length: 0,
    type: new Uint8Array(0),
    dated: new Uint8Array(0),
    day: new Int32Array(0),
    dayOnly: new Uint8Array(0),
    value: new Int32Array(0),
    after: new Uint16Array(0),
    recorded: new Float64Array(0),
    reason: new Uint8Array(0),
    isUndone: new Uint8Array(0),
    undone: new Map(),
    amountBefore: new Map(),
    lastDay: noDay,
    lastRecorded: 0,
    stale: 0,
  }
}

function noLines(): LineColumns {
  return {
    length: 0,
    product: new Int32Array(0),
    priceList: new Int32Array(0),
    minor: new Float64Array(0),
    listMinor: new Float64Array(0),
    stale: 0,
  }
}

export type Column = Int32Array | Uint8Array | Uint16Array | Float64Array

/** Five million facts grow by some megabytes when they are full, and not to twice their size. */
const growth = 1.125

/** Makes room for one more place in columns that are full. */
export function makeRoom(columns: DealColumns | FactColumns | LineColumns): void {
  for (const [name, column] of Object.entries(columns)) {
    if (!ArrayBuffer.isView(column)) continue
    // Object.entries forgets which views there are: these four.
    const full = column as Column
    if (full.length > columns.length) return
    const wider = new (full.constructor as new (length: number) => Column)(
      Math.max(256, Math.ceil(full.length * growth)),
    )
    wider.set(full)
    Reflect.set(columns, name, wider)
  }
}

/** Leaves out the places that belong to no deal any more, and puts the facts in the order of their deals again. */
export function compactFacts({ deals, facts }: History): void {
  const order = new Int32Array(facts.length)
  const undone = new Map<number, number>()
  const amountBefore = new Map<number, number>()
  let next = 0
  for (let deal = 0; deal < deals.length; deal++) {
    const first = at(deals.firstFact, deal)
    deals.firstFact[deal] = next
    if (at(deals.last, deal) >= 0) deals.last[deal] = at(deals.last, deal) - first + next
    for (let fact = first; fact < first + at(deals.facts, deal); fact++) {
      const when = facts.undone.get(fact)
      if (when !== undefined) undone.set(next, when)
      const before = facts.amountBefore.get(fact)
      if (before !== undefined) amountBefore.set(next, before)
      order[next++] = fact
    }
  }
  keepPlaces(facts, order.subarray(0, next))
  Object.assign(facts, { undone, amountBefore })
}

/** The same of lines. */
export function compactLines({ deals, lines }: History): void {
  const order = new Int32Array(lines.length)
  let next = 0
  for (let deal = 0; deal < deals.length; deal++) {
    const first = at(deals.firstLine, deal)
    deals.firstLine[deal] = next
    for (let line = first; line < first + at(deals.lines, deal); line++) order[next++] = line
  }
  keepPlaces(lines, order.subarray(0, next))
}

/** Leaves these places, in this order. */
function keepPlaces(columns: FactColumns | LineColumns, order: Int32Array): void {
  const { length } = order
  for (const [name, column] of Object.entries(columns)) {
    if (!ArrayBuffer.isView(column)) continue
    // The same four kinds of views.
    const full = column as Column
    const dense = new (full.constructor as new (length: number) => Column)(length)
    for (let place = 0; place < length; place++) dense[place] = at(full, at(order, place))
    Reflect.set(columns, name, dense)
  }
  Object.assign(columns, { length, stale: 0 })
}
