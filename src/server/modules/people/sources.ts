import { type Selectable, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import type { Sources } from '../../database/tables/base.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

type Source = OutputOf<typeof contract.addSource>

const nameCursor = z.tuple([cursorText, z.uuid()])

/** Sources, by name. */
export async function listSources(ctx: Context, query: QueryOf<typeof contract.listSources>) {
  const after = decodeCursor(query.after, nameCursor)
  const lowered = sql<string>`lower(name)`
  const rows = await ctx.tx
    .selectFrom('sources')
    .select(['id', 'name', 'kind', 'observed_from', 'note', lowered.as('lowered')])
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(after !== null, (q) => q.where(sql<boolean>`(lower(name), id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
    .orderBy(lowered)
    .orderBy('id')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.lowered, row.id], show)
}

export async function addSource(ctx: Context, input: BodyOf<typeof contract.addSource>): Promise<Source> {
  const row = {
    id: newId(),
    name: input.name,
    kind: input.kind,
    observed_from: input.observedFrom ?? null,
    note: input.note ?? null,
  }
  await unlessTaken(
    ctx,
    'source',
    () =>
      ctx.tx
        .insertInto('sources')
        .values({ ...row, workspace_id: ctx.workspace.id, created_at: ctx.now })
        .execute(),
    () =>
      ctx.tx
        .selectFrom('sources')
        .select('id')
        .where('workspace_id', '=', ctx.workspace.id)
        .where(sql`lower(name)`, '=', sql`lower(${input.name})`)
        .executeTakeFirst(),
  )
  return show(row)
}

type Row = Pick<Selectable<Sources>, 'id' | 'name' | 'kind' | 'observed_from' | 'note'>

function show(row: Row): Source {
  return { id: row.id, name: row.name, kind: row.kind, observedFrom: row.observed_from, note: row.note }
}
