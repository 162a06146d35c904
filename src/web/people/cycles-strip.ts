import type { Cycle } from '../../contract/customers.ts'

/** One pass drawn on the line of time. */
export interface Loop {
  readonly id: string
  readonly outcome: Cycle['outcome']
  /** Path of the arc over the line; a win comes back under it and closes the circle. */
  readonly path: string
  /** From the end of the pass it came back from; null for a first one. */
  readonly link: string | null
}

const leastWidth = 12
const margin = 8

interface Frame {
  readonly width: number
  /** Where the line of time lies. */
  readonly line: number
  readonly isMirrored: boolean
  /** The end of the line: now, in milliseconds. */
  readonly now: number
}

/** The passes with a customer as loops over a line of time, the oldest where reading begins. */
export function loopsOf(cycles: readonly Cycle[], { width, line, isMirrored, now }: Frame): Loop[] {
  const first = Math.min(now, ...cycles.map(({ openedAt }) => Date.parse(openedAt)))
  const span = Math.max(1, now - first)
  const along = (instant: number) => margin + ((instant - first) / span) * (width - 2 * margin)
  const place = (x: number) => Math.round((isMirrored ? width - x : x) * 10) / 10
  const ends = new Map(
    cycles.map((cycle) => {
      const from = along(Date.parse(cycle.openedAt))
      const to = along(cycle.endedAt === null ? now : Date.parse(cycle.endedAt))
      // A pass of a day is still seen; the last one may not leave the picture.
      const end = Math.min(Math.max(to, from + leastWidth), width - margin)
      return [cycle.id, { from: Math.min(from, end - leastWidth), to: end }]
    }),
  )
  return cycles.flatMap((cycle): Loop[] => {
    const own = ends.get(cycle.id)
    if (!own) return []
    const before = cycle.previousDealId === null ? undefined : ends.get(cycle.previousDealId)
    const [start, end] = [place(own.from), place(own.to)]
    const half = Math.abs(end - start) / 2
    const rise = Math.min(line - 6, Math.max(10, half))
    const sweep = isMirrored ? 0 : 1
    const over = `M ${start} ${line} A ${half} ${rise} 0 0 ${sweep} ${end} ${line}`
    return [
      {
        id: cycle.id,
        outcome: cycle.outcome,
        path:
          cycle.outcome === 'won'
            ? `${over} A ${half} ${Math.min(14, rise / 2)} 0 0 ${sweep} ${start} ${line} Z`
            : over,
        link: before
          ? `M ${place(before.to)} ${line} Q ${(place(before.to) + start) / 2} ${line + 18} ${start} ${line}`
          : null,
      },
    ]
  })
}
