import { sql } from 'kysely'
import type * as contract from '../../../contract/changeovers.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { seen } from '../../kernel/seen.ts'
import { readChangeover, showChangeover, undoableUntil } from './changeover-rows.ts'
import { changeoverJob, mostAtOnce, scopeOf, takeBatch } from './changeover-run.ts'
import { undoBatch } from './changeover-undo.ts'
import { lacking } from './gate.ts'
import { type VersionWithStatus, versionWithStatus } from './pinned-version.ts'
import { beforeCare, isSameStage, type Mapping, mappingProblem, proposedMapping } from './remap.ts'
import { type RunningGroup, runningGroups, viewOf } from './running.ts'

type Preview = BodyOf<typeof contract.previewChangeover>

interface Ends {
  readonly from: VersionWithStatus
  readonly to: VersionWithStatus
}

/** What moving the running deals of a version would do. A draft may be looked ahead to. */
export async function previewChangeover(ctx: Context, input: Preview): Promise<contract.ChangeoverPreview> {
  const ends = await endsOf(ctx, input)
  const mapping = input.mapping ?? proposedMapping(ends.from, ends.to)
  if (input.mapping) requireMapping(ends, mapping, ['unknown_stage', 'care_stage'])
  const everywhere = proposedMapping(ends.from, ends.to)
  const scope = {
    mapping: { ...everywhere, ...mapping },
    deal_ids: input.dealIds ?? null,
    from_version_id: ends.from.id,
  }
  const at = input.occurredAt === undefined ? null : occurred(ctx, input.occurredAt)
  const keys = [...new Set(Object.values(mapping))]
  const groups = await runningGroups(ctx, scopeOf(scope, ends.from), keys, at)
  const standing = await openByStage(ctx, ends.to.id)
  return foresee(ends, mapping, groups, standing, input.gates)
}

/** Moves running deals by a mapping: at once when they are few, else in batches by a job. */
export async function startChangeover(
  ctx: Context,
  input: BodyOf<typeof contract.startChangeover>,
): Promise<contract.Changeover> {
  const ends = await endsOf(ctx, input)
  if (ends.to.status !== 'published') fail('changeover_invalid', { problem: 'not_published' })
  requireMapping(ends, input.mapping)
  const occurredAt = input.occurredAt === undefined ? null : occurred(ctx, input.occurredAt)
  const id = newId()
  const scope = { mapping: input.mapping, deal_ids: input.dealIds ?? null, from_version_id: ends.from.id }
  const groups = await runningGroups(ctx, scopeOf(scope, ends.from), [], null)
  const total = groups.reduce((sum, { count }) => sum + count, 0)
  await ctx.tx
    .insertInto('changeovers')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      ...scope,
      to_version_id: ends.to.id,
      mapping: JSON.stringify(input.mapping),
      gates: input.gates,
      occurred_at: occurredAt,
      status: 'queued',
      total,
      actor: JSON.stringify(ctx.actor),
      created_by: ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  if (total > mostAtOnce) {
    await enqueue(ctx, { kind: changeoverJob, payload: { changeoverId: id } })
    return showChangeover(ctx, id)
  }
  while (!(await takeBatch(ctx, await readChangeover(ctx, id), mostAtOnce)));
  return showChangeover(ctx, id)
}

