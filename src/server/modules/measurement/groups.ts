import type { Dimension } from '../../../contract/measurement.ts'
import { marketMaturities, signals } from '../../../contract/facts.ts'
import { quantile } from '../../../statistics/index.ts'
import { assert } from '../../kernel/fail.ts'
import type { History } from './history.ts'
import type { Held } from './holders.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

/** How deals are divided: each belongs to exactly one group. Plain values, with what the history does not know. */
export interface Grouping {
  readonly by: Dimension | 'signal'
  /** The group of an id: for teams the owner's, for sectors, sizes and fields of companies the company's. */
  readonly groups: ReadonlyMap<string, string>
  /** The field of deals that divides them, and whether the keys of its groups are marked; null for anything else. */
  readonly field: { readonly key: string; readonly name: string; readonly isMarked: boolean } | null
  /** Where price bands end, ascending; without them the deals' own quartiles. */
  readonly bounds: readonly number[] | null
  /** Of price bands: amounts in another currency cannot be put into them. */
  readonly currency: string
}

/** The field of deals that a question divides them by, so that the history has its column; null where none does. */
export function dividedBy(asked: object): Grouping['field'] {
  const { grouping, group } = asked as { grouping?: Grouping | null; group?: { grouping: Grouping } }
  return (grouping ?? group?.grouping)?.field ?? null
}

type Signal = (typeof signals)[number]

/** Nobody said which group the deal belongs to. */
export const unknownGroup = 'none'

/** Else an option, or a sector, that somebody called "private" would be taken for the private customers. */
export const mark = ':'

/** The key of a group that is called so. */
export function markedName(name: string): string {
  return mark + name
}

/** What a group is told by: how a deal stood, of signals alone. */
type Grouped = Held & Partial<Pick<Life, 'standing' | 'last'>>

/** Groups by numbers from 0 to less than `count`: texts of a million deals are looked up more slowly. Several numbers may be of one group. */
interface NumberedGroups {
  readonly count: number
  readonly numberOf: (deal: Grouped) => number
  readonly keyOf: (number: number) => string
}

/** Finds what is kept for the group of each deal, made when it is first met. */
export function groupsIn<Kept>(
  history: History,
  scope: Scope,
  grouping: Grouping,
  keptFor: (key: string) => Kept,
): (deal: Grouped) => Kept {
  const { count, numberOf, keyOf } = numbersIn(history, scope, grouping)
  const kept = Array<Kept | undefined>(count)
  return (deal) => {
    const number = numberOf(deal)
    return (kept[number] ??= keptFor(keyOf(number)))
  }
}

function numbersIn(history: History, scope: Scope, grouping: Grouping): NumberedGroups {
  const { deals, codes, facts, stages } = history
  const count = codes.ids.length
  const named = (code: number) => codes.ids[code] || unknownGroup
  const told = (code: number) => grouping.groups.get(codes.ids[code] ?? '') ?? unknownGroup
  switch (grouping.by) {
    case 'owner':
      return { count, numberOf: ({ owner }) => owner, keyOf: named }
    case 'team':
      return { count, numberOf: ({ owner }) => owner, keyOf: told }
    case 'source':
      return { count, numberOf: ({ source }) => source, keyOf: named }
    case 'product':
      return productGroups(history)
    case 'sector':
    case 'size':
      return companyGroups(history, told)
    case 'price':
      return priceBands(history, scope, grouping)
    case 'field':
      return grouping.field === null ? companyGroups(history, told) : valueGroups(history, grouping.field)
    case 'terms':
      return { count, numberOf: ({ deal }) => deals.terms[deal] ?? 0, keyOf: named }
    case 'stakeholders':
      return {
        count: mostStakeholders + 1,
        numberOf: ({ deal }) => deals.stakeholders[deal] ?? 0,
        keyOf: (people) => stakeholderBands.findLast(({ from }) => people >= from)?.key ?? unknownGroup,
      }
    case 'maturity':
      return {
        count: marketMaturities.length + 1,
        numberOf: ({ deal }) => deals.maturity[deal] ?? 0,
        keyOf: (number) => marketMaturities[number - 1] ?? unknownGroup,
      }
    case 'version':
      return {
        count,
        numberOf: ({ deal }) => stages.get(facts.value[deals.firstFact[deal] ?? 0] ?? 0)?.version ?? 0,
        keyOf: named,
      }
    case 'signal':
      return {
        count: signals.length + 1,
        numberOf: (deal) => signals.findIndex((signal) => signal === signalOf(history, deal)) + 1,
        keyOf: (number) => signals[number - 1] ?? unknownGroup,
      }
  }
}

/** As many as their column can tell. */
const mostStakeholders = 255

/** By what is known of companies. A private customer has none: a group of its own, else all of them would pass for companies nobody knows. */
function companyGroups({ deals, codes }: History, told: (code: number) => string): NumberedGroups {
  return {
    count: codes.ids.length + 1,
    numberOf: ({ deal }) => {
      const company = deals.company[deal] ?? 0
      return company === 0 && (deals.customer[deal] ?? 0) !== 0 ? 0 : company + 1
    },
    keyOf: (number) => (number === 0 ? 'private' : told(number - 1)),
  }
}

