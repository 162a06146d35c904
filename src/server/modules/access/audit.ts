import type { Kysely } from 'kysely'
import type { AuditAction, auditActions } from '../../../contract/audit.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'

interface AuditEntry {
  readonly action: AuditAction
  readonly subject?: { readonly kind: string; readonly id: string }
  readonly data?: Record<string, unknown>
}

/** Writes an entry of the audit log, in the caller's transaction. */
export async function audit({ tx, workspace, now, actor }: Context, entry: AuditEntry): Promise<void> {
  await writeEntry(tx, { workspaceId: workspace.id, at: now, actor, ...entry })
}

interface WholeEntry extends AuditEntry {
  readonly workspaceId: string
  readonly at: Date
  readonly actor: Pick<Context['actor'], 'kind' | 'id'>
  readonly address?: string
}

/** Writes an entry where there is no context: of somebody who is no member yet, or of a job. */
export async function writeEntry(
  tx: Queries,
  { workspaceId, at, actor, action, subject, data, address }: WholeEntry,
): Promise<void> {
  await tx
    .insertInto('audit_entries')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      occurred_at: at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      action,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      data: JSON.stringify(data ?? {}),
      address: address ?? null,
    })
    .execute()
}

/** A deed of a user that belongs to no workspace: each one they are a member of keeps it. */
interface UserEntry {
  readonly action: (typeof auditActions)['access'][number]
  /** By their id, or by the address that was tried. */
  readonly user: { readonly id: string } | { readonly email: string }
  readonly address: string
  readonly data?: Record<string, unknown>
}

// A user in more workspaces than this is no person.
export const workspacesOfOneUser = 100

/** Writes an entry for a user into the audit log of every workspace where they are a member; of nobody known, none. */
export async function auditUser(db: Queries, { action, user, address, data }: UserEntry): Promise<void> {
  const members = await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.workspace_id', 'm.id'])
    .where('m.deactivated_at', 'is', null)
    .$if('id' in user, (query) => query.where('u.id', '=', 'id' in user ? user.id : ''))
    .$if('email' in user, (query) => query.where('u.email', '=', 'email' in user ? user.email : ''))
    .limit(workspacesOfOneUser)
    .execute()
  if (members.length === 0) return
  await db
    .insertInto('audit_entries')
    .values((eb) =>
      members.map(({ workspace_id, id }) => ({
        workspace_id,
        id: newId(),
        occurred_at: eb.fn<Date>('now'),
        actor_kind: 'member',
        actor_id: id,
        action,
        data: JSON.stringify(data ?? {}),
        address,
      })),
    )
    .execute()
}

export interface RefusedRequest {
  readonly workspaceId: string
  readonly actor: Context['actor']
  readonly at: Date
  readonly permission: string
  readonly request: string
  readonly address: string
}

// A flood of refusals is sampled: the first of each batch are kept, the rest are counted.
const keptPerBatch = 50
const batchMs = 1000

/** Collects refused requests and writes them after their rollback, in batches. */
export function refusalLog(db: Kysely<Tables>): { add(refused: RefusedRequest): void; close(): Promise<void> } {
  let waiting: RefusedRequest[] = []
  let dropped = 0
  let timer: NodeJS.Timeout | null = null
  const flush = async () => {
    timer = null
    const batch = waiting
    const more = dropped
    waiting = []
    dropped = 0
    if (batch.length > 0) await writeRefusals(db, batch, more)
  }
  return {
    add(refused) {
      if (waiting.length < keptPerBatch) waiting.push(refused)
      else dropped += 1
      // The log is an aid: when the database is away, the refusal itself still stands.
      timer ??= setTimeout(() => void flush().catch(() => {}), batchMs).unref()
    },
    async close() {
      if (timer) clearTimeout(timer)
      await flush()
    },
  }
}

async function writeRefusals(db: Kysely<Tables>, batch: readonly RefusedRequest[], more: number): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values(
      batch.map(({ workspaceId, actor, at, permission, request, address }, index) => ({
        workspace_id: workspaceId,
        id: newId(),
        occurred_at: at,
        actor_kind: actor.kind,
        actor_id: actor.id,
        action: 'refused',
        data: JSON.stringify({ permission, request, ...(index === 0 && more > 0 ? { more } : {}) }),
        address,
      })),
    )
    .execute()
}
