import { type Kysely, sql } from 'kysely'
import type { Role } from '../../contract/permissions.ts'
import type { Language } from '../../contract/primitives.ts'
import type { Tables } from '../database/tables.ts'
import type { Actor, Context, Workspace } from '../kernel/context.ts'
import { parseKey, sha256 } from '../kernel/key.ts'
import { bounded } from '../kernel/rights.ts'
import { seenByMember } from '../kernel/seen.ts'
import { statement } from '../kernel/statement.ts'

/** An answer that was given to this idempotency key before. */
export interface EarlierAnswer {
  readonly requestHash: Buffer
  readonly status: number
  readonly response: unknown
}

/** Who is asking, in which workspace, at what time of the database; and what this key was answered before. */
export interface Caller {
  readonly actor: Actor
  readonly workspace: Workspace
  readonly now: Date
  readonly lastUsedAt: Date | null
  readonly earlier: EarlierAnswer | null
}

interface CallerRow {
  actor_id: string
  role: Role
  sees: string[] | null
  scopes: string[] | null
  /** The member that a key stands for. */
  member_id: string | null
  /** Of the member who answers for a key. */
  member_role: Role | null
  last_used_at: Date | null
  id: string
  slug: string
  language: Language
  currency: string
  time_zone: string
  custom_version: number
  now: Date
  earlier_hash: Buffer | null
  earlier_status: number | null
  earlier_response: unknown
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const answeredBefore = sql`
  i.request_hash as earlier_hash, i.status as earlier_status, i.response as earlier_response`
const workspaceColumns = sql`w.id, w.slug, w.language, w.currency, w.time_zone, w.custom_version, now() as now`

const memberOf = (named: 'id' | 'slug') =>
  statement(
    (workspaceName: string, idempotencyKey: string | null, tokenHash: string) => sql<CallerRow>`
      select m.id as actor_id, m.role, ${seenByMember} as sees, null as scopes, m.id as member_id,
        null as member_role, s.updated_at as last_used_at, ${workspaceColumns}, ${answeredBefore}
      from sessions s
      join workspaces w on w.${sql.ref(named)} = ${workspaceName}
      join members m on m.workspace_id = w.id and m.user_id = s.user_id and m.deactivated_at is null
      left join idempotency_keys i on i.workspace_id = w.id and i.actor_id = m.id and i.key = ${idempotencyKey}
        and i.created_at > now() - interval '24 hours'
      where s.token = ${tokenHash} and s.expires_at > now()`,
  )
const memberById = memberOf('id')
const memberBySlug = memberOf('slug')

/** Finds the member of a session in a workspace: one query, which also brings the time and an earlier answer. */
export async function callerBySession(
  db: Kysely<Tables>,
  token: string,
  workspaceName: string,
  idempotencyKey: string | null,
): Promise<Caller | null> {
  const find = uuidPattern.test(workspaceName) ? memberById : memberBySlug
  const [row] = await find(db, workspaceName, idempotencyKey, sha256(token).toString('hex'))
  return row ? caller('member', row) : null
}

const keyHolder = statement(
  (idempotencyKey: string | null, workspaceId: string, secretHash: Buffer) => sql<CallerRow>`
    select k.id as actor_id, k.role, case when k.member_id is not null then ${seenByMember} end as sees, k.scopes,
      k.member_id, m.role as member_role, k.last_used_at, ${workspaceColumns}, ${answeredBefore}
    from api_keys k
    join workspaces w on w.id = k.workspace_id
    left join members m on m.workspace_id = k.workspace_id and m.id = coalesce(k.member_id, k.created_by)
    left join idempotency_keys i on i.workspace_id = k.workspace_id and i.actor_id = k.id and i.key = ${idempotencyKey}
      and i.created_at > now() - interval '24 hours'
    where k.workspace_id = ${workspaceId} and k.secret_hash = ${secretHash}
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and m.deactivated_at is null`,
)

/**
 * Finds the API key of an Authorization header, if it is valid. It may at most what the member may whom it stands for, or,
 * standing for nobody, who made it; when that member is deactivated, it stops.
 */
export async function callerByKey(
  db: Kysely<Tables>,
  text: string,
  idempotencyKey: string | null,
): Promise<Caller | null> {
  const key = parseKey(text)
  if (!key) return null
  const [row] = await keyHolder(db, idempotencyKey, key.workspaceId, sha256(key.secret))
  if (!row) return null
  return caller('key', row.member_role === null ? row : { ...row, ...bounded(row.role, row.scopes, row.member_role) })
}

type Known = Omit<CallerRow, 'scopes'> & { readonly scopes: readonly string[] | null }

function caller(kind: 'member' | 'key', row: Known): Caller {
  return {
    actor: { kind, id: row.actor_id, role: row.role, sees: row.sees, scopes: row.scopes, memberId: row.member_id },
    workspace: {
      id: row.id,
      slug: row.slug,
      language: row.language,
      currency: row.currency,
      timeZone: row.time_zone,
      customVersion: row.custom_version,
    },
    now: row.now,
    lastUsedAt: row.last_used_at,
    earlier:
      row.earlier_hash && row.earlier_status
        ? { requestHash: row.earlier_hash, status: row.earlier_status, response: row.earlier_response }
        : null,
  }
}

/** The user of a session, for calls without a workspace. */
export async function userBySession(
  db: Kysely<Tables>,
  token: string,
): Promise<{ id: string; sessionToken: string } | null> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from sessions where token = ${sha256(token).toString('hex')} and expires_at > now()`.execute(db)
  return rows[0] ? { id: rows[0].user_id, sessionToken: token } : null
}

/** The context of a caller's request. */
export function callerContext(caller: Caller, tx: Kysely<Tables>, version: number | null): Context {
  return { tx, actor: caller.actor, workspace: caller.workspace, now: caller.now, version }
}

const hourMs = 3_600_000

/** Keeps when a key or session was last used, at most hourly, beside the request: nobody waits for it. */
export function noteUse(
  db: Kysely<Tables>,
  { actor, workspace, lastUsedAt, now }: Caller,
  sessionToken?: string,
): void {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < hourMs) return
  const noted =
    actor.kind === 'key'
      ? db
          .updateTable('api_keys')
          .set({ last_used_at: now })
          .where('workspace_id', '=', workspace.id)
          .where('id', '=', actor.id)
      : db
          .updateTable('sessions')
          .set({ updated_at: now })
          .where('token', '=', sha256(sessionToken ?? '').toString('hex'))
  // The next request tries again; the one that was asked has its answer.
  noted.execute().catch(() => {})
}
