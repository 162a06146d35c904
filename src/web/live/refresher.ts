import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Change } from '../../contract/live.ts'
import { isAffected, isHeavy } from './affected.ts'

type Changes = readonly Change[] | 'all'

interface Batch {
  add(changes: Changes): void
  stop(): void
}

interface Refresher {
  refresh(changes: readonly Change[]): void
  /** All may have changed. */
  refreshAll(): void
  stop(): void
}

// Many changes in a row, an import say, are one reading in so long.
const restMs = 700
const heavyRestMs = 10_000
// While an own change is under way, what the server tells may lack it: a card would jump back and forth.
const quietMs = 150
const longestQuietMs = 3_000

/** Reads anew what is on the screen and has changed; what is not on it is read when it is shown again. */
export function createRefresher(queries: QueryClient, writesUnderWay: () => number): Refresher {
  const read = (fits: (key: QueryKey) => boolean) => (changes: Changes) =>
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => fits(queryKey) && (changes === 'all' || isAffected(queryKey, changes)),
    })
  const quick = createBatch(
    restMs,
    writesUnderWay,
    read((key) => !isHeavy(key)),
  )
  const heavy = createBatch(heavyRestMs, writesUnderWay, read(isHeavy))
  const add = (changes: Changes) => {
    quick.add(changes)
    heavy.add(changes)
  }
  return {
    refresh: add,
    refreshAll: () => add('all'),
    stop: () => {
      quick.stop()
      heavy.stop()
    },
  }
}

/** Takes the first changes at once, and those that follow together when it has rested. */
function createBatch(rest: number, writesUnderWay: () => number, take: (changes: Changes) => void): Batch {
  let waiting: Changes = []
  let timer: number | undefined
  let since = 0
  let tookAt = Number.NEGATIVE_INFINITY

  function takeAll(): void {
    timer = undefined
    if (writesUnderWay() > 0 && performance.now() - since < longestQuietMs) {
      timer = window.setTimeout(takeAll, quietMs)
      return
    }
    const changes = waiting
    waiting = []
    tookAt = performance.now()
    take(changes)
  }

  return {
    add: (changes) => {
      waiting = changes === 'all' || waiting === 'all' ? 'all' : [...waiting, ...changes]
      if (timer !== undefined) return
      since = performance.now()
      timer = window.setTimeout(takeAll, Math.max(0, rest - (since - tookAt)))
    },
    stop: () => clearTimeout(timer),
  }
}
