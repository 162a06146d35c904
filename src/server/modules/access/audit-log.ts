import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import { type AuditEntry, auditActions } from '../../../contract/audit.ts'
import type * as contract from '../../../contract/audit.ts'
import type { InputOf, QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { decodeCursor, type Page, pageOf } from '../../kernel/page.ts'

type Filters = Omit<QueryOf<typeof contract.listAudit>, 'limit' | 'after'>

interface Row {
  readonly id: string
  readonly occurred_at: Date
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly action: string
  readonly subject_kind: string | null
  readonly subject_id: string | null
  readonly subject_name: string | null
  readonly data: Record<string, unknown>
  readonly address: string | null
}

const cursor = z.tuple([instant, z.uuid()])

/** Where a reading of the log goes on: behind an entry, by its time and id. */
export type After = z.infer<typeof cursor> | null

/** Who did what, newest first. */
export async function listAudit(
  ctx: Context,
  { query }: InputOf<typeof contract.listAudit>,
): Promise<Page<AuditEntry>> {
  const rows = await readEntries(ctx, query, decodeCursor(query.after, cursor), query.limit + 1)
  return pageOf(rows, query.limit, cursorOf, show)
}

/** A stretch of the log for a file, and where the next one begins. */
export async function stretch(ctx: Context, filters: Filters, after: After, limit: number) {
  const rows = await readEntries(ctx, filters, after, limit)
  const last = rows.at(-1)
  return { entries: rows.map(show), after: last && rows.length === limit ? cursorOf(last) : null }
}

function cursorOf(row: Row): [string, string] {
  return [row.occurred_at.toISOString(), row.id]
}

async function readEntries(ctx: Context, filters: Filters, after: After, limit: number): Promise<Row[]> {
  // The clock of the database counts microseconds, a cursor milliseconds: entries are compared by the latter.
  const at = sql`date_trunc('milliseconds', e.occurred_at)`
  const older = after
    ? sql`and e.occurred_at < ${after[0]}::timestamptz + interval '1 millisecond'
        and (${at}, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<Row>`
    with page as materialized (
      select * from audit_entries e
      where e.workspace_id = ${ctx.workspace.id} ${matching(ctx, filters)} ${older}
      order by e.occurred_at desc, e.id desc limit ${limit})
    select e.id, e.occurred_at, e.actor_kind, e.actor_id, e.action, e.subject_kind, e.subject_id, e.data, e.address,
      coalesce(${nameIn('members', 'actor_id')}, ${nameIn('api_keys', 'actor_id')}) as actor_name,
      coalesce(${nameIn('members', 'subject_id')}, ${nameIn('teams', 'subject_id')}, ${nameIn('api_keys', 'subject_id')},
        ${nameIn('invitations', 'subject_id')}, ${nameIn('processes', 'subject_id')},
        ${nameIn('experiments', 'subject_id')}, ${nameIn('people', 'subject_id')}, ${nameIn('households', 'subject_id')},
        ${nameIn('companies', 'subject_id')}) as subject_name
    from page e order by e.occurred_at desc, e.id desc`.execute(ctx.tx)
  return rows
}

type Named =
  | 'members'
  | 'api_keys'
  | 'teams'
  | 'invitations'
  | 'processes'
  | 'experiments'
  | 'people'
  | 'households'
  | 'companies'

function nameIn(table: Named, column: 'actor_id' | 'subject_id'): RawBuilder<string | null> {
  return sql`(select n.name from ${sql.table(table)} n
    where n.workspace_id = e.workspace_id and n.id = ${sql.ref(`e.${column}`)})`
}

function matching(ctx: Context, { actor, topic, subject, from, to }: Filters): RawBuilder<unknown> {
  const zone = ctx.workspace.timeZone
  return sql.join(
    [
      actor ? sql`and e.actor_id = ${actor}` : sql``,
      topic ? sql`and e.action = any(${[...auditActions[topic]]})` : sql``,
      subject ? sql`and e.subject_id = ${subject}` : sql``,
      from ? sql`and e.occurred_at >= ${startOfDay(from, zone)}` : sql``,
      to ? sql`and e.occurred_at < ${startOfDay(to, zone, 1)}` : sql``,
    ],
    sql` `,
  )
}

function show(row: Row): AuditEntry {
  const { subject_kind: kind, subject_id: subjectId } = row
  return {
    id: row.id,
    at: row.occurred_at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: kind === null || subjectId === null ? null : { kind, id: subjectId, name: row.subject_name },
    data: row.data,
    address: row.address,
  }
}
