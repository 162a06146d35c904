import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import { customKeyOf } from '../../contract/custom-values.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { type Filter, readFilter } from '../../contract/filters.ts'
import { type View, type ViewState, viewForms } from '../../contract/views.ts'
import { useFields } from './fields.ts'
import { kinds } from './kinds.ts'

/** What a list shows, as its address says it. */
export interface Look {
  readonly state: ViewState
  readonly filter: Filter | undefined
  readonly q: string | undefined
  /** The saved view that the address names, or that the list opens with. */
  readonly view: View | undefined
  /** Whether the state is no longer that of the view. */
  readonly isChanged: boolean
}

type Search = Readonly<Record<string, unknown>>

/** The look of a list, and how to change it: the address is the only place where it is kept. */
export function useViewLook(kind: ListKind, views: readonly View[]): [Look, (changes: LookChange) => void] {
  const search = useRouterState({ select: ({ location }): Search => location.search })
  const navigate = useNavigate()
  const fields = useFields(kind)
  const look = useMemo(() => readLook(kind, fields, search, views), [kind, fields, search, views])
  const change = ({ view, q, ...changes }: LookChange) => {
    const state = { ...look.state, ...changes }
    const id = view === undefined ? look.view?.id : (view ?? undefined)
    const text = q === undefined ? look.q : q || undefined
    void navigate({
      to: '.' as string,
      search: writeLook(kind, state, id, text),
      replace: q !== undefined,
      resetScroll: false,
    })
  }
  return [look, change]
}

/** Undefined leaves a part as it is; a view is left by null. */
export type LookChange = { readonly [Part in keyof ViewState]?: ViewState[Part] | undefined } & {
  readonly view?: string | null
  readonly q?: string
}

function readLook(kind: ListKind, fields: readonly Field[], search: Search, views: readonly View[]): Look {
  const named = text(search['view'])
  const first = hasState(search) ? undefined : views.find(({ isFirst }) => isFirst)
  const view = views.find(({ id }) => id === named) ?? (named === undefined ? first : undefined)
  const base = hasState(search) ? kinds[kind].usual : offered(fields, view?.state ?? kinds[kind].usual)
  const state = hasState(search) ? stateIn(fields, search, base) : base
  const isChanged = view !== undefined && stateKey(state) !== stateKey(view.state)
  return { state, filter: filterIn(fields, state), q: text(search['q']), view, isChanged }
}

/** The search of an address that shows this state. Parts that are as usual are left out. */
function writeLook(kind: ListKind, state: ViewState, view: string | undefined, q: string | undefined): Search {
  const { usual } = kinds[kind]
  const parts: Record<string, unknown> = {
    view,
    q,
    columns: columnsText(state.columns) === columnsText(usual.columns) ? undefined : columnsText(state.columns),
    sort: state.sort === usual.sort ? undefined : (state.sort ?? 'none'),
    filter: stateKey(state.filter) === stateKey(usual.filter) ? undefined : (state.filter ?? 'none'),
    group: state.group,
    form: state.form === 'grid' ? undefined : state.form,
    day: state.day === usual.day ? undefined : state.day,
  }
  const said = Object.entries(parts).filter(([, value]) => value !== undefined)
  // A state that is all as usual must still be told from an address that says nothing, which opens with one's own view.
  const isBare = said.every(([name]) => name === 'q' || name === 'view')
  return Object.fromEntries(isBare ? [...said, ['form', 'grid']] : said)
}

/** A state that was saved, without an order and a grouping by fields that have been retired since. */
function offered(fields: readonly Field[], { sort, group, ...state }: ViewState): ViewState {
  return {
    ...state,
    ...(sort !== undefined && isSort(fields, sort) ? { sort } : {}),
    ...(group !== undefined && isGroup(fields, group) ? { group } : {}),
  }
}

function hasState(search: Search): boolean {
  return ['columns', 'sort', 'filter', 'group', 'form', 'day'].some((name) => search[name] !== undefined)
}

function stateIn(fields: readonly Field[], search: Search, base: ViewState): ViewState {
  const { columns: _columns, sort: _sort, filter: _filter, group: _group, day: _day, ...rest } = base
  const columns = columnsIn(fields, text(search['columns'])) ?? base.columns
  const sort = text(search['sort']) ?? base.sort
  const filter = isFilter(search['filter'])
    ? search['filter']
    : search['filter'] === undefined
      ? base.filter
      : undefined
  const group = text(search['group'])
  const day = text(search['day']) ?? base.day
  const form = viewForms.find((each) => each === search['form']) ?? 'grid'
  return {
    ...rest,
    columns,
    form,
    ...(sort !== undefined && sort !== 'none' && isSort(fields, sort) ? { sort } : {}),
    ...(filter === undefined ? {} : { filter }),
    ...(group !== undefined && isGroup(fields, group) ? { group } : {}),
    ...(day === undefined ? {} : { day }),
  }
}

function isGroup(fields: readonly Field[], group: string): boolean {
  return fields.some(({ key, isGroupable }) => isGroupable && key === group)
}

function isSort(fields: readonly Field[], sort: string): boolean {
  return fields.some(({ key, isSortable }) => isSortable && key === sort.replace(/^-/, ''))
}

/** The filter of a state; one that this list cannot read counts as none. */
function filterIn(fields: readonly Field[], state: ViewState): Filter | undefined {
  if (state.filter === undefined) return undefined
  const read = readFilter(fields, state.filter)
  return 'filter' in read ? read.filter : undefined
}

/** 'name.260.p~ownerId': a column, its width, whether it is pinned. */
function columnsText(columns: ViewState['columns']): string {
  return columns
    .map(({ key, width, pinned }) => [key, width ?? '', pinned ? 'p' : ''].join('.').replace(/\.+$/, ''))
    .join('~')
}

function columnsIn(fields: readonly Field[], value: string | undefined): ViewState['columns'] | undefined {
  if (value === undefined) return undefined
  const columns = value.split('~').flatMap((part) => {
    // The name of a workspace's own field has a dot itself: 'custom.segment.120.p'.
    const [first = '', ...rest] = part.split('.')
    const key = customKeyOf(part) === null ? first : `${first}.${rest.shift() ?? ''}`
    const [width = '', pinned = ''] = rest
    if (!fields.some((field) => field.isColumn && field.key === key)) return []
    const pixels = Number(width)
    return [
      {
        key,
        ...(Number.isInteger(pixels) && pixels >= 60 && pixels <= 1200 ? { width: pixels } : {}),
        ...(pinned === 'p' ? { pinned: true } : {}),
      },
    ]
  })
  return columns.length > 0 ? columns : undefined
}

function stateKey(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

function isFilter(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
