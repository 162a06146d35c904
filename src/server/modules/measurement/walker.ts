import type { Worker } from 'node:worker_threads'
import type { ErrorCode, FieldError } from '../../../contract/errors.ts'
import type { Workspace } from '../../kernel/context.ts'
import { Failure } from '../../kernel/fail.ts'
import type { FigureAsked, FigureName } from './figures.ts'

/** What the thread is asked: a figure of a large workspace, to read its history, to store it, or what was done beside it. Plain values. */
export interface Walk {
  readonly number: number
  readonly workspace: Workspace
  readonly now: Date
  readonly wanted: { readonly name: FigureName; readonly asked: FigureAsked } | 'read' | 'store' | 'work'
}

/** What it answers: the figure, a refusal, or a defect as text. */
export interface Walked {
  readonly number: number
  readonly value?: unknown
  readonly refusal?: Pick<Failure, 'code' | 'data' | 'fields'>
  readonly defect?: string
}

export interface Walker {
  walk(asked: Omit<Walk, 'number'>): Promise<unknown>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Unused for so long, the thread ends, and with it a history of some hundred megabytes. */
const restMs = 10 * 60_000

// One a server; a process with several of them, as in tests, asks the last.
const walkers: Walker[] = []

/** The thread of this process in which large workspaces are walked through; null where there is none. */
export function walkerOf(): Walker | null {
  return walkers.at(-1) ?? null
}

/** Lets large workspaces be walked through in a thread, which begins with the first question. Returns what ends it. */
export function openWalker(begin: () => Worker): () => Promise<void> {
  let thread: Worker | null = null
  let rest: NodeJS.Timeout | undefined
  let last = 0
  const waiting = new Map<number, Waiting>()
  const walker: Walker = {
    walk: (asked) =>
      new Promise((resolve, reject) => {
        clearTimeout(rest)
        thread ??= started()
        waiting.set(++last, { resolve, reject })
        thread.postMessage({ number: last, ...asked } satisfies Walk)
      }),
  }
  walkers.push(walker)

  function started(): Worker {
    const worker = begin()
    worker.unref()
    worker.on('message', (walked: Walked) => {
      settle(waiting.get(walked.number), walked)
      waiting.delete(walked.number)
      if (waiting.size === 0) rest = setTimeout(() => void end(), restMs).unref()
    })
    worker.on('error', (error: Error) => lose(worker, error))
    worker.on('exit', () => lose(worker, new Error('the thread of figures has ended')))
    return worker
  }

  /** Whoever waits is told; the next question begins another thread. */
  function lose(worker: Worker, error: Error): void {
    if (thread !== worker) return
    thread = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  async function end(): Promise<void> {
    clearTimeout(rest)
    const worker = thread
    if (worker === null) return
    lose(worker, new Error('the server is stopping'))
    await worker.terminate()
  }

  return async () => {
    walkers.splice(walkers.indexOf(walker), 1)
    await end()
  }
}

function settle(asker: Waiting | undefined, { value, refusal, defect }: Walked): void {
  if (refusal) asker?.reject(new Failure(refusal.code, refusal.data, refusal.fields))
  else if (defect !== undefined) asker?.reject(new Error(defect))
  else asker?.resolve(value)
}

/** What a refusal and a defect are on their way out of the thread. */
export function thrown(error: unknown): Pick<Walked, 'refusal' | 'defect'> {
  if (!(error instanceof Failure))
    return { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  const { code, data, fields }: { code: ErrorCode; data: object; fields: readonly FieldError[] | undefined } = error
  return { refusal: { code, data, fields } }
}
