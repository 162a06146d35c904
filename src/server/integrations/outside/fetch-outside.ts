import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPrivate } from './addresses.ts'

/** What came of a call: the failures of others are no defects of ours. */
export type Outside =
  | { readonly status: number; readonly body: string }
  | { readonly failed: 'address' | 'refused' | 'too_slow' | 'too_large' | 'unreachable' }

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  /** Networks of the operator's own may be called. */
  readonly allowsPrivate?: boolean
  readonly timeoutMs?: number
  readonly mostBytes?: number
}

const usualTimeoutMs = 5_000
const usualBytes = 64 * 1024

/**
 * Fetches an address outside. The name is resolved here and the connection made to that very address, so that a second
 * answer of the resolver leads nowhere else; a redirect is an answer like any other.
 */
export async function fetchOutside(address: string, asked: Asked = {}): Promise<Outside> {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') return { failed: 'address' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const resolved = isIP(host) ? { address: host } : await lookup(host).catch(() => null)
  if (!resolved) return { failed: 'unreachable' }
  if (isPrivate(resolved.address) && !asked.allowsPrivate) return { failed: 'refused' }
  return send(url, resolved.address, asked)
}

function send(url: URL, address: string, asked: Asked): Promise<Outside> {
  const { timeoutMs = usualTimeoutMs, mostBytes = usualBytes, headers = {} } = asked
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(
      url,
      {
        headers: { accept: 'application/json', ...headers },
        // The address that was judged, whatever the name leads to by now.
        lookup: (_host, options, found) => {
          const family = isIP(address)
          if (options.all) found(null, [{ address, family }])
          else found(null, address, family)
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        const pieces: Buffer[] = []
        let bytes = 0
        response.on('data', (piece: Buffer) => {
          bytes += piece.length
          pieces.push(piece)
          if (bytes <= mostBytes) return
          resolve({ failed: 'too_large' })
          request.destroy()
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') }),
        )
        response.on('error', () => resolve({ failed: 'unreachable' }))
      },
    )
    request.on('error', (error) =>
      resolve({ failed: error.name === 'TimeoutError' || error.name === 'AbortError' ? 'too_slow' : 'unreachable' }),
    )
    request.end()
  })
}
