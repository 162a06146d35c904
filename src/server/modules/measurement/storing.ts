import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { nowOf, workspaceOf } from '../../kernel/job.ts'
import { largeDeals } from './figures.ts'
import { wordsSinceWork } from './hours/stored-work.ts'
import { changesSinceStored } from './stored-histories.ts'
import { walkerOf } from './walker.ts'

const pauseMs = 10 * 60_000
/** Fewer changes are read on in some tenths of a second; to store a million deals anew is to write some 70 MB. */
const manyChanges = 10_000
/** Since more words a day of work is not told from another. */
const manyWords = 1_000

/**
 * Sees to it that the histories of large workspaces are stored, and stored anew when much has changed: after a start the
 * first figure need not read millions of facts. Returns what ends it.
 */
export function storeRegularly(db: Kysely<Tables>): () => void {
  // The next time tries again: until then the first figure after a start takes longer.
  const timer = setInterval(() => void storeAll(db).catch(() => {}), pauseMs).unref()
  return () => clearInterval(timer)
}

/** After a start, reads the history that was stored last before somebody asks for a figure: where one is large, it is the one. */
export async function readAhead(db: Kysely<Tables>): Promise<void> {
  const last = await db
    .selectFrom('stored_histories')
    .select('workspace_id')
    .orderBy('stored_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const workspace = last && (await workspaceOf(db, last.workspace_id))
  if (workspace) await walkerOf()?.walk({ workspace, now: await nowOf(db), wanted: 'read' })
}

/** Stores what has to be stored, one workspace after the other. */
export async function storeAll(db: Kysely<Tables>, many = manyChanges, large = largeDeals): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id from workspaces w
    where exists (select 1 from deals d where d.workspace_id = w.id offset ${large} limit 1) limit 1000`.execute(db)
  for (const { id } of rows) {
    const workspace = await workspaceOf(db, id)
    if (!workspace) continue
    const now = await nowOf(db)
    const changes = await changesSinceStored({ tx: db, workspace, now })
    if (changes === null || changes > many) await walkerOf()?.walk({ workspace, now, wanted: 'store' })
    const words = await wordsSinceWork({ tx: db, workspace, now }, manyWords)
    if (words === null || words >= manyWords) await walkerOf()?.walk({ workspace, now, wanted: 'work' })
  }
}
