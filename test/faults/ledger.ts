import { setTimeout as pause } from 'node:timers/promises'

/** What the server said it had done, kept outside of it: deal by name, and which of them it said were won. */
export type Ledger = {
  readonly opened: ReadonlyMap<string, string>
  readonly won: ReadonlySet<string>
  /** Requests that ended without an answer and were sent again under the same key. */
  readonly repeated: () => number
  /** Resolves at the next acknowledged write; rejects on an answer that no honest server gives here, and after 30 s. */
  nextAcknowledged(): Promise<void>
  /** Lets each writer finish what it has begun. */
  stop(): Promise<void>
}

/**
 * Writers that open deals and win every second one, as clients do: a request without an answer is sent again with the same
 * Idempotency-Key until one comes, however often the server goes away meanwhile.
 */
export function writeDeals(url: string, apiKey: string, writers: number): Ledger {
  const opened = new Map<string, string>()
  const won = new Set<string>()
  let repeated = 0
  let stopped = false
  let acknowledged = Promise.withResolvers<void>()
  const note = () => {
    acknowledged.resolve()
    acknowledged = Promise.withResolvers()
  }

  async function send(path: string, key: string, body: object): Promise<Record<string, unknown>> {
    for (;;) {
      const answer = await ask(`${url}/api/v1${path}`, apiKey, key, body)
      if (answer?.ok) return answer.body
      const mayPass = !answer || answer.status >= 500 || answer.body.code === 'idempotency_in_flight'
      if (!mayPass) throw new Error(`${path} ${key}: ${answer.status} ${JSON.stringify(answer.body)}`)
      repeated += 1
      await pause(100)
    }
  }

  async function write(writer: number): Promise<void> {
    for (let number = 1; !stopped; number++) {
      const name = `Deal ${number} of writer ${writer}`
      const { id } = await send('/deals', `open-${writer}-${number}`, { name, amountMinor: number })
      opened.set(name, String(id))
      note()
      if (number % 2 === 1) continue
      await send(`/deals/${id}/win`, `win-${writer}-${number}`, {})
      won.add(String(id))
      note()
    }
  }

  const running: Promise<unknown> = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  return {
    opened,
    won,
    repeated: () => repeated,
    nextAcknowledged: async () => {
      const patience = pause(30_000).then(() => Promise.reject(new Error('no write was acknowledged for 30 s')))
      await Promise.race([acknowledged.promise, running, patience])
    },
    stop: async () => {
      stopped = true
      await running
    },
  }
}

type Answer = { ok: boolean; status: number; body: Record<string, unknown> }

async function ask(url: string, apiKey: string, key: string, body: object): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    // Every answer of the API is an object, problems too.
    return { ok: answer.ok, status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  } catch {
    // Killed while it answered: whether the write happened is what the key is for.
    return undefined
  }
}
