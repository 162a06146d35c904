import type { QueryClient } from '@tanstack/react-query'
import { Problem, pendingWrites, untilQuiet } from '../api.ts'
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
  const hear = (told: Told) => {
    if (told.event === 'reset') refresher.refreshAll()
    if (told.event === 'changes') refresher.refresh(told.changes)
    if (told.event !== 'looking') return
    const { kind, id, members } = told.looking
    setLive({ lookers: new Map(readLive().lookers).set(`${kind}/${id}`, members) })
  }
  const line = createLine(hear, () => void queries.invalidateQueries({ queryKey: ['session'] }))
  const stopWatching = whileLookedAt(line)
  return () => {
    stopWatching()
    line.close()
    refresher.stop()
    setLive({ connection: 'open', lookers: new Map() })
  }
}

/** Opens the line while the tab is looked at, and anew when it looks at something else or the network is back. */
function whileLookedAt(line: Line): () => void {
  let hiding: number | undefined
  let settling: number | undefined
  let subjects = readLive().subjects.join()
  let isOver = false
  const show = () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = window.setTimeout(line.close, hiddenMs)
    else if (!line.isOpen()) line.open()
  }
  const online = () => document.hidden || line.open()
  const offline = () => setLive({ connection: 'lost' })
  const stopListening = subscribeLive(() => {
    if (readLive().subjects.join() === subjects) return
    subjects = readLive().subjects.join()
    clearTimeout(settling)
    settling = window.setTimeout(() => line.isOpen() && line.open(), settleMs)
  })
  document.addEventListener('visibilitychange', show)
  window.addEventListener('online', online)
  window.addEventListener('offline', offline)
  // What the screen shows comes first; the stream makes good what changes meanwhile.
  void untilQuiet().then(() => isOver || show())
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', show)
    window.removeEventListener('online', online)
    window.removeEventListener('offline', offline)
    stopListening()
    clearTimeout(hiding)
    clearTimeout(settling)
  }
}

interface Line {
  isOpen(): boolean
  /** Opens a stream and keeps it open; the one before goes when this one is heard of, so that nothing falls between. */
  open(): void
  close(): void
}

function createLine(hear: (told: Told) => void, over: () => void): Line {
  let after: string | null = null
  let running: AbortController[] = []
  let losing: number | undefined

  async function keepOpen({ signal }: AbortController, ready: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        const retryMs = await follow({
          signal,
          after,
          looking: readLive().subjects,
          hear: (told, id) => {
            after = id ?? after
            failures = 0
            if (told.event === 'ready') ready()
            hear(told)
          },
        })
        lose()
        await wait(retryMs ?? longestWaitMs, signal)
      } catch (error) {
        if (signal.aborted) return
        lose()
        if (isFinal(error)) return over()
        await wait(Math.min(longestWaitMs, 500 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
      }
    }
  }

  function lose(): void {
    losing ??= window.setTimeout(() => setLive({ connection: 'lost' }), lostMs)
  }

  function find(): void {
    clearTimeout(losing)
    losing = undefined
    setLive({ connection: 'open' })
  }

  return {
    isOpen: () => running.length > 0,
    open: () => {
      const before = running
      const own = new AbortController()
      running = [...before, own]
      void keepOpen(own, () => {
        for (const each of before) each.abort()
        running = running.filter((each) => !before.includes(each))
        find()
      })
    },
    close: () => {
      for (const each of running) each.abort()
      running = []
      clearTimeout(losing)
      losing = undefined
    },
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
