import { sql } from 'kysely'
import * as z from 'zod/mini'
import type {
  changeMember as ChangeMember,
  changePreferences as ChangePreferences,
  listMembers as ListMembers,
  Member,
} from '../../../contract/access.ts'
import type { InputOf } from '../../../contract/endpoint.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, type Page, pageOf } from '../../kernel/page.ts'
import { audit } from './audit.ts'
import { requireTeam } from './teams.ts'

const nameCursor = z.tuple([cursorText, z.uuid()])

function members(ctx: Context) {
  return ctx.tx
    .selectFrom('members as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.workspace_id', '=', 'm.workspace_id').onRef('t.id', '=', 'm.team_id'),
    )
    .select(['m.id', 'm.name', 'm.role', 'm.user_id', 'm.created_at', 'm.version', 'm.field_versions', 'u.email'])
    .select(['m.team_id', 't.name as team_name', 'm.sees', 'm.deactivated_at'])
    .where('m.workspace_id', '=', ctx.workspace.id)
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

function show(row: MemberRow): Member {
  const { id, name, role, email, sees, version } = row
  return {
    id,
    name,
    email,
    role,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
    sees,
    canSignIn: row.user_id !== null && row.deactivated_at === null,
    deactivatedAt: row.deactivated_at?.toISOString() ?? null,
    version,
    createdAt: row.created_at.toISOString(),
  }
}

/** One member as the API shows it. */
export async function showMember(ctx: Context, id: string): Promise<Member> {
  const row = await members(ctx).where('m.id', '=', id).executeTakeFirst()
  return row ? show(row) : fail('not_found', { kind: 'member' })
}

/** The members by name, those who cannot sign in yet among them; deactivated ones only if asked for. */
export async function listMembers(ctx: Context, { query }: InputOf<typeof ListMembers>): Promise<Page<Member>> {
  const after = decodeCursor(query.after, nameCursor)
  const rows = await members(ctx)
    .$if(query.include !== 'deactivated', (list) => list.where('m.deactivated_at', 'is', null))
    .$if(after !== null, (list) =>
      list.where(sql<boolean>`(lower(m.name), m.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`lower(m.name)`)
    .orderBy('m.id')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.name.toLowerCase(), row.id], show)
}

/** Changes a member's role, team, sight or name; a workspace keeps at least one owner who can sign in. */
export async function changeMember(ctx: Context, { params, body }: InputOf<typeof ChangeMember>): Promise<Member> {
  const row = await holdMember(ctx, params.id)
  requireVersion(ctx, row, show(row))
  requireOwnerFor(ctx, row.role, body.role)
  if (body.role !== undefined && body.role !== 'owner') requireOtherOwner(row)
  await requireTeam(ctx, body.teamId)
  const { teamId, ...same } = body
  const set = { ...same, ...(teamId === undefined ? {} : { team_id: teamId }) }
  await ctx.tx
    .updateTable('members')
    .set({ ...set, ...nextVersion(row, Object.keys(body)) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  const after = await showMember(ctx, row.id)
  const was = show(row)
  await audit(ctx, {
    action: 'member.changed',
    subject: { kind: 'member', id: row.id },
    data: {
      ...(after.role === was.role ? {} : { role: after.role, roleBefore: was.role }),
      ...(after.sees === was.sees ? {} : { sees: after.sees, seesBefore: was.sees }),
      ...(after.team?.id === was.team?.id
        ? {}
        : { team: after.team?.name ?? null, teamBefore: was.team?.name ?? null }),
      ...(after.name === was.name ? {} : { nameBefore: was.name }),
    },
  })
  return after
}

/** A member locked for a change, and whether another owner could still run the workspace without them. */
export type HeldMember = MemberRow & { readonly isLastOwner: boolean }

/** Locks a member. The owners are locked in one order first, so that two of them cannot step down at the same moment. */
export async function holdMember(ctx: Context, id: string): Promise<HeldMember> {
  const owners = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('role', '=', 'owner')
    .where('user_id', 'is not', null)
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .limit(1000)
    .forUpdate()
    .execute()
  const row = await members(ctx).where('m.id', '=', id).forUpdate('m').executeTakeFirst()
  if (!row) fail('not_found', { kind: 'member' })
  return { ...row, isLastOwner: row.role === 'owner' && owners.every((owner) => owner.id === row.id) }
}

/** Refuses to take the last owner out of a workspace. */
export function requireOtherOwner(row: HeldMember): void {
  if (row.isLastOwner) fail('last_owner')
}

/** Owners are made, changed and let go by owners. */
export function requireOwnerFor(ctx: Context, ...concerned: readonly (Role | undefined)[]): void {
  if (concerned.includes('owner') && ctx.actor.role !== 'owner') fail('forbidden', { permission: 'owner' })
}

/** A member's own language, theme and keys; an API key has none. */
export async function changePreferences(
  ctx: Context,
  { body }: InputOf<typeof ChangePreferences>,
): Promise<Record<never, never>> {
  if (ctx.actor.kind !== 'member') fail('not_found', { kind: 'member' })
  const { singleKeys, ...same } = body
  const set = { ...same, ...(singleKeys === undefined ? {} : { single_keys: singleKeys }) }
  if (Object.keys(set).length === 0) return {}
  await ctx.tx
    .updateTable('members')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ctx.actor.id)
    .execute()
  return {}
}

/** Someone whom an import names: a member who cannot sign in until claimed. */
export interface NewMember {
  readonly name: string
  readonly role: Role
  readonly externalId?: string | undefined
}

/** Adds members without sign-in, all in one statement. Returns their ids in the order given. */
export async function addUnclaimedMembers(ctx: Context, added: readonly NewMember[]): Promise<string[]> {
  if (added.length === 0) return []
  const rows = added.map((member) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    name: member.name,
    role: member.role,
    language: ctx.workspace.language,
    external_id: member.externalId ?? null,
    created_at: ctx.now,
  }))
  await ctx.tx.insertInto('members').values(rows).execute()
  return rows.map((row) => row.id)
}
