import type { QueryClient } from '@tanstack/react-query'
import { Problem, pendingWrites } from '../api.ts'
import { createRefresher } from './refresher.ts'
import { follow } from './stream.ts'
import type { Told } from './stream.ts'
import { readLive, setLive, subscribeLive } from './live-store.ts'

// A tab that nobody looks at lets its stream go: a browser has six connections to one host, and the tab catches up when it is shown.
const hiddenMs = 10_000
// A stream that is back within this was never gone, as far as anybody needs to know.
const lostMs = 3_000
const settleMs = 150
const longestWaitMs = 15_000

/** Keeps what this tab shows true to what others do, until it is stopped. */
export function followWorkspace(queries: QueryClient): () => void {
  const refresher = createRefresher(queries, pendingWrites)
  let after: string | null = null
  let running: AbortController | null = null
  let subjects = ''
  let hiding: number | undefined
  let losing: number | undefined
  let settling: number | undefined

  function hear(told: Told, id: string | null): void {
    if (id !== null) after = id
    switch (told.event) {
      case 'ready':
        clearTimeout(losing)
        losing = undefined
        return setLive({ connection: 'open' })
      case 'reset':
        return refresher.refreshAll()
      case 'changes':
        return refresher.refresh(told.changes)
      case 'looking': {
        const { kind, id: row, members } = told.looking
        return setLive({ lookers: new Map(readLive().lookers).set(`${kind}/${row}`, members) })
      }
    }
  }

  /** Opens a stream and keeps it open; the one before goes when this one is heard of. */
  function open(): void {
    const before = running
    const own = new AbortController()
    running = own
    subjects = readLive().subjects.join()
    void keepOpen(own, () => before?.abort())
  }

  async function keepOpen(own: AbortController, ready: () => void): Promise<void> {
    const { signal } = own
    for (let failures = 0; !signal.aborted; ) {
      const looking = subjects === '' ? [] : subjects.split(',')
      const options = { signal, after, looking }
      try {
        const retryMs = await follow({
          ...options,
          hear: (told, id) => {
            failures = 0
            if (told.event === 'ready') ready()
            hear(told, id)
          },
        })
        lose()
        await wait(retryMs ?? 1_000, signal)
      } catch (error) {
        if (signal.aborted) return
        ready()
        if (isFinal(error)) return void queries.invalidateQueries({ queryKey: ['session'] })
        lose()
        failures += 1
        await wait(Math.min(longestWaitMs, 500 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
      }
    }
  }

  function lose(): void {
    losing ??= window.setTimeout(() => setLive({ connection: 'lost' }), lostMs)
  }

  function close(): void {
    running?.abort()
    running = null
    clearTimeout(losing)
    losing = undefined
  }

  const show = () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = window.setTimeout(close, hiddenMs)
    else if (!running) open()
  }
  const comeOnline = () => {
    if (document.hidden) return
    close()
    open()
  }
  const goOffline = () => setLive({ connection: 'lost' })
  const stopLooking = subscribeLive(() => {
    clearTimeout(settling)
    settling = window.setTimeout(() => {
      if (running && readLive().subjects.join() !== subjects) open()
    }, settleMs)
  })
  document.addEventListener('visibilitychange', show)
  window.addEventListener('online', comeOnline)
  window.addEventListener('offline', goOffline)
  show()
  return () => {
    document.removeEventListener('visibilitychange', show)
    window.removeEventListener('online', comeOnline)
    window.removeEventListener('offline', goOffline)
    stopLooking()
    clearTimeout(hiding)
    clearTimeout(settling)
    close()
    refresher.stop()
    setLive({ connection: 'open', lookers: new Map() })
  }
}

/** Nobody to follow for: the session is over, or the right is gone. Reading the session anew leads to the door. */
function isFinal(error: unknown): boolean {
  return error instanceof Problem && (error.status === 401 || error.status === 403 || error.status === 404)
}

/** Ends early when there is nothing to wait for any more. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
