import { sql } from 'kysely'
import * as contract from '../../../contract/dashboards.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { collated } from '../../kernel/list/source.ts'
import { isMine, requireMine, sharedWith, sharing } from '../views/index.ts'

/** The dashboards that one made or that are shared with them, by name. */
export async function listDashboards(ctx: Context): Promise<{ items: contract.Dashboard[] }> {
  const rows = await found(ctx)
    .orderBy(collated(ctx, sql.ref('d.name')))
    .orderBy('d.id')
    .limit(contract.mostDashboards)
    .execute()
  return { items: rows.map((row) => show(ctx, row)) }
}

export async function addDashboard(
  ctx: Context,
  input: BodyOf<typeof contract.addDashboard>,
): Promise<contract.Dashboard> {
  const { count } = await found(ctx)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= contract.mostDashboards) fail('too_many', { kind: 'dashboard', limit: contract.mostDashboards })
  const id = newId()
  await ctx.tx
    .insertInto('dashboards')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name: input.name,
      ...(await sharing(ctx, input.shared)),
      figures: JSON.stringify(input.figures),
      created_by: ctx.actor.id,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function changeDashboard(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeDashboard>,
): Promise<contract.Dashboard> {
  const row = await find(ctx, id)
  requireVersion(ctx, row, show(ctx, row))
  requireMine(ctx, row)
  await ctx.tx
    .updateTable('dashboards')
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.shared === undefined || input.shared === row.shared ? {} : await sharing(ctx, input.shared)),
      ...(input.figures === undefined ? {} : { figures: JSON.stringify(input.figures) }),
      ...nextVersion(row, Object.keys(input)),
      updated_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function deleteDashboard(ctx: Context, id: string): Promise<Record<never, never>> {
  requireMine(ctx, await find(ctx, id))
  await ctx.tx.deleteFrom('dashboards').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

function found(ctx: Context) {
  return ctx.tx
    .selectFrom('dashboards as d')
    .leftJoin('members as maker', (join) =>
      join.onRef('maker.workspace_id', '=', 'd.workspace_id').onRef('maker.id', '=', 'd.created_by'),
    )
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where(sharedWith(ctx, 'd'))
    .selectAll('d')
    .select('maker.name as maker_name')
}

type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

async function find(ctx: Context, id: string): Promise<Row> {
  return (await found(ctx).where('d.id', '=', id).executeTakeFirst()) ?? fail('not_found', { kind: 'dashboard' })
}

function show(ctx: Context, row: Row): contract.Dashboard {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    shared: row.shared,
    figures: [...row.figures],
    isMine: isMine(ctx, row),
    madeBy: row.maker_name,
  }
}
