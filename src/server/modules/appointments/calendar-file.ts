export interface Invited {
  readonly id: string
  readonly title: string
  readonly place: string | null
  readonly startsAt: Date
  readonly minutes: number
  /** Counts its changes: a calendar takes a later one in the place of an earlier. */
  readonly sequence: number
  readonly isConfirmed: boolean
  readonly isCancelled: boolean
  readonly people: readonly string[]
}

/** One event as iCalendar writes it: RFC 5545, times in UTC. */
export function calendarFile(event: Invited, now: Date): string {
  const ends = new Date(event.startsAt.getTime() + event.minutes * 60_000)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rondo//Rondo//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${event.id}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(ends)}`,
    `SEQUENCE:${event.sequence}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place === null ? [] : [`LOCATION:${escaped(event.place)}`]),
    ...(event.people.length === 0 ? [] : [`DESCRIPTION:${escaped(event.people.join('\n'))}`]),
    `STATUS:${event.isCancelled ? 'CANCELLED' : event.isConfirmed ? 'CONFIRMED' : 'TENTATIVE'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

/** A line of at most 75 octets; what is longer goes on behind a line break and a blank (RFC 5545, 3.1). */
function folded(line: string): string {
  let bytes = 0
  let out = ''
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > 75) {
      out += '\r\n '
      bytes = 1
    }
    out += letter
    bytes += size
  }
  return out
}
