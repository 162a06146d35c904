import type { WinRate } from '../../contract/measurement.ts'
import type { Outcome } from '../../contract/facts.ts'

/** How a deal can stand, in the order and the colours in which every picture shows it. */
export const outcomeMarks = [
  { outcome: 'won', key: 'won', colour: 'var(--ok)' },
  { outcome: 'lost', key: 'lost', colour: 'var(--bad)' },
  { outcome: 'disqualified', key: 'disqualified', colour: 'var(--ink-3)' },
  { outcome: 'not_now', key: 'notNow', colour: 'var(--warn)' },
  { outcome: 'open', key: 'open', colour: 'var(--accent)' },
] as const satisfies readonly { outcome: Outcome; key: keyof WinRate['counts']; colour: string }[]
