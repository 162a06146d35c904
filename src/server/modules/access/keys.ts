import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type {
  createApiKey as CreateApiKey,
  listApiKeys as ListApiKeys,
  revokeApiKey as RevokeApiKey,
} from '../../../contract/access.ts'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import { may, type Permission, permissions, type Role } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { keyText, sha256 } from '../../kernel/key.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { audit } from './audit.ts'
import { requireOwnerFor } from './members.ts'

/** The keys that are not revoked, newest first. */
export async function listApiKeys(
  ctx: Context,
  { query }: InputOf<typeof ListApiKeys>,
): Promise<OutputOf<typeof ListApiKeys>> {
  const after = decodeCursor(query.after, idCursor)
  const rows = await ctx.tx
    .selectFrom('api_keys as k')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'k.workspace_id').onRef('m.id', '=', 'k.member_id'),
    )
    .leftJoin('members as a', (join) =>
      join.onRef('a.workspace_id', '=', 'k.workspace_id').onRef('a.id', '=', 'k.created_by'),
    )
    .select(['k.id', 'k.name', 'k.role', 'k.scopes', 'k.created_at', 'k.expires_at', 'k.last_used_at'])
    .select(['m.id as member_id', 'm.name as member_name', 'a.id as maker_id', 'a.name as maker_name'])
    .where('k.workspace_id', '=', ctx.workspace.id)
    .where('k.revoked_at', 'is', null)
    .$if(after !== null, (list) => list.where('k.id', '<', after?.[0] ?? ''))
    .orderBy('k.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    ({ id, name, role, scopes, created_at, expires_at, last_used_at, ...row }) => ({
      id,
      name,
      role,
      scopes,
      member: row.member_id === null ? null : { id: row.member_id, name: row.member_name ?? '' },
      madeBy: row.maker_id === null ? null : { id: row.maker_id, name: row.maker_name ?? '' },
      createdAt: created_at.toISOString(),
      expiresAt: expires_at?.toISOString() ?? null,
      lastUsedAt: last_used_at?.toISOString() ?? null,
    }),
  )
}

/**
 * Makes a key. It may have no right that its maker lacks, and never does more than the member for whom it stands may at that
 * moment; standing for nobody, its maker answers for it. The secret is shown once and stored as its hash.
 */
export async function createApiKey(
  ctx: Context,
  { body }: InputOf<typeof CreateApiKey>,
): Promise<OutputOf<typeof CreateApiKey>> {
  const { name, role, memberId = null } = body
  const scopes = body.scopes ?? null
  const kept = permissions.filter((right) => may(role, right) && (scopes === null || scopes.includes(right)))
  const beyond = kept.find((right) => !has(ctx.actor, right))
  if (beyond) fail('forbidden', { permission: beyond })
  const standsFor = memberId === null ? null : await requireStandIn(ctx, memberId)
  requireOwnerFor(ctx, role, standsFor?.role)
  const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
  const made = await insertKey(ctx, { name, role, scopes, memberId, expiresAt })
  const data = {
    name,
    role,
    ...(scopes ? { scopes: scopes.length } : {}),
    ...(standsFor ? { for: standsFor.name } : {}),
  }
  await audit(ctx, { action: 'key.created', subject: { kind: 'key', id: made.id }, data })
  return made
}

async function requireStandIn(ctx: Context, memberId: string): Promise<{ name: string; role: Role }> {
  const member = await ctx.tx
    .selectFrom('members')
    .select(['name', 'role'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  return member ?? fail('unknown_reference', { field: 'memberId' })
}

interface NewKey {
  readonly name: string
  readonly role: Role
  readonly scopes?: readonly Permission[] | null
  readonly memberId?: string | null
  readonly expiresAt: Date | null
}

/** Stores a new key and returns its text, which is never seen again. */
export async function insertKey(
  ctx: Pick<Context, 'tx' | 'workspace' | 'now' | 'actor'>,
  key: NewKey,
): Promise<{ id: string; key: string }> {
  const id = newId()
  const secret = randomBytes(32).toString('base64url')
  await ctx.tx
    .insertInto('api_keys')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name: key.name,
      role: key.role,
      scopes: key.scopes ? [...key.scopes] : null,
      member_id: key.memberId ?? null,
      secret_hash: sha256(secret),
      created_by: answerable(ctx),
      created_at: ctx.now,
      expires_at: key.expiresAt,
    })
    .execute()
  return { id, key: keyText(ctx.workspace.id, secret) }
}

/** The member who answers for what the actor makes: of a key made by a key, the one who answers for that one. */
function answerable({ actor, workspace }: Pick<Context, 'actor' | 'workspace'>) {
  if (actor.kind !== 'key') return actor.id
  return sql<string>`(select coalesce(k.member_id, k.created_by) from api_keys k
    where k.workspace_id = ${workspace.id} and k.id = ${actor.id})`
}

/** Revokes a key at once: the next request with it is answered 401. */
export async function revokeApiKey(
  ctx: Context,
  { params }: InputOf<typeof RevokeApiKey>,
): Promise<Record<never, never>> {
  const revoked = await ctx.tx
    .updateTable('api_keys')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', params.id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!revoked) fail('not_found', { kind: 'key' })
  const data = { name: revoked.name }
  await audit(ctx, { action: 'key.revoked', subject: { kind: 'key', id: params.id }, data })
  return {}
}
