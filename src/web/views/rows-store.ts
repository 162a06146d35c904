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
  /** Reads the pages anew that hold these rows: somebody has changed something. */
  readonly refresh: (from: number, to: number) => void
  readonly put: (item: Item) => void
  readonly remove: (ids: ReadonlySet<string>) => void
  readonly retry: () => void
  readonly stop: () => void
}

interface Mark {
  /** Index of the page's first row. */
  start: number
  readonly after: string | undefined
}

type Load = (after: string | undefined, limit: number, signal: AbortSignal) => Promise<Page>

export function rowsStore(load: Load): RowsStore {
  const listeners = new Set<() => void>()
  const stopping = new AbortController()
  let rows: Rows = { items: [], isWhole: false, isLoading: false, error: null }
  let next: string | undefined
  let wanted = 0
  const marks: Mark[] = []

  const set = (changes: Partial<Rows>) => {
    rows = { ...rows, ...changes }
    for (const listener of listeners) listener()
  }

  async function loadOn(): Promise<void> {
    if (rows.isLoading || rows.isWhole || rows.error !== null || stopping.signal.aborted) return
    set({ isLoading: true })
    try {
      while (!rows.isWhole && rows.items.length <= wanted && !stopping.signal.aborted) {
        const page = await load(next, pageSize, stopping.signal)
        if (stopping.signal.aborted) return
        marks.push({ start: rows.items.length, after: next })
        next = page.next ?? undefined
        set({ items: [...rows.items, ...page.items], isWhole: page.next === null })
      }
      set({ isLoading: false })
    } catch (error) {
      if (!stopping.signal.aborted) set({ isLoading: false, error })
    }
  }

  async function reread(mark: Mark): Promise<void> {
    const at = marks.indexOf(mark)
    const end = marks[at + 1]?.start ?? rows.items.length
    const page = await load(mark.after, pageSize, stopping.signal).catch(() => null)
    if (!page || stopping.signal.aborted) return
    const { start } = mark
    const items = [...rows.items.slice(0, start), ...page.items, ...rows.items.slice(end)]
    for (const later of marks.slice(at + 1)) later.start += page.items.length - (end - start)
    if (at === marks.length - 1) next = page.next ?? undefined
    set({ items: once(items), ...(at === marks.length - 1 ? { isWhole: page.next === null } : {}) })
  }

  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => rows,
    need: (index) => {
      wanted = Math.max(wanted, index)
      if (rows.items.length <= wanted) void loadOn()
    },
    refresh: (from, to) => {
      const touched = marks.filter(
        ({ start }, at) => start <= to && (marks[at + 1]?.start ?? Number.POSITIVE_INFINITY) > from,
      )
      for (const mark of touched) void reread(mark)
    },
    put: (item) => set({ items: rows.items.map((each) => (each.id === item.id ? item : each)) }),
    remove: (ids) => {
      const before = rows.items
      for (const mark of marks) mark.start -= before.slice(0, mark.start).filter(({ id }) => ids.has(id)).length
      set({ items: before.filter(({ id }) => !ids.has(id)) })
    },
    retry: () => {
      set({ error: null })
      void loadOn()
    },
    stop: () => stopping.abort(),
  }
}

/** A row that has moved from one page to the next while both were read stands there once. */
function once(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}
