import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { completeFirstRun as CompleteFirstRun, showFirstRun as ShowFirstRun } from '../../../contract/access.ts'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import { fail } from '../../kernel/fail.ts'
import { sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'
import { beginSession } from '../access/index.ts'
import { beginWorkspace } from './workspace.ts'

/** The one-time link of the first run: needed from anywhere but this machine. */
export interface FirstRunGuard {
  readonly token: string
  /** Whether this machine itself needs none: with the embedded database, whoever reaches it owns it. */
  readonly trustsLocal: boolean
}

/** Whether the first run is still open, and whether this visitor needs the link's token. */
export async function showFirstRun(visitor: Visitor, guard: FirstRunGuard): Promise<OutputOf<typeof ShowFirstRun>> {
  return { open: await isOpen(visitor), tokenNeeded: !(guard.trustsLocal && visitor.local) }
}

/** Creates the first workspace and signs its owner in. Two at the same moment: the second is refused. */
export async function completeFirstRun(
  visitor: Visitor,
  body: BodyOf<typeof CompleteFirstRun>,
  guard: FirstRunGuard,
): Promise<OutputOf<typeof CompleteFirstRun>> {
  const { db } = visitor
  const trusted =
    (guard.trustsLocal && visitor.local) ||
    (body.token !== undefined && timingSafeEqual(sha256(body.token), sha256(guard.token)))
  if (!trusted || !(await isOpen(visitor))) fail('first_run_closed')
  const { workspace } = await db.transaction().execute(async (tx) => {
    await sql`lock table workspaces in share row exclusive mode`.execute(tx)
    const first = await tx.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()
    if (first) fail('first_run_closed')
    return beginWorkspace(tx, { ...body, ownerName: body.name, name: body.workspaceName })
  })
  const session = await beginSession(db, body.email, body.password, visitor)
  if (session) visitor.setSession(session)
  return { workspaceId: workspace.id, slug: workspace.slug }
}

async function isOpen({ db }: Visitor): Promise<boolean> {
  return (await db.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()) === undefined
}
