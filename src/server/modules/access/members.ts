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

const nameCursor = z.tuple([cursorText, z.uuid()])

function members(ctx: Context) {
  return ctx.tx
    .selectFrom('members as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.name', 'm.role', 'm.user_id', 'm.created_at', 'm.version', 'm.field_versions', 'u.email'])
    .where('m.workspace_id', '=', ctx.workspace.id)
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

function show(row: MemberRow): Member {
  const { id, name, role, email, version } = row
  return { id, name, role, email, canSignIn: row.user_id !== null, version, createdAt: row.created_at.toISOString() }
}

/** The members by name, those who cannot sign in yet among them. */
export async function listMembers(ctx: Context, { query }: InputOf<typeof ListMembers>): Promise<Page<Member>> {
  const after = decodeCursor(query.after, nameCursor)
  const rows = await members(ctx)
    .$if(after !== null, (list) =>
      list.where(sql<boolean>`(lower(m.name), m.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`lower(m.name)`)
    .orderBy('m.id')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.name.toLowerCase(), row.id], show)
}

/** Changes a member's role or name; a workspace keeps at least one owner who can sign in. */
export async function changeMember(ctx: Context, { params, body }: InputOf<typeof ChangeMember>): Promise<Member> {
  // The owners are locked in one order, so that two of them cannot step down at the same moment.
  const owners = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('role', '=', 'owner')
    .where('user_id', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const row = await members(ctx).where('m.id', '=', params.id).forUpdate('m').executeTakeFirst()
  if (!row) fail('not_found', { kind: 'member' })
  requireVersion(ctx, row, show(row))
  const stepsDown = body.role !== undefined && body.role !== 'owner' && row.role === 'owner'
  if (stepsDown && owners.every((owner) => owner.id === row.id)) fail('last_owner')
  if ((body.role === 'owner' || row.role === 'owner') && ctx.actor.role !== 'owner')
    fail('forbidden', { permission: 'owner' })
  const next = nextVersion(row, Object.keys(body))
  await ctx.tx
    .updateTable('members')
    .set({ ...body, ...next })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  await audit(ctx, {
    action: 'member.changed',
    subject: { kind: 'member', id: row.id },
    data: { role: body.role, was: row.role },
  })
  return { ...show(row), ...body, version: next.version }
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
