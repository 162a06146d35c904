import { sql } from 'kysely'
import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'

/** An import while it runs. */
export interface Run {
  readonly db: Queries
  readonly importId: string
  readonly workspace: Workspace
}

/**
 * What a batch runs in: a transaction whose look-ups go by an index, also while the database still takes a table for as
 * small as it was when the import began.
 */
export async function batchContext(run: Run, tx: Queries): Promise<Context> {
  const { rows } = await sql<{ now: Date }>`
    select now() as now, set_config('enable_seqscan', 'off', true) as scans`.execute(tx)
  const [row] = rows
  assert(row, 'a select without from has a row')
  const actor = { kind: 'import', id: run.importId, role: 'admin', sees: null } as const
  return { tx, actor, workspace: run.workspace, now: row.now, version: null }
}
