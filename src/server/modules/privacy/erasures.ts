import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/privacy.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Workspace } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue, type Job, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import { requireWhom, tableOf, whomOf } from '../../kernel/whom.ts'
import { whoIs } from './about.ts'
import { forget } from './forget.ts'
import { marksOf, ownMarks, patternOf } from './marks.ts'
import { searchedTables, takeOut } from './search.ts'

const erasureJob = 'privacy.erase'

export const privacyJobs: JobHandlers = { [erasureJob]: runErasure }

/** Takes somebody out of every list at once, and asks for the rest. */
export async function eraseAll(ctx: Context, input: BodyOf<typeof contract.eraseAll>): Promise<contract.Erasure> {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  const table = sql.table(tableOf(whom.kind))
  const { rows } = await sql<{ name: string; erased_at: Date | null }>`
    select name, erased_at from ${table} where workspace_id = ${ctx.workspace.id} and id = ${whom.id} for update`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (!row || row.erased_at !== null) fail('unknown_reference', { field: `${whom.kind}Id` })
  const plain = (name: string) => name.normalize('NFC').trim().toLowerCase()
  if (plain(row.name) !== plain(input.name)) fail('name_differs')
  await sql`
    update ${table} set archived_at = coalesce(archived_at, ${ctx.now})
    where workspace_id = ${ctx.workspace.id} and id = ${whom.id}`.execute(ctx.tx)
  const id = newId()
  await sql`
    insert into erasures (workspace_id, id, kind, customer_id, status, actor_kind, actor_id, asked_at)
    values (${ctx.workspace.id}, ${id}, ${whom.kind}, ${whom.id}, 'queued', ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await enqueue(ctx, { kind: erasureJob, payload: { erasureId: id } })
  await leaveChange(ctx, { kind: whom.kind === 'person' ? 'people' : 'households', id: whom.id, fields: [] })
  return showErasure(ctx, id)
}

export async function showErasure(ctx: Context, id: string): Promise<contract.Erasure> {
  const row = await find(ctx, id)
  if (!row) return fail('not_found', { kind: 'erasures' })
  const { status, asked_at, finished_at } = row
  return { id, status, askedAt: asked_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null }
}

async function find({ tx, workspace }: Pick<Context, 'tx' | 'workspace'>, id: string) {
  return tx
    .selectFrom('erasures')
    .selectAll()
    .where('workspace_id', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
}

/**
 * First the words of others, table by table, then whoever it is about, whose row says until then what is searched for: taken
 * up again after a crash, it begins anew and finds less.
 */
async function runErasure(job: Job): Promise<'done' | 'later'> {
  const workspace = await workspaceOf(job.db, job.workspaceId)
  const id = String(job.payload['erasureId'])
  const row = workspace && (await find({ tx: job.db, workspace }, id))
  if (!row || row.status !== 'queued') return 'done'
  if (job.isLastTry) {
    await settle(job, workspace, id, 'failed')
    return 'done'
  }
  const place = { tx: job.db, workspace }
  const who = await whoIs(place, row.kind, row.customer_id)
  const marks = await marksOf(place, who)
  const pattern = patternOf(await ownMarks(place, who, marks))
  if (pattern !== null && !(await searchAll(job, pattern))) return 'later'
  await job.db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    // Whoever asked had the right to erase whatever there is of them.
    const actor = { kind: row.actor_kind, id: row.actor_id, role: 'owner', sees: null } as const
    const ctx: Context = { tx, workspace, actor, now: await nowOf(tx), version: null }
    await forget(ctx, await whoIs(ctx, row.kind, row.customer_id), marks)
    await settle({ db: tx }, workspace, id, 'done')
  })
  return 'done'
}

async function searchAll(job: Job, pattern: string): Promise<boolean> {
  for (const searched of await searchedTables(job.db)) {
    if (!(await takeOut(job.db, job.workspaceId, searched, pattern, job.signal))) return false
  }
  return true
}

async function settle({ db }: { db: Context['tx'] }, workspace: Workspace, id: string, status: 'done' | 'failed') {
  await sql`
    update erasures set status = ${status}, finished_at = now()
    where workspace_id = ${workspace.id} and id = ${id}`.execute(db)
}
