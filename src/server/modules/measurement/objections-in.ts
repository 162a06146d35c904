import { type ObjectionKind, objectionKinds } from '../../../contract/facts.ts'
import { type Happenings, happenings } from './happenings.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'

/** A kind of the workspace's own: what it has become by merging, and the common kind above that. */
export interface OwnKind {
  readonly id: string
  readonly into: string
  readonly kind: ObjectionKind
}

/** What objections are counted by: the common kinds, and those of the workspace's own. Elsewhere they are their places here. */
export function namesOf(ownKinds: readonly OwnKind[]): string[] {
  return [...objectionKinds, ...new Set(ownKinds.map(({ into }) => into))]
}

/** What became of the objections of one kind. */
export interface Counts {
  raised: number
  overcome: number
  stands: number
  deals: number
  stopped: number
}

export const numbers = ['raised', 'overcome', 'stands', 'deals', 'stopped'] as const
export const nothing: Readonly<Counts> = { raised: 0, overcome: 0, stands: 0, deals: 0, stopped: 0 }

interface Kind {
  readonly kind: ObjectionKind
  readonly own: string | null
  /** The common kind, and the own one. */
  readonly names: readonly number[]
}

export interface Settlement {
  readonly kind: Kind
  /** What it was answered with; '' for nothing that is written down. */
  readonly answer: string
  readonly isOvercome: boolean
}

/** What was raised and settled in a deal, in its order: what the lists have behind these lengths is of other deals. */
interface OfDeal {
  readonly raised: Happenings
  readonly kinds: Kind[]
  readonly settled: Happenings
  readonly settlements: Settlement[]
  /** What was raised or settled, each once. */
  readonly names: number[]
  /** By name how often it was raised, overcome, and left standing. */
  readonly raisedOf: Int32Array
  readonly overcomeOf: Int32Array
  readonly standsOf: Int32Array
}

/** Reads the objections of each deal. It is the same object each time. */
export function objectionsIn(history: History, scope: Scope, ownKinds: readonly OwnKind[]): (life: Life) => OfDeal {
  const toldIn = happenings(history, scope, ['deal.objection_raised', 'deal.objection_settled'])
  const kindOf = kindsBy(history, ownKinds)
  const settlementOf = settlementsBy(history, kindOf)
  const counts = () => new Int32Array(namesOf(ownKinds).length)
  const ofNames = { names: [], raisedOf: counts(), overcomeOf: counts(), standsOf: counts() }
  // Both are the same objects each time.
  let told: OfDeal | null = null
  return (life) => {
    const its = toldIn(life)
    const [raised, settled] = [its[0], its[1]]
    told ??= { raised, kinds: [], settled, settlements: [], ...ofNames }
    if (raised.length === 0 && settled.length === 0 && told.names.length === 0) return told
    const { kinds, settlements, names, raisedOf, overcomeOf, standsOf } = told
    for (const name of names) raisedOf[name] = overcomeOf[name] = standsOf[name] = 0
    names.length = 0
    const meet = (name: number): void => {
      if (raisedOf[name] === 0 && overcomeOf[name] === 0 && standsOf[name] === 0) names.push(name)
    }
    for (let number = 0; number < raised.length; number++) {
      const kind = kindOf(raised.about[number] ?? 0)
      kinds[number] = kind
      for (const name of kind.names) {
        meet(name)
        raisedOf[name] = (raisedOf[name] ?? 0) + 1
      }
    }
    for (let number = 0; number < settled.length; number++) {
      const settlement = settlementOf(settled.fact[number] ?? 0)
      settlements[number] = settlement
      const times = settlement.isOvercome ? overcomeOf : standsOf
      for (const name of settlement.kind.names) {
        meet(name)
        times[name] = (times[name] ?? 0) + 1
      }
    }
    return told
  }
}

/** What a code that was told of an objection stands for today; each is looked up once. */
function kindsBy({ codes }: History, ownKinds: readonly OwnKind[]): (code: number) => Kind {
  const names = namesOf(ownKinds)
  const byId = new Map(ownKinds.map((each) => [each.id, each]))
  const byCode = new Map<number, Kind>()
  const kindOf = (id: string): Kind => {
    const known = byId.get(id)
    const kind = known?.kind ?? objectionKinds.find((each) => each === id) ?? 'other'
    const own = known?.into ?? null
    return { kind, own, names: [names.indexOf(kind), ...(own === null ? [] : [names.indexOf(own)])] }
  }
  return (code) => {
    const known = byCode.get(code)
    if (known) return known
    const kind = kindOf(codes.ids[code] ?? '')
    byCode.set(code, kind)
    return kind
  }
}

const overcome = 1 // The place of the outcome in `objectionOutcomes`, counted from 1.

/** What a fact that settles an objection says; 'kind/answer' is what the log says it was about. */
function settlementsBy({ codes, facts }: History, kindOf: (code: number) => Kind): (fact: number) => Settlement {
  const byCode = [new Map<number, Settlement>(), new Map<number, Settlement>()]
  return (fact) => {
    const [about, isOvercome] = [facts.value[fact] ?? 0, facts.reason[fact] === overcome]
    const known = byCode[Number(isOvercome)]?.get(about)
    if (known) return known
    const [name = '', answer = ''] = (codes.ids[about] ?? '').split('/')
    const settlement = { kind: kindOf(codes.numbers.get(name) ?? -1), answer, isOvercome }
    byCode[Number(isOvercome)]?.set(about, settlement)
    return settlement
  }
}

/** What a deal adds to a kind. It is stopped by a kind if it ended without a win while fewer of it were overcome than raised. */
export function countsOf({ standing }: Life, { raisedOf, overcomeOf, standsOf }: OfDeal, name: number): Counts {
  const raised = raisedOf[name] ?? 0
  if (raised === 0) return nothing
  const overcome = overcomeOf[name] ?? 0
  const isEnded = standing !== 'open' && standing !== 'won'
  const stopped = Number(isEnded && overcome < raised)
  return { raised, overcome, stands: standsOf[name] ?? 0, deals: 1, stopped }
}
