import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'

interface AuditEntry {
  readonly action: string
  readonly subject?: { readonly kind: string; readonly id: string }
  readonly data?: Record<string, unknown>
}

/** Writes an entry of the audit log, in the caller's transaction. */
export async function audit(ctx: Context, { action, subject, data }: AuditEntry): Promise<void> {
  await ctx.tx
    .insertInto('audit_entries')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      occurred_at: ctx.now,
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.id,
      action,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      data: JSON.stringify(data ?? {}),
    })
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
