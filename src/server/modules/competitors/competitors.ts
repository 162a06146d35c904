import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/competitors.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold, likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { unlessTaken } from '../../kernel/unique.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly name_folded: string
  readonly archived_at: Date | null
  readonly lost_to: number
}

const nameCursor = z.tuple([cursorText, z.uuid()])

export async function listCompetitors(ctx: Context, query: QueryOf<typeof contract.listCompetitors>) {
  const after = decodeCursor(query.after, nameCursor)
  const conditions = [
    query.q ? sql<boolean>`c.name_folded like ${likePiece(query.q)}` : sql<boolean>`true`,
    query.archived ? sql<boolean>`true` : sql<boolean>`c.archived_at is null`,
    after ? sql<boolean>`(c.name_folded, c.id) > (${after[0]}, ${after[1]}::uuid)` : sql<boolean>`true`,
  ]
  const { rows } = await sql<Row>`
    ${competitors(ctx, sql<boolean>`${sql.join(conditions, sql` and `)}`)}
    order by c.name_folded, c.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addCompetitor(
  ctx: Context,
  { name }: BodyOf<typeof contract.addCompetitor>,
): Promise<contract.Competitor> {
  const id = newId()
  const row = {
    workspace_id: ctx.workspace.id,
    id,
    name,
    name_folded: fold(name),
    created_at: ctx.now,
    archived_at: null,
  }
  await unlessNamed(ctx, row.name_folded, () => ctx.tx.insertInto('competitors').values(row).execute())
  return show(await find(ctx, id))
}

export async function changeCompetitor(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCompetitor>,
): Promise<contract.Competitor> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const name = input.name ?? row.name
  await unlessNamed(ctx, fold(name), () =>
    ctx.tx
      .updateTable('competitors')
      .set({
        name,
        name_folded: fold(name),
        ...(input.archived === undefined ? {} : { archived_at: input.archived ? ctx.now : null }),
        ...nextVersion(row, changed),
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  return show(await find(ctx, id))
}

function unlessNamed<Result>(ctx: Context, folded: string, write: () => Promise<Result>): Promise<Result> {
  const holder = () =>
    ctx.tx
      .selectFrom('competitors')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('name_folded', '=', folded)
      .executeTakeFirst()
  return unlessTaken(ctx, 'competitor', write, holder)
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${competitors(ctx, sql<boolean>`c.id = ${id}`)} ${lock ? sql`for update of c` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'competitor' })
}

function competitors(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select c.id, c.version, c.field_versions, c.name, c.name_folded, c.archived_at, (
      select count(*)::int from losses l
      join deals d on d.workspace_id = l.workspace_id and d.id = l.deal_id and d.outcome = 'lost'
        and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      where l.workspace_id = c.workspace_id and l.competitor_id = c.id) as lost_to
    from competitors c where c.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ id, version, name, archived_at, lost_to }: Row): contract.Competitor {
  return { id, version, name, archived: archived_at !== null, lostTo: lost_to }
}
