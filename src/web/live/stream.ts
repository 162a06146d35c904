import { followChanges } from '../../contract/live.ts'
import type { Change, Looking } from '../../contract/live.ts'
import { callForStream } from '../api.ts'

/** What a stream tells, by its event; each with the id to go on from, if it has one. */
export type Told =
  | { readonly event: 'ready' }
  | { readonly event: 'reset' }
  | { readonly event: 'changes'; readonly changes: readonly Change[] }
  | { readonly event: 'looking'; readonly looking: Looking }

export interface StreamOptions {
  readonly signal: AbortSignal
  /** The id of the last event that was taken in; without one, it begins with what changed while the screen was read. */
  readonly after: string | null
  readonly looking: readonly string[]
  readonly hear: (told: Told, id: string | null) => void
}

// Longer than any screen takes to be read before its stream opens.
const agoSeconds = 20

/**
 * Follows the workspace until the stream ends; answers with the milliseconds the server asks to wait. By `fetch`, since an
 * EventSource names neither workspace nor last id, nor why it was refused.
 */
export async function follow({ signal, after, looking, hear }: StreamOptions): Promise<number | null> {
  const query = {
    ...(after === null ? { ago: agoSeconds } : {}),
    ...(looking.length > 0 ? { looking: looking.join(',') } : {}),
  }
  const body = await callForStream(followChanges, { query }, { signal, lastEventId: after })
  let retryMs: number | null = null
  let text = ''
  for await (const piece of textOf(body)) {
    const blocks = (text + piece).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = fieldsOf(block)
      retryMs = fields.has('retry') ? Number(fields.get('retry')) : retryMs
      const told = toldBy(fields)
      if (told && !signal.aborted) hear(told, fields.get('id') ?? null)
    }
  }
  return retryMs
}

/** Not every browser can iterate a stream by itself. */
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  return new Map(
    block.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trimStart()] as const]
    }),
  )
}

function toldBy(fields: ReadonlyMap<string, string>): Told | null {
  const event = fields.get('event')
  // The server writes what the contract says.
  const carried = JSON.parse(fields.get('data') ?? 'null') as unknown
  switch (event) {
    case 'ready':
    case 'reset':
      return { event }
    case 'changes':
      return { event, changes: carried as readonly Change[] }
    case 'looking':
      return { event, looking: carried as Looking }
    default:
      return null
  }
}
