import { type Context, startOfDay, today } from '../../kernel/context.ts'

/** A change is looked at over a quarter at most. */
const mostDays = 92

/** An earlier day: all that happened by its end, and was known by then. */
export interface Since {
  readonly day: string
  readonly knownAt: Date
}

interface Asked {
  readonly since?: string | undefined
  readonly days: number
}

/** The end of a day in the past: the one asked for, or so many days ago, never today, nor before a first day. */
export function sinceOf(ctx: Context, { since, days }: Asked, first: string | null = null): Since {
  const now = Temporal.PlainDate.from(today(ctx))
  const [latest, earliest] = [now.subtract({ days: 1 }).toString(), now.subtract({ days: mostDays }).toString()]
  const wanted = since ?? now.subtract({ days }).toString()
  const least = first !== null && first > earliest ? first : earliest
  const within = wanted > latest ? latest : wanted
  const day = within < least ? (least > latest ? latest : least) : within
  return { day, knownAt: new Date(startOfDay(day, ctx.workspace.timeZone, 1).getTime() - 1) }
}
