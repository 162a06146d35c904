import { randomBytes } from 'node:crypto'
import type {
  createApiKey as CreateApiKey,
  listApiKeys as ListApiKeys,
  revokeApiKey as RevokeApiKey,
} from '../../../contract/access.ts'
import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import { may, permissions, type Role } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { keyText, sha256 } from '../../kernel/key.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { audit } from './audit.ts'

/** The keys that are not revoked, newest first. */
export async function listApiKeys(
  ctx: Context,
  { query }: InputOf<typeof ListApiKeys>,
): Promise<OutputOf<typeof ListApiKeys>> {
  const after = decodeCursor(query.after, idCursor)
  const rows = await ctx.tx
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'created_at', 'expires_at', 'last_used_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('revoked_at', 'is', null)
    .$if(after !== null, (list) => list.where('id', '<', after?.[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    ({ id, name, role, created_at, expires_at, last_used_at }) => ({
      id,
      name,
      role,
      createdAt: created_at.toISOString(),
      expiresAt: expires_at?.toISOString() ?? null,
      lastUsedAt: last_used_at?.toISOString() ?? null,
    }),
  )
}

/** Makes a key; it may have no right that its maker lacks. The secret is shown once and stored as its hash. */
export async function createApiKey(
  ctx: Context,
  { body }: InputOf<typeof CreateApiKey>,
): Promise<OutputOf<typeof CreateApiKey>> {
  const beyond = permissions.find((right) => may(body.role, right) && !may(ctx.actor.role, right))
  if (beyond || (body.role === 'owner' && ctx.actor.role !== 'owner'))
    fail('forbidden', { permission: beyond ?? 'owner' })
  const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
  const made = await insertKey(ctx, { name: body.name, role: body.role, expiresAt })
  await audit(ctx, { action: 'key.created', subject: { kind: 'key', id: made.id }, data: { role: body.role } })
  return made
}

/** Stores a new key and returns its text, which is never seen again. */
export async function insertKey(
  ctx: Pick<Context, 'tx' | 'workspace' | 'now' | 'actor'>,
  key: { name: string; role: Role; expiresAt: Date | null },
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
      secret_hash: sha256(secret),
      created_by: ctx.actor.id,
      created_at: ctx.now,
      expires_at: key.expiresAt,
    })
    .execute()
  return { id, key: keyText(ctx.workspace.id, secret) }
}

/** Revokes a key at once: the next request with it is answered 401. */
export async function revokeApiKey(
  ctx: Context,
  { params }: InputOf<typeof RevokeApiKey>,
): Promise<Record<never, never>> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('api_keys')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', params.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) fail('not_found', { kind: 'key' })
  await audit(ctx, { action: 'key.revoked', subject: { kind: 'key', id: params.id } })
  return {}
}
