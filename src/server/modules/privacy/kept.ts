import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/privacy.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'
import { requireWhom, whomOf } from '../../kernel/whom.ts'
import { audit } from '../access/index.ts'
import { isAboutBy, type Who, whoIs } from './about.ts'
import { parts } from './parts.ts'

type Row = Record<string, unknown>

// Of one table; nobody has been told so much.
const mostRows = 10_000

/** Everything that is kept about somebody, part by part, each in the order of time; what stands there twice stands once. */
export async function readKept(ctx: Context, input: BodyOf<typeof contract.readKept>): Promise<contract.KeptAbout> {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  if (!has(ctx.actor, 'private.read')) fail('forbidden', { permission: 'private.read' })
  if (whom.kind === 'company') return fail('unknown_reference', { field: 'companyId' })
  const who = await whoIs(ctx, whom.kind, whom.id)
  const own = await read(
    ctx,
    whom.kind === 'person' ? 'people' : 'households',
    sql`t.id = any(${[...who.ids]}::uuid[])`,
  )
  const deals = await read(ctx, 'deals', sql`t.id = any(${[...who.deals]}::uuid[])`)
  const told: contract.KeptAbout['parts'] = [
    { part: whom.kind, table: whom.kind === 'person' ? 'people' : 'households', rows: own },
    { part: 'deals', table: 'deals', rows: deals },
  ]
  for (const { part, table, by } of parts) told.push({ part, table, rows: await read(ctx, table, isAboutBy(who, by)) })
  const filled = told.filter(({ rows }) => rows.length > 0)
  await audit(ctx, { action: `${whom.kind}.read`, subject: whom, data: { rows: countOf(filled) } })
  return {
    format: 'rondo-kept-about',
    version: 1,
    exportedAt: ctx.now.toISOString(),
    workspace: ctx.workspace.slug,
    of: { kind: whom.kind, id: whom.id, name: nameIn(own, who) },
    parts: filled,
    names: await namesIn(ctx, filled),
  }
}

function countOf(told: contract.KeptAbout['parts']): number {
  return told.reduce((count, { rows }) => count + rows.length, 0)
}

function nameIn(own: readonly Row[], { ids }: Who): string {
  return String(own.find(({ id }) => id === ids[0])?.['name'] ?? '')
}

// What finds a row, and is no word of it.
const ofTheProgram = ['workspace_id', 'field_versions', 'version', 'name_folded', 'name_words']

async function read(ctx: Context, table: string, which: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) - ${ofTheProgram}::text[] as row from ${sql.table(table)} t
    where t.workspace_id = ${ctx.workspace.id} and ${which}
    order by to_jsonb(t) ->> 'id' limit ${mostRows}`.execute(ctx.tx)
  return rows.map(({ row }) => row)
}

const named = {
  name: ['members', 'api_keys', 'companies', 'people', 'households', 'deals', 'products', 'sources', 'stages', 'lists']
    .concat([
      'campaigns',
      'sequences',
      'tags',
      'price_lists',
      'processes',
      'nurture_tracks',
      'objection_kinds',
      'competitors',
    ])
    .concat(['handoff_kinds', 'close_techniques', 'scarcities']),
  title: ['answers', 'cards'],
}

/** What the ids in rows are called, and the keys of fields that the workspace has made itself. */
async function namesIn(ctx: Context, told: contract.KeptAbout['parts']): Promise<Record<string, string>> {
  const ids = [...new Set(JSON.stringify(told).match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g))]
  const called = Object.entries(named).flatMap(([column, tables]) =>
    tables.map(
      (table) => sql`
        select n.id::text as key, n.${sql.ref(column)} as name from ${sql.table(table)} n
        where n.workspace_id = ${ctx.workspace.id} and n.id = any(${ids}::uuid[])`,
    ),
  )
  const { rows } = await sql<{ key: string; name: string }>`
    ${sql.join(called, sql` union all `)}
    union all select f.key, f.name from custom_fields f where f.workspace_id = ${ctx.workspace.id}
    limit ${mostRows}`.execute(ctx.tx)
  return Object.fromEntries(rows.map(({ key, name }) => [key, name]))
}
