import { type Context, startOfDay, today } from '../../kernel/context.ts'

/** What a figure is asked with: which deals, as of which day, from what was known when. */
export interface Asked {
  readonly as_of?: string | undefined
  readonly known_at?: string | undefined
  readonly owner?: string | undefined
  readonly product?: string | undefined
  readonly source?: string | undefined
  readonly process?: string | undefined
  /** The process version that the deals were opened in. */
  readonly version?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The two clocks of a figure, and its deals. */
export interface Scope extends Asked {
  /** The last day that counts; never after today, because nobody has been followed further, nor before 1900. */
  readonly asOf: string
  /** Facts recorded later do not count. */
  readonly knownAt: Date
  /** Whether the deals are asked for as they are now. */
  readonly current: boolean
  /** The owners whose deals the asker sees; null sees all. */
  readonly sees: readonly string[] | null
}

/** No deal that anybody measures is older, and there are days before it to look back on. */
export const earliest = '1900-01-01'

export function scopeOf(ctx: Context, asked: Asked): Scope {
  const now = today(ctx)
  const wanted = asked.as_of !== undefined && asked.as_of < now ? asked.as_of : now
  const asOf = wanted < earliest ? earliest : wanted
  return {
    ...asked,
    asOf,
    knownAt: asked.known_at === undefined ? ctx.now : new Date(asked.known_at),
    current: asOf === now && asked.known_at === undefined,
    sees: ctx.actor.sees,
  }
}

/** Until when something counts that is said the moment it happens: of such, both clocks are one. */
export function momentOf(ctx: Context, { asOf, knownAt }: Scope): Date {
  const endOfDay = startOfDay(asOf, ctx.workspace.timeZone, 1).getTime() - 1
  return new Date(Math.min(endOfDay, knownAt.getTime()))
}
