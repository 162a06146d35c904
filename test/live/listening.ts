import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export interface Heard {
  readonly event: string
  readonly id: string | null
  // Whatever the event carries.
  readonly data: unknown
}

export interface Listening {
  readonly events: Heard[]
  readonly status: number
  /** The id to go on from. */
  readonly lastId: () => string | null
  /** What was sent to be waited for before coming back, in milliseconds. */
  readonly retry: () => number | null
  readonly isOver: () => boolean
  /** Waits for an event that fits. */
  next(fits: (heard: Heard) => boolean, withinMs?: number): Promise<Heard>
  /** All changes heard so far. */
  changes(): { kind: string; id: string | null; fields: string[] }[]
  close(): void
}

/** Opens the stream of changes as a browser does. */
export async function listen(
  url: string,
  headers: Readonly<Record<string, string>>,
  query = '',
  lastEventId?: string,
): Promise<Listening> {
  const more = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const sent = request(`${url}/api/v1/live${query}`, { headers: { ...headers, ...more }, agent: false })
  sent.end()
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve)
    sent.on('error', reject)
  })
  const events: Heard[] = []
  let text = ''
  let over = false
  let retry: number | null = null
  answer.setEncoding('utf8')
  answer.on('data', (piece: string) => {
    const blocks = (text + piece).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? null
      if (field('retry')) retry = Number(field('retry'))
      const event = field('event')
      if (event) events.push({ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') })
    }
  })
  answer.on('close', () => {
    over = true
  })
  answer.on('error', () => {})
  sent.on('error', () => {})
  return {
    events,
    status: answer.statusCode ?? 0,
    lastId: () => events.findLast(({ id }) => id !== null)?.id ?? null,
    retry: () => retry,
    isOver: () => over,
    async next(fits, withinMs = 3_000) {
      for (const until = performance.now() + withinMs; performance.now() < until; await pause(10)) {
        const found = events.find(fits)
        if (found) return found
      }
      throw new Error(`nothing that fits was heard, only ${JSON.stringify(events)}`)
    },
    // What `changes` carries, by the contract.
    changes: () =>
      events.flatMap(({ event, data }) => (event === 'changes' ? (data as ReturnType<Listening['changes']>) : [])),
    close: () => sent.destroy(),
  }
}

/** Whether an event tells of a change of this kind, and of this row if one is named. */
export function tells(kind: string, id?: string | null) {
  return ({ event, data }: Heard): boolean =>
    event === 'changes' &&
    (data as { kind: string; id: string | null }[]).some(
      (change) => change.kind === kind && (id === undefined || change.id === id),
    )
}
