import { useNavigate, useSearch } from '@tanstack/react-router'
import { measures, mostLeast } from '../../contract/comparing.ts'
import type { Measure } from '../../contract/comparing.ts'
import type { QueryOf } from '../../contract/endpoint.ts'
import { dimensions } from '../../contract/measurement.ts'
import type { Dimension, listMeasuredDeals } from '../../contract/measurement.ts'
import { touchAims } from '../../contract/persistence.ts'
import type { TouchAim } from '../../contract/persistence.ts'
import { numbered } from '../../contract/numbered.ts'
import type { Numbered } from '../../contract/numbered.ts'

const filterNames = ['from', 'to', 'owner', 'product', 'source', 'process', 'as_of', 'known_at'] as const
type FilterName = (typeof filterNames)[number]

/** Which deals the figures are made of, as the address says it; a filter that is not there does not narrow. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** A group of deals that a number counts. Groups of the funnel belong to a stage. */
export type Part = QueryOf<typeof listMeasuredDeals>['part']
export interface Behind {
  readonly part: Part
  readonly stage?: string | undefined
  /** The first day of the period that something moved in. */
  readonly since?: string | undefined
  /** The first day of opening that counts, where it is a later one than that of the filters. */
  readonly opened?: string | undefined
  /** One group of a comparison, the deals won by a signal, or a number of a report. */
  readonly group?: Group | undefined
}

export interface Group {
  readonly by: Dimension | 'signal' | Numbered
  readonly key: string
  /** The field of the workspace's own that divides the deals. */
  readonly field?: string | undefined
}

/** Whether it is a number of a report, which has no name of its own. */
export function isNumber({ by }: Group): boolean {
  return numbered.some((each) => each === by)
}

/** Figures that count something else than deals; each of it has its deal. */
export interface Listed {
  readonly of: 'appointments' | 'handoffs' | 'hours'
  /** Of the figure's numbers, the one whose list is open. */
  readonly number: string
  /** Of one kind alone; of hours, of one seller. */
  readonly kind?: string | undefined
}

/** The insights, one part at a time. */
export const sections = ['overview', 'comparing', 'stages', 'signals', 'followup', 'hours', 'works'] as const
export type Section = (typeof sections)[number]

/** What is compared, by what, and from how many deals on. */
export interface Comparing {
  readonly by: Dimension
  /** The id of the field of the workspace's own that divides the deals. */
  readonly field: string | undefined
  readonly measure: Measure
  readonly least: number
  /** Where price bands end, in minor units: '50000,120000'. */
  readonly bounds: string | undefined
}

export interface InsightsSearch {
  readonly section: Section
  readonly comparing: Comparing
  /** How many days back the movement through the stages is shown. */
  readonly moved: number
  readonly filters: Filters
  /** Days after the opening by which a deal counts as won, lost or gone on. */
  readonly byDay: number
  /** What touches are counted up to. */
  readonly aim: TouchAim
  /** Days after the order was asked for, and after a deal was lost, by which closing counts. */
  readonly askDays: number
  readonly endDays: number
  /** The number whose deals are listed beside the figures. */
  readonly behind: Behind | null
  /** The number whose appointments or handoffs are listed. */
  readonly listed: Listed | null
}

type Changed =
  | FilterName
  | 'by_day'
  | 'part'
  | 'stage'
  | 'group'
  | 'since'
  | 'opened'
  | 'section'
  | 'by'
  | 'field'
  | 'measure'
  | 'least'
  | 'bounds'
  | 'moved'
  | 'aim'
  | 'ask_days'
  | 'end_days'
  | 'list'
  | 'before'
  | 'after'
export type InsightsChange = Partial<Record<Changed, string | number | undefined>>

/** Closes what stands beside the figures. */
export const nothingOpen = {
  part: undefined,
  stage: undefined,
  since: undefined,
  opened: undefined,
  group: undefined,
  list: undefined,
} satisfies InsightsChange

export const usualByDay = 90
export const usualLeast = 10
export const usualMoved = 30
export const usualAskDays = 30
export const usualEndDays = 365
const usualDimension = dimensions[0]

/** What the insights show, read from the address and nowhere else, so that a copied link shows the same. */
export function useInsightsSearch(): InsightsSearch {
  const search = useRawSearch()
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined)
  const number = (name: string, usual: number, least: number, most: number) => {
    const value = Number(search[name] ?? usual)
    return Number.isInteger(value) && value >= least && value <= most ? value : usual
  }
  const part = text('part')
  return {
    section: oneOf(sections, text('section')),
    comparing: {
      by: text('by') === 'field' && text('field') === undefined ? usualDimension : oneOf(dimensions, text('by')),
      field: text('field'),
      measure: oneOf(measures, text('measure')),
      least: number('least', usualLeast, 2, mostLeast),
      bounds: text('bounds'),
    },
    moved: number('moved', usualMoved, 1, 3650),
    filters: Object.fromEntries(filterNames.flatMap((name) => (text(name) ? [[name, text(name)]] : []))),
    byDay: number('by_day', usualByDay, 1, 3650),
    aim: oneOf(touchAims, text('aim')),
    askDays: number('ask_days', usualAskDays, 1, 3650),
    endDays: number('end_days', usualEndDays, 1, 3650),
    // The server refuses a part that it does not know, and the panel says so.
    behind: part
      ? {
          part: part as Part,
          stage: text('stage'),
          since: text('since'),
          opened: text('opened'),
          group: groupIn(text('group'), text('field')),
        }
      : null,
    listed: listedIn(text('list')),
  }
}

/** The value if it is one of these, else the first of them. */
function oneOf<Value extends string>(values: readonly Value[], value: string | undefined): Value {
  return values.find((each) => each === value) ?? (values[0] as Value) // None of these lists is empty.
}

/** A group as the address has it: 'source:none'. */
export function groupText({ by, key }: Group): string {
  return `${by}:${key}`
}

function groupIn(text: string | undefined, field: string | undefined): Group | undefined {
  const [, name, key] = /^([a-z]+):(.+)$/.exec(text ?? '') ?? []
  const by = [...dimensions, 'signal' as const, ...numbered].find((each) => each === name)
  return by && key ? { by, key, ...(by === 'field' ? { field } : {}) } : undefined
}

/** A list as the address has it: 'handoffs:waiting', or of one kind 'handoffs:waiting:<kind>'. */
export function listedText({ of, number, kind }: Listed): string {
  return [of, number, ...(kind === undefined ? [] : [kind])].join(':')
}

function listedIn(text: string | undefined): Listed | null {
  const [of, number, kind] = (text ?? '').split(':')
  return (of === 'appointments' || of === 'handoffs' || of === 'hours') && number ? { of, number, kind } : null
}

/** Changes some of the search and keeps the rest; undefined takes a name out. */
export function useInsightsChange(): (change: InsightsChange) => void {
  const navigate = useNavigate()
  const changed = useChangedSearch()
  return (change) => void navigate({ to: '.', search: changed(change), resetScroll: false })
}

/** The search of this page with some names changed, for links. */
export function useChangedSearch(): (change: InsightsChange) => Record<string, unknown> {
  const search = useRawSearch()
  return (change) =>
    Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined))
}

function useRawSearch(): Record<string, unknown> {
  return useSearch({ strict: false })
}
