/**
 * A mail server that keeps what it is sent, for stories about mail:
 *
 *   const mailbox = await openMailbox()
 *   const rondo = await startApp({}, { smtpUrl: mailbox.url, mailFrom: 'Kestrel <crm@kestrel.example>' })
 *   const mail = await mailbox.next()        // waits; headers, text and html, decoded
 */
import { createServer, type Socket } from 'node:net'

export interface Mail {
  readonly to: string
  readonly headers: string
  readonly text: string
  readonly html: string
}

export interface Mailbox {
  readonly url: string
  /** The next mail that comes, or that came and was not asked for yet. */
  next(): Promise<Mail>
  /** Refuses so many mails, temporarily or for good. */
  refuse(count: number, code: 451 | 550): void
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const waiting: ((mail: Mail) => void)[] = []
  const refusals: number[] = []
  const keep = (mail: Mail) => {
    const waits = waiting.shift()
    if (waits) waits(mail)
    else mails.push(mail)
  }
  const server = createServer((socket) => converse(socket, refusals, keep))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: async () => mails.shift() ?? new Promise<Mail>((resolve) => waiting.push(resolve)),
    refuse: (count, code) => refusals.push(...Array.from({ length: count }, () => code)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** SMTP (RFC 5321), as much of it as a mail needs. */
function converse(socket: Socket, refusals: number[], keep: (mail: Mail) => void): void {
  let heard = ''
  let to = ''
  let isData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') return say('250 mailbox')
    if (verb === 'MAIL') return say(refusals.length > 0 ? `${refusals.shift()} not now` : '250 ok')
    if (verb === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      return say('250 ok')
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    isData = verb === 'DATA'
    return say(isData ? '354 go on' : '250 ok')
  }
  say('220 mailbox')
  socket.on('error', () => {})
  socket.on('data', (piece) => {
    heard += piece.toString('utf8')
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n'
      const at = heard.indexOf(end)
      if (at < 0) return
      const part = heard.slice(0, at)
      heard = heard.slice(at + end.length)
      if (isData) {
        isData = false
        keep(read(to, part))
        say('250 kept')
      } else command(part)
    }
  })
}

function read(to: string, source: string): Mail {
  const [headers = ''] = source.split('\r\n\r\n')
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? '\0'
  const parts = source.split(`--${boundary}`)
  const partOf = (type: string) => {
    const part = parts.find((each) => each.includes(`Content-Type: ${type}`)) ?? ''
    const body = part.slice(part.indexOf('\r\n\r\n') + 4)
    return /base64/i.test(part) ? Buffer.from(body, 'base64').toString() : unquoted(body)
  }
  return { to, headers, text: partOf('text/plain'), html: partOf('text/html') }
}

/** Quoted-printable (RFC 2045, 6.7). */
function unquoted(text: string): string {
  const whole = text.replace(/=\r\n/g, '')
  const bytes = whole.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
