import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/improvements.ts'
import type { Context } from '../../kernel/context.ts'
import { requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { audit } from '../access/index.ts'
import { processMap } from '../measurement/index.ts'
import { holdProcess } from '../process/index.ts'
import { originOf, reasonOf } from './origins.ts'
import { holdRow, requireState, save, saved, showImprovement } from './rows.ts'

export async function addImprovement(
  ctx: Context,
  { processId, title, why, stage, ownerId, from }: BodyOf<typeof contract.addImprovement>,
): Promise<contract.Improvement> {
  await holdProcess(ctx, processId)
  await requireKnown(ctx, processId, { stage, ownerId })
  const origin = from === null ? null : await originOf(ctx, processId, from)
  const reason = origin && reasonOf(origin)
  await requireRoom(ctx, processId, reason)
  const id = newId()
  await ctx.tx
    .insertInto('improvements')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      process_id: processId,
      title,
      why,
      stage_key: stage,
      owner_id: ownerId,
      origin: origin && JSON.stringify(origin),
      reason,
      state: 'waiting',
      position: await behindAll(ctx, processId),
      former: '[]',
      created_by: ctx.actor.memberId ?? ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  return showImprovement(ctx, id)
}

export async function changeImprovement(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeImprovement>,
): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireVersion(ctx, row, await showImprovement(ctx, id))
  await requireKnown(ctx, row.process_id, input)
  const { title, why, stage, ownerId } = input
  return saved(ctx, row, Object.keys(input), {
    ...(title === undefined ? {} : { title }),
    ...(why === undefined ? {} : { why }),
    ...(stage === undefined ? {} : { stage_key: stage }),
    ...(ownerId === undefined ? {} : { owner_id: ownerId }),
  })
}

/** Puts one before another, or behind all. The others keep their order. */
export async function moveImprovement(
  ctx: Context,
  id: string,
  { before }: BodyOf<typeof contract.moveImprovement>,
): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id)
  requireState(row, ['waiting'])
  const waiting = await waitingIn(ctx, row.process_id).select('id').orderBy('position').orderBy('id').execute()
  const others = waiting.map((each) => each.id).filter((other) => other !== id)
  const at = before === null ? others.length : others.indexOf(before)
  if (at === -1 && before !== id) fail('unknown_reference', { field: 'before' })
  if (at === -1) return showImprovement(ctx, id)
  await sql`
    update improvements i set position = o.place
    from unnest(${others.toSpliced(at, 0, id)}::uuid[]) with ordinality as o (id, place)
    where i.workspace_id = ${ctx.workspace.id} and i.id = o.id and i.position <> o.place`.execute(ctx.tx)
  return showImprovement(ctx, id)
}

export async function removeImprovement(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await holdRow(ctx, id)
  requireState(row, ['waiting', 'done', 'dropped'])
  await save(ctx, row, ['removed'], { removed_at: ctx.now })
  await audit(ctx, { action: 'improvement.removed', subject: { kind: 'improvement', id }, data: { name: row.title } })
  return {}
}

export async function restoreImprovement(ctx: Context, id: string): Promise<contract.Improvement> {
  const row = await holdRow(ctx, id, true)
  if (row.state === 'waiting') await requireRoom(ctx, row.process_id, row.reason)
  return saved(ctx, row, ['removed'], { removed_at: null })
}

/** Refuses what stands on the list already for the same reason, and more than can be put in order. */
export async function requireRoom(ctx: Context, processId: string, reason: string | null): Promise<void> {
  const twin = await ctx.tx
    .selectFrom('improvements')
    .select(['id', 'title as name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('reason', '=', reason)
    .where('removed_at', 'is', null)
    .where('state', 'in', ['waiting', 'under_way'])
    .executeTakeFirst()
  if (twin) fail('improvement_listed', twin)
  const { count } = await waitingIn(ctx, processId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= contract.mostWaiting) fail('too_many', { kind: 'improvement', limit: contract.mostWaiting })
}

/** The place behind all that wait, or have waited. */
export async function behindAll(ctx: Context, processId: string): Promise<number> {
  const { last } = await ctx.tx
    .selectFrom('improvements')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

function waitingIn(ctx: Context, processId: string) {
  return ctx.tx
    .selectFrom('improvements')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('state', '=', 'waiting')
    .where('removed_at', 'is', null)
}

/** Refuses a stage that the process does not have, and a member who is not there. */
export async function requireKnown(
  ctx: Context,
  processId: string,
  { stage, ownerId }: { readonly stage?: string | null; readonly ownerId?: string | null },
): Promise<void> {
  if (stage) {
    const { stages } = await processMap(ctx, processId)
    if (!stages.some(({ key, isCare }) => key === stage && !isCare)) fail('unknown_reference', { field: 'stage' })
  }
  await requireReferences(ctx, { ownerId: 'members' }, { ownerId })
}
