import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/team.ts'
import type { Team } from '../../../contract/team.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, type Page, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from './audit.ts'

const nameCursor = z.tuple([cursorText, z.uuid()])

function teams(ctx: Context) {
  return ctx.tx
    .selectFrom('teams as t')
    .select(['t.id', 't.name', 't.version', 't.field_versions', 't.created_at'])
    .select(
      sql<number>`(select count(*) from members m
        where m.workspace_id = t.workspace_id and m.team_id = t.id and m.deactivated_at is null)`.as('member_count'),
    )
    .where('t.workspace_id', '=', ctx.workspace.id)
}

type TeamRow = Awaited<ReturnType<ReturnType<typeof teams>['execute']>>[number]

function show({ id, name, member_count, version, created_at }: TeamRow): Team {
  return { id, name, memberCount: member_count, version, createdAt: created_at.toISOString() }
}

/** The teams by name. */
export async function listTeams(ctx: Context, { query }: InputOf<typeof contract.listTeams>): Promise<Page<Team>> {
  const after = decodeCursor(query.after, nameCursor)
  const rows = await teams(ctx)
    .$if(after !== null, (list) =>
      list.where(sql<boolean>`(lower(t.name), t.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.name.toLowerCase(), row.id], show)
}

export async function addTeam(ctx: Context, { body }: InputOf<typeof contract.addTeam>): Promise<Team> {
  const row = { workspace_id: ctx.workspace.id, id: newId(), name: body.name, created_at: ctx.now }
  await unlessTaken(
    ctx,
    'team',
    () => ctx.tx.insertInto('teams').values(row).execute(),
    () => holderOf(ctx, body.name),
  )
  await audit(ctx, { action: 'team.added', subject: { kind: 'team', id: row.id }, data: { name: body.name } })
  return { id: row.id, name: row.name, memberCount: 0, version: 1, createdAt: ctx.now.toISOString() }
}

export async function renameTeam(ctx: Context, { params, body }: InputOf<typeof contract.renameTeam>): Promise<Team> {
  const row = await teams(ctx).where('t.id', '=', params.id).forUpdate('t').executeTakeFirst()
  if (!row) fail('not_found', { kind: 'team' })
  requireVersion(ctx, row, show(row))
  const next = nextVersion(row, ['name'])
  const write = () =>
    ctx.tx
      .updateTable('teams')
      .set({ name: body.name, ...next })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', row.id)
      .execute()
  await unlessTaken(ctx, 'team', write, () => holderOf(ctx, body.name))
  const subject = { kind: 'team', id: row.id }
  await audit(ctx, { action: 'team.renamed', subject, data: { from: row.name, to: body.name } })
  return { ...show(row), name: body.name, version: next.version }
}

/** All that names a team, and what becomes of it when the team goes: what was shared with it stays with whoever made it. */
const leftBy = {
  members: { team_id: null },
  invitations: { team_id: null },
  views: { team_id: null, shared: 'own' },
  dashboards: { team_id: null, shared: 'own' },
} as const
const leaving = ['members', 'invitations', 'views', 'dashboards'] as const satisfies (keyof typeof leftBy)[]
/** What was said of a team's deals goes with it. */
const going = ['forecast_commits'] as const
export const namesTeams: readonly string[] = [...leaving, ...going]

/** Deletes a team. Its members belong to none then: who saw the team's deals sees their own. */
export async function deleteTeam(
  ctx: Context,
  { params }: InputOf<typeof contract.deleteTeam>,
): Promise<Record<never, never>> {
  const row = await teams(ctx).where('t.id', '=', params.id).forUpdate('t').executeTakeFirst()
  if (!row) fail('not_found', { kind: 'team' })
  for (const table of leaving)
    await ctx.tx
      .updateTable(table)
      .set(leftBy[table])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('team_id', '=', row.id)
      .execute()
  for (const table of going)
    await ctx.tx.deleteFrom(table).where('workspace_id', '=', ctx.workspace.id).where('team_id', '=', row.id).execute()
  await ctx.tx.deleteFrom('teams').where('workspace_id', '=', ctx.workspace.id).where('id', '=', row.id).execute()
  const data = { name: row.name, members: row.member_count }
  await audit(ctx, { action: 'team.deleted', subject: { kind: 'team', id: row.id }, data })
  return {}
}

function holderOf(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('teams')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
}

/** Refuses a team that there is not. */
export async function requireTeam(ctx: Context, teamId: string | null | undefined): Promise<void> {
  if (teamId === undefined || teamId === null) return
  const found = await teams(ctx).where('t.id', '=', teamId).executeTakeFirst()
  if (!found) fail('unknown_reference', { field: 'teamId' })
}
