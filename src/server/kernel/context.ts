import type { Kysely } from 'kysely'
import type { Role } from '../../contract/permissions.ts'
import type { Language } from '../../contract/primitives.ts'
import type { Tables } from '../database/tables.ts'

/** What queries run on: a transaction for writes, for reads of one statement the pool itself. */
export type Queries = Kysely<Tables>

/** Who does something. */
export interface Actor {
  readonly kind: 'member' | 'key' | 'import' | 'automation'
  /** Of the member, the key, the import or the rule. */
  readonly id: string
  readonly role: Role
  /** The owners whose customers and deals it sees, as members' ids; null sees all. What nobody owns, everybody sees. */
  readonly sees: readonly string[] | null
  /** The rights that a key keeps of its role's; null or nothing keeps all of them. See `has` in rights.ts. */
  readonly scopes?: readonly string[] | null
  /** The member as whom it acts: itself, or the one that a key stands for; null for a key of the workspace, or an import. */
  readonly memberId?: string | null
}

export interface Workspace {
  readonly id: string
  readonly slug: string
  readonly language: Language
  readonly currency: string
  /** IANA name: days are days in this zone. */
  readonly timeZone: string
  /** How often its own fields have changed, 0 where it never made one; without it, that is not known. */
  readonly customVersion?: number
}

/** What every function of a module gets first. */
export interface Context {
  readonly tx: Queries
  readonly actor: Actor
  readonly workspace: Workspace
  /** The database's time when the request was identified. */
  readonly now: Date
  /** The version named in If-Match, for edits. */
  readonly version: number | null
}

/** The member who acts: themselves, or by a key that stands for them; null for a key of the workspace, or an import. */
export function memberOf({ actor }: Pick<Context, 'actor'>): string | null {
  return actor.memberId ?? (actor.kind === 'member' ? actor.id : null)
}

/** Today in the workspace's zone, '2026-03-02'. */
export function today(ctx: Context): string {
  return dayOf(ctx.now, ctx.workspace.timeZone)
}

/** The day of an instant in a time zone. */
export function dayOf(instant: Date, timeZone: string): string {
  return instant.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The first instant of a day in a time zone; with `addDays` = 1 the end of that day, exclusive. */
export function startOfDay(day: string, timeZone: string, addDays = 0): Date {
  const zoned = Temporal.PlainDate.from(day).add({ days: addDays }).toZonedDateTime(timeZone)
  return new Date(zoned.epochMilliseconds)
}