/** Gives the deals of a changeover back to where they were, within a day of it. */
export async function undoChangeover(ctx: Context, id: string): Promise<contract.Changeover> {
  const row = await readChangeover(ctx, id, true)
  // Whoever sees fewer deals than the one who moved them would give back some and leave the others.
  const isOwn = row.created_by === ctx.actor.id
  if (!isOwn && ctx.actor.sees !== null) fail('not_found', { kind: 'changeover' })
  if (undoableUntil(ctx, row) === null) fail('changeover_not_undoable', { status: row.status })
  await ctx.tx
    .updateTable('changeovers')
    .set({ status: 'undoing', actor: JSON.stringify(ctx.actor) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  if ((row.states.moved ?? 0) > mostAtOnce) await enqueue(ctx, { kind: changeoverJob, payload: { changeoverId: id } })
  else while (!(await undoBatch(ctx, row, mostAtOnce + 1)));
  return showChangeover(ctx, id)
}

async function endsOf(ctx: Context, input: Pick<Preview, 'fromVersionId' | 'toVersionId'>): Promise<Ends> {
  const { fromVersionId, toVersionId } = input
  if (fromVersionId === toVersionId) fail('changeover_invalid', { problem: 'same_version' })
  const from = await versionWithStatus(ctx, fromVersionId)
  const to = await versionWithStatus(ctx, toVersionId)
  if (!from) return fail('unknown_reference', { field: 'fromVersionId' })
  if (!to) return fail('unknown_reference', { field: 'toVersionId' })
  if (from.status === 'draft') fail('changeover_invalid', { problem: 'never_published' })
  if (to.status === 'retired') fail('changeover_invalid', { problem: 'not_published' })
  return { from, to }
}

function requireMapping({ from, to }: Ends, mapping: Mapping, only?: readonly string[]): void {
  const problem = mappingProblem(from, to, mapping)
  if (problem && (only?.includes(problem) ?? true)) fail('changeover_invalid', { problem })
}

/** Open deals of a version by stage, as many as the actor sees. */
async function openByStage(ctx: Context, versionId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.tx
    .selectFrom('deals')
    .select(['stage_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('version_id', '=', versionId)
    .where('outcome', '=', 'open')
    .where(seen(ctx.actor, sql.ref('owner_id')))
    .groupBy('stage_id')
    .execute()
  return new Map(rows.map(({ stage_id, count }) => [stage_id, count]))
}

function foresee(
  { from, to }: Ends,
  mapping: Mapping,
  groups: readonly RunningGroup[],
  standing: ReadonlyMap<string, number>,
  gates: 'tell' | 'hold',
): contract.ChangeoverPreview {
  const ways = groups.map((group) => {
    const left = from.stages.find(({ id }) => id === group.stage_id)
    const entered = left && to.stages.find(({ key }) => key === mapping[left.key])
    const missing = entered ? lacking(entered.entryCriteria, entered.key, viewOf(group)) : []
    const isHeld = gates === 'hold' && entered?.gate === 'enforce' && missing.length > 0
    const reason = !entered ? null : group.changed_since ? 'changed_since' : isHeld ? 'gate_not_met' : null
    return { count: group.count, left, entered, missing, reason }
  })
  type Way = (typeof ways)[number]
  const total = (which: (way: Way) => boolean) => ways.reduce((sum, way) => sum + (which(way) ? way.count : 0), 0)
  const moves = ({ entered, reason }: Way) => entered !== undefined && reason === null
  return {
    from: beforeCare(from.stages).map(({ key, name }) => ({
      key,
      name,
      deals: total(({ left }) => left?.key === key),
      to: mapping[key] ?? null,
      isSame: isSameStage(from, key, to, mapping[key] ?? ''),
    })),
    to: beforeCare(to.stages).map(({ id, key, name }) => ({
      key,
      name,
      deals: standing.get(id) ?? 0,
      coming: total((way) => way.entered?.id === id && moves(way)),
    })),
    gates: to.stages.flatMap((stage) => {
      const lack = ways.filter(({ entered, missing }) => entered?.id === stage.id && missing.length > 0)
      if (lack.length === 0) return []
      const missing = stage.entryCriteria.flatMap(({ key, kind, text }) => {
        const deals = lack.reduce((sum, way) => sum + (way.missing.some((each) => each.key === key) ? way.count : 0), 0)
        return deals === 0 ? [] : [{ key, kind, text, deals }]
      })
      const deals = lack.reduce((sum, { count }) => sum + count, 0)
      return [{ stage: stage.key, name: stage.name, gate: stage.gate, deals, missing }]
    }),
    moving: total(moves),
    staying: total(({ entered }) => entered === undefined),
    left: (['gate_not_met', 'changed_since'] as const).flatMap((reason) => {
      const deals = total((way) => way.reason === reason)
      return deals === 0 ? [] : [{ reason, deals }]
    }),
  }
}
