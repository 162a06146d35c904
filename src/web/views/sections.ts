import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import type { Filter } from '../../contract/filters.ts'
import { type Group, groupBase, groupDeals } from '../../contract/views.ts'
import { call } from '../api.ts'
import { type Item, kinds, type RowsQuery } from './kinds.ts'
import { pageSize, type Rows, type RowsStore, rowsStore } from './rows-store.ts'

/** Rows that stand together: all of them, or those of one group. */
export interface Section {
  readonly key: string
  readonly group: Group | null
  readonly store: RowsStore
  readonly rows: Rows
  readonly isFolded: boolean
  /** Index of its first line, its heading if it has one. */
  readonly start: number
  /** How many rows it is drawn with: those known, and room for some that will come. */
  readonly length: number
}

export interface Line {
  readonly section: Section
  /** Index within the section; -1 is its heading. */
  readonly row: number
}

/** The rows that a filter and a field of grouping find, counted and added up. Asked for only where somebody groups or asks for totals. */
export function useGroups(kind: ListKind, by: string | undefined, { filter, q }: RowsQuery, isWanted: boolean) {
  const query = { ...(by ? { by } : {}), ...(q ? { q } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) }
  return useQuery({
    queryKey: [kind, 'groups', query],
    queryFn: () => (kind === 'deals' ? call(groupDeals, { query }) : call(groupBase, { params: { kind }, query })),
    enabled: isWanted,
  })
}

interface Wanted {
  readonly key: string
  readonly group: Group | null
  readonly query: RowsQuery
}

/** The sections of a list, each with its rows as far as they were scrolled to. */
export function useSections(
  kind: ListKind,
  query: RowsQuery,
  field: Field | undefined,
  groups: readonly Group[] | undefined,
  folded: ReadonlySet<string>,
): readonly Section[] {
  const wanted = useMemo<readonly Wanted[]>(() => {
    if (!field) return [{ key: 'all', group: null, query }]
    return (groups ?? []).map((group) => ({
      key: group.value ?? '',
      group,
      query: { ...query, filter: within(query.filter, field, group) },
    }))
  }, [query, field, groups])
  const stores = useStores(kind, wanted)
  useSyncExternalStore(stores.listen, stores.version)
  return layOut(wanted, stores.of, folded)
}

interface Stores {
  readonly of: (key: string) => RowsStore | undefined
  readonly listen: (listener: () => void) => () => void
  readonly version: () => number
}

function useStores(kind: ListKind, wanted: readonly Wanted[]): Stores {
  const [stores, setStores] = useState<Stores>(none)
  useEffect(() => {
    let version = 0
    const made = new Map(
      wanted.map(({ key, query }) => [
        key,
        rowsStore((after, limit, signal) => kinds[kind].page({ ...query, limit, after }, signal)),
      ]),
    )
    const listeners = new Set<() => void>()
    const heard = () => {
      version += 1
      for (const listener of listeners) listener()
    }
    for (const store of made.values()) store.listen(heard)
    setStores({
      of: (key) => made.get(key),
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      version: () => version,
    })
    return () => {
      for (const store of made.values()) store.stop()
    }
  }, [kind, wanted])
  return stores
}

const none: Stores = { of: () => undefined, listen: () => () => {}, version: () => 0 }

function layOut(wanted: readonly Wanted[], of: Stores['of'], folded: ReadonlySet<string>): readonly Section[] {
  let start = 0
  return wanted.flatMap(({ key, group }) => {
    const store = of(key)
    if (!store) return []
    const rows = store.read()
    const isFolded = group !== null && folded.has(key)
    const length = isFolded ? 0 : lengthOf(rows, group)
    const section = { key, group, store, rows, isFolded, start, length }
    start += length + (group ? 1 : 0)
    return [section]
  })
}

const firstRoom = 40
const mostRoom = 2_000

/**
 * The height of a list whose end nobody has counted: what is known and as much again, up to ten pages, so that a drag of the
 * scrollbar goes twice as far each time and what it passes is never much more than what it may find. A group was counted.
 */
function lengthOf({ items, isWhole }: Rows, group: Group | null): number {
  if (isWhole) return items.length
  if (group) return Math.max(items.length, group.count)
  return items.length === 0 ? firstRoom : items.length + Math.min(Math.max(items.length, pageSize), mostRoom)
}

export function lineCount(sections: readonly Section[]): number {
  const last = sections.at(-1)
  return last ? last.start + last.length + (last.group ? 1 : 0) : 0
}

/** What stands in a line of the list. */
export function lineAt(sections: readonly Section[], index: number): Line | null {
  let [low, high] = [0, sections.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sections[middle]?.start ?? 0) <= index) low = middle
    else high = middle - 1
  }
  const section = sections[low]
  if (!section || index < 0 || index >= lineCount(sections)) return null
  return { section, row: index - section.start - (section.group ? 1 : 0) }
}

export function itemAt(sections: readonly Section[], index: number): Item | undefined {
  const line = lineAt(sections, index)
  return line?.section.rows.items[line.row]
}

/** Every row that has come so far, in the order of the lines. */
export function knownItems(sections: readonly Section[]): readonly Item[] {
  return sections.flatMap(({ rows, isFolded }) => (isFolded ? [] : rows.items))
}

/** The filter of the rows of one group. */
function within(filter: Filter | undefined, field: Field, { value }: Group): Filter {
  const parts = filter === undefined ? [] : [filter]
  return { and: [...parts, ...ofGroup(field, value)] }
}

function ofGroup({ key, type }: Field, value: string | null): Filter[] {
  if (value === null) return [{ field: key, op: 'empty' }]
  if (type === 'yes_no') return [{ field: key, op: 'is', value: value === 'true' }]
  if (type !== 'day' && type !== 'instant') return [{ field: key, op: 'is', value }]
  const [year = 0, month = 1] = value.split('-').map(Number)
  const dayBefore = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10)
  const dayAfter = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  return [
    { field: key, op: 'after', value: dayBefore },
    { field: key, op: 'before', value: dayAfter },
  ]
}
