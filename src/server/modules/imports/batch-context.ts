import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { nowOf } from '../../kernel/job.ts'

/** An import while it runs. */
export interface Run {
  readonly db: Queries
  readonly importId: string
  readonly workspace: Workspace
}

/** What a batch runs in. */
export async function batchContext(run: Run, tx: Queries): Promise<Context> {
  const actor = { kind: 'import', id: run.importId, role: 'admin', sees: null } as const
  return { tx, actor, workspace: run.workspace, now: await nowOf(tx), version: null }
}
