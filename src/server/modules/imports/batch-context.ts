import { sql } from 'kysely'
import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'

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

/** The database's time. */
export async function nowOf(db: Queries): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  const [row] = rows
  assert(row, 'a select without from has a row')
  return row.now
}
