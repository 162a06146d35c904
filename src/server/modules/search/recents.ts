import { sql } from 'kysely'
import { type Found, type RecordKind, recordKinds } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'
import { mine, rowsOf } from './candidates.ts'
import { type Candidate, shown } from './rank.ts'

const mostKept = 50

/** What the actor opened last, the latest first: one statement. What was archived or is no longer theirs to see is left out. */
export async function listRecents(ctx: Context, limit: number): Promise<{ items: Found[] }> {
  const { rows } = await sql<Candidate>`
    with mine as materialized (${mine(ctx)}), ${rowsOf(ctx, recentIds, kindsOf(ctx))}
    select * from rows order by recent limit ${limit}`.execute(ctx.tx)
  return { items: rows.map((row) => shown(row, null)) }
}

function kindsOf(ctx: Context): RecordKind[] {
  return recordKinds.filter((kind) => kind !== 'deal' || has(ctx.actor, 'deals.read'))
}

const recentIds = (kind: RecordKind) => sql`select mine.id from mine where mine.kind = ${kind}`

/** Puts a record in front of what was opened before: one row is written, whatever the number. */
export async function noteRecent(
  ctx: Context,
  record: { kind: RecordKind; id: string },
): Promise<Record<never, never>> {
  const noted = JSON.stringify([{ kind: record.kind, id: record.id }])
  await sql`
    insert into recents (workspace_id, id, records)
    select ${ctx.workspace.id}, ${ctx.actor.id}, ${noted}::jsonb
    where ${isSeen(ctx, record)}
    on conflict (workspace_id, id) do update set records = excluded.records || (
      select coalesce(jsonb_agg(older.record order by older.place), '[]')
      from jsonb_array_elements(recents.records) with ordinality older (record, place)
      where older.record <> ${noted}::jsonb -> 0 and older.place < ${mostKept}::integer)`.execute(ctx.tx)
  return {}
}

const tables = {
  company: 'companies',
  person: 'people',
  household: 'households',
  deal: 'deals',
  product: 'products',
} as const

// What is not there, or not theirs, is forgotten without a word: nothing is told about it.
function isSeen(ctx: Context, { kind, id }: { kind: RecordKind; id: string }) {
  const owner = kind === 'product' ? sql`true` : seen(ctx.actor, sql.ref('t.owner_id'))
  return sql`exists (
    select from ${sql.table(tables[kind])} t where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} and ${owner})`
}
