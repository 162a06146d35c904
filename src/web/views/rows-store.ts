import type { Item, Page } from './kinds.ts'

/** Rows a request. Forty stand on a screen: the next page is there before the first is scrolled through. */
export const pageSize = 200

/** What is known of a list at a moment. */
export interface Rows {
  readonly items: readonly Item[]
  /** Whether the last row is among them. */
  readonly isWhole: boolean
  readonly isLoading: boolean
  readonly error: unknown
}

/** Reads a list page by page, as far as somebody scrolls. */
export interface RowsStore {
  readonly listen: (listener: () => void) => () => void
  readonly read: () => Rows
  /** Sees to it that the rows up to this index come. */
  readonly need: (index: number) => void
  /** Reads the pages anew that were asked for last, which are those in sight: somebody has changed something. */
  readonly refresh: () => void
  readonly put: (item: Item) => void
  readonly retry: () => void
  readonly stop: () => void
}

interface Mark {
  /** Index of the page's first row. */
  start: number
  readonly after: string | undefined
}

type Load = (after: string | undefined, limit: number, signal: AbortSignal) => Promise<Page>

/** What a store holds while it lives. */
interface Held {
  rows: Rows
  /** Where each page that was read begins. */
  readonly marks: Mark[]
  next: string | undefined
  wanted: number
  /** The row that was asked for last. */
  sought: number
  readonly stopping: AbortController
  readonly load: Load
  readonly set: (changes: Partial<Rows>) => void
}

export function rowsStore(load: Load): RowsStore {
  const listeners = new Set<() => void>()
  const held: Held = {
    rows: { items: [], isWhole: false, isLoading: false, error: null },
    marks: [],
    next: undefined,
    wanted: 0,
    sought: 0,
    stopping: new AbortController(),
    load,
    set: (changes) => {
      held.rows = { ...held.rows, ...changes }
      for (const listener of listeners) listener()
    },
  }
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => held.rows,
    need: (index) => {
      held.sought = index
      held.wanted = Math.max(held.wanted, index)
      if (held.rows.items.length <= held.wanted) void loadOn(held)
    },
    refresh: () => {
      const end = (at: number) => held.marks[at + 1]?.start ?? Number.POSITIVE_INFINITY
      const touched = held.marks.filter(({ start }, at) => start <= held.sought && end(at) > held.sought - pageSize)
      for (const mark of touched) void reread(held, mark)
    },
    put: (item) => {
      if (held.rows.items.some(({ id }) => id === item.id))
        held.set({ items: held.rows.items.map((each) => (each.id === item.id ? item : each)) })
    },
    retry: () => {
      held.set({ error: null })
      void loadOn(held)
    },
    stop: () => held.stopping.abort(),
  }
}

async function loadOn(held: Held): Promise<void> {
  const { signal } = held.stopping
  if (held.rows.isLoading || held.rows.isWhole || held.rows.error !== null || signal.aborted) return
  held.set({ isLoading: true })
  try {
    while (!held.rows.isWhole && held.rows.items.length <= held.wanted) {
      const page = await held.load(held.next, pageSize, signal)
      if (signal.aborted) return
      held.marks.push({ start: held.rows.items.length, after: held.next })
      held.next = page.next ?? undefined
      held.set({ items: [...held.rows.items, ...page.items], isWhole: page.next === null })
    }
    held.set({ isLoading: false })
  } catch (error) {
    if (!signal.aborted) held.set({ isLoading: false, error })
  }
}

/** Reads a page anew and puts it in the place of the one before. */
async function reread(held: Held, mark: Mark): Promise<void> {
  const { signal } = held.stopping
  const page = await held.load(mark.after, pageSize, signal).catch(() => null)
  if (!page || signal.aborted) return
  const at = held.marks.indexOf(mark)
  const isLast = at === held.marks.length - 1
  const end = held.marks[at + 1]?.start ?? held.rows.items.length
  const items = [...held.rows.items.slice(0, mark.start), ...page.items, ...held.rows.items.slice(end)]
  for (const later of held.marks.slice(at + 1)) later.start += page.items.length - (end - mark.start)
  if (isLast) held.next = page.next ?? undefined
  held.set({ items: once(items), ...(isLast ? { isWhole: page.next === null } : {}) })
}

/** A row that has moved from one page to the next while both were read stands there once. */
function once(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}
