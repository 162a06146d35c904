import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Context, Queries, Workspace } from './context.ts'
import { assert } from './fail.ts'
import { newId } from './id.ts'

/** Something to do after the transaction, by a worker: what it is, and what it needs to know. */
export interface Effect {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Asks for an effect, in the transaction of what causes it: it comes if and only if that is committed. */
export async function enqueue(ctx: Pick<Context, 'tx' | 'workspace' | 'now'>, effect: Effect): Promise<void> {
  await ctx.tx
    .insertInto('outbox')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      kind: effect.kind,
      payload: JSON.stringify(effect.payload),
      created_at: ctx.now,
    })
    .execute()
}

/** An effect as a worker gets it. It may come again after a crash: whatever was done already must not be done twice. */
export interface Job {
  readonly workspaceId: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly db: Kysely<Tables>
  /** The process is stopping: return 'later' at the next good point. */
  readonly signal: AbortSignal
  /** It failed as often as it may: say so where people see it, and do nothing else. */
  readonly isLastTry: boolean
}

/** 'done', or 'later' if it was interrupted and is to be taken up again. */
export type JobHandler = (job: Job) => Promise<'done' | 'later'>

/** By kind of effect. */
export type JobHandlers = Readonly<Record<string, JobHandler>>

/** The workspace that a job works for; null when it is gone. */
export async function workspaceOf(db: Queries, id: string): Promise<Workspace | null> {
  const row = await db
    .selectFrom('workspaces')
    .select(['id', 'slug', 'language', 'currency', 'time_zone as timeZone', 'custom_version as customVersion'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The database's time: that of the transaction's begin, or of this statement outside one. */
export async function nowOf(db: Queries): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  const [row] = rows
  assert(row, 'a select without from has a row')
  return row.now
}