/** By what deals hold in a field of the workspace's own. */
function valueGroups({ fields }: History, { key, isMarked }: NonNullable<Grouping['field']>): NumberedGroups {
  const column = fields.get(key)
  assert(column, 'a field that divides deals is read before')
  const { of, values } = column
  const named = (value: string) => (isMarked ? markedName(value) : value)
  return {
    count: values.length + 1,
    numberOf: ({ deal }) => of[deal] ?? 0,
    keyOf: (number) => (number === 0 ? unknownGroup : named(values[number - 1] ?? '')),
  }
}

/** The signal that a deal was won by; null for a deal that is not won. */
export function signalOf({ facts }: History, { standing, last }: Partial<Life>): Signal | null {
  if (standing !== 'won' || last === undefined) return null
  return signals[(facts.reason[last] ?? 0) - 1] ?? 'not_stated'
}

/** By their one product. Lists of products are shared by all deals that have the same. */
function productGroups({ deals: { products }, codes }: History): NumberedGroups {
  return {
    count: products.all.length,
    numberOf: ({ deal }) => products.of[deal] ?? 0,
    keyOf: (number) => {
      const [first = 0, ...others] = new Set(products.all[number])
      return others.length > 0 ? 'several' : codes.ids[first] || unknownGroup
    },
  }
}

interface Band {
  readonly key: string
  /** The least that belongs to it. */
  readonly from: number
}

const stakeholderBands: readonly Band[] = [
  { key: '0', from: 0 },
  { key: '1', from: 1 },
  { key: '2', from: 2 },
  { key: '3-4', from: 3 },
  { key: '5+', from: 5 },
]

const sizeBands: readonly Band[] = [
  { key: '1-9', from: 0 },
  { key: '10-49', from: 10 },
  { key: '50-249', from: 50 },
  { key: '250-999', from: 250 },
  { key: '1000+', from: 1000 },
]

/** The size of a company by its employees, in the bands of the EU's statistics. */
export function sizeBand(employees: number): string {
  return sizeBands.findLast(({ from }) => employees >= from)?.key ?? unknownGroup
}

/** Bands of the amount, named by their bounds in minor units, the upper one excluded: '..50000', '50000..120000', '120000..'. */
function priceBands(history: History, scope: Scope, grouping: Grouping): NumberedGroups {
  const { deals, codes } = history
  const own = codes.numbers.get(grouping.currency)
  const ends = bounded(history, scope, grouping).bounds ?? []
  const bands = [0, ...ends].map((from, place) => `${place === 0 ? '' : from}..${ends[place] ?? ''}`)
  const [unknown, other] = [bands.length, bands.length + 1]
  return {
    count: bands.length + 2,
    numberOf: ({ deal }) => {
      const amount = deals.amountMinor[deal] ?? 0
      if (!hasPrice(amount)) return unknown
      if ((deals.currency[deal] ?? 0) !== own) return other
      let band = ends.length
      while (band > 0 && amount < (ends[band - 1] ?? 0)) band--
      return band
    },
    keyOf: (number) => bands[number] ?? (number === other ? 'other_currency' : unknownGroup),
  }
}

/** Other programs write 0 where a deal was lost: as a price it would be a band of its own in which nothing is ever won. */
function hasPrice(amount: number): boolean {
  return amount > 0
}

/** The grouping with its bounds: of price bands those chosen, else the quartiles of the amounts of those that count. */
export function bounded(history: History, scope: Scope, grouping: Grouping): Grouping {
  if (grouping.by !== 'price' || grouping.bounds !== null) return grouping
  const { currency } = grouping
  const part = { name: `amounts ${currency}`, begin: () => amountSum(history, currency) }
  const [{ counts }] = sumsOf(history, { scope, process: null }, [part])
  const amounts = [...counts].flatMap(([value, count]) => (count > 0 ? [{ value, count }] : []))
  const ends = [0.25, 0.5, 0.75].map((p) => Number((quantile(amounts, p) ?? 0).toPrecision(2)))
  return { ...grouping, bounds: [...new Set(ends)].filter((end) => end > 0) }
}

/** Counts the amounts of deals that count to two digits: a bound is to be read, not to be exact. */
function amountSum({ deals, codes }: History, currency: string) {
  const counts = new Map<number, number>()
  const counting = (times: Times) => {
    const own = codes.numbers.get(currency)
    return ({ deal, timed, closed }: Life): void => {
      const amount = deals.amountMinor[deal] ?? 0
      if (!(timed || closed) || !hasPrice(amount) || (deals.currency[deal] ?? 0) !== own) return
      const rounded = toTwoDigits(amount)
      counts.set(rounded, (counts.get(rounded) ?? 0) + times)
    }
  }
  return { counting, counts, state: { counts } }
}

/** `Number(amount.toPrecision(2))` of a whole amount, without writing it out: halves are rounded up. */
export function toTwoDigits(amount: number): number {
  if (amount < 100) return amount
  let unit = 10
  while (amount >= unit * 100) unit *= 10
  return Math.floor((amount + unit / 2) / unit) * unit
}

/** The bounds in the key of a price band, so that a band opens to the same deals whatever the quartiles have become. */
export function boundsIn(key: string): number[] {
  const [, low, high] = /^(\d*)\.\.(\d*)$/.exec(key) ?? []
  return [low, high].filter((bound) => bound).map(Number)
}
