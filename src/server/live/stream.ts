import type { ServerResponse } from 'node:http'

/** Somebody who looks on: events go out as text/event-stream. */
export interface Outlet {
  send(text: string | Buffer): void
  /** Ends it in good order; the browser comes back after `retryMs`. */
  end(retryMs: number): void
}

// What a browser that reads can be behind by; whoever is slower is dropped, and continues where it was when it is back.
const mostBuffered = 256 * 1024

/** The outlet of an answer whose head has been sent. */
export function outletOf(response: ServerResponse): Outlet {
  return {
    send: (text) => {
      if (response.writableLength > mostBuffered) response.destroy()
      else response.write(text)
    },
    end: (retryMs) => {
      response.end(`retry: ${Math.round(retryMs)}\n\n`)
    },
  }
}

/** One event; its id is where to go on from after it. */
export function eventText(event: string, carried: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(carried)}\n\n`
}
