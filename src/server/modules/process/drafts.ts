import type { Updateable } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import type * as contract from '../../../contract/process.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { audit } from '../access/index.ts'
import { draftProblems } from './stages-rule.ts'
import { type HeldVersion, holdVersion, insertStages, readVersion, showVersion } from './versions.ts'

/** Begins a draft as a copy of the published version; a process has one draft at a time. */
export async function draftProcess(ctx: Context, processId: string): Promise<contract.ProcessVersion> {
  await holdProcess(ctx, processId)
  const versions = await ctx.tx
    .selectFrom('process_versions')
    .select(['id', 'status', 'number', 'overrides'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .orderBy((eb) => eb('status', '=', 'retired'))
    .orderBy('number', 'desc')
    // The draft, the version on trial and the published one, if there are, and the newest of the rest.
    .limit(4)
    .execute()
  const draft = versions.find(({ status }) => status === 'draft')
  if (draft) fail('draft_exists', { versionId: draft.id })
  const published = versions.find(({ status }) => status === 'published')
  if (!published) return fail('no_published_process')
  const { stages } = await readVersion(ctx, published.id)
  const version = { id: newId(), processId }
  await ctx.tx
    .insertInto('process_versions')
    .values({
      workspace_id: ctx.workspace.id,
      id: version.id,
      process_id: processId,
      number: Math.max(...versions.map(({ number }) => number)) + 1,
      status: 'draft',
      overrides: published.overrides,
      created_at: ctx.now,
    })
    .execute()
  await insertStages(ctx, version, stages)
  return readVersion(ctx, version.id)
}

/**
 * Replaces the stages of a draft, as a whole and in their order; stages of the same key are the same in all numbers. A draft may
 * be unfinished: what keeps it from being published is said in its problems. Only what could not be told apart is refused.
 */
export async function changeDraft(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeDraft>,
): Promise<contract.ProcessVersion> {
  const row = await holdDraft(ctx, id)
  const current = showVersion(row)
  requireVersion(ctx, row, current)
  refuseProblems(input.stages, ['duplicate_key', 'too_many'])
  requireKeys(input.stages)
  await ctx.tx.deleteFrom('stages').where('workspace_id', '=', ctx.workspace.id).where('version_id', '=', id).execute()
  await insertStages(ctx, current, input.stages)
  const changed = input.overrides === undefined ? ['stages'] : ['overrides', 'stages']
  await ctx.tx
    .updateTable('process_versions')
    .set({ overrides: input.overrides ?? row.overrides, ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return readVersion(ctx, id)
}

/** Publishes a draft; the version before it retires, and running deals stay on it. */
export async function publishDraft(ctx: Context, id: string): Promise<contract.ProcessVersion> {
  const draft = await holdDraft(ctx, id)
  refuseProblems(draft.stages)
  await refuseWhileOnTrial(ctx, draft.process_id)
  await putInUse(ctx, draft)
  return readVersion(ctx, id)
}

/** Makes a version the published one of its process; the one before it retires. The process is locked already. */
export async function putInUse(ctx: Context, version: HeldVersion): Promise<void> {
  await ctx.tx
    .updateTable('process_versions')
    .set({ status: 'retired', retired_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', version.process_id)
    .where('status', '=', 'published')
    .execute()
  await setStatus(ctx, version, { status: 'published', published_at: ctx.now, published_by: ctx.actor.id })
  const subject = { kind: 'process', id: version.process_id }
  await audit(ctx, { action: 'process.published', subject, data: { number: version.number } })
}

type Standing = Pick<Updateable<Tables['process_versions']>, 'status' | 'published_at' | 'published_by' | 'retired_at'>

export async function setStatus(ctx: Context, version: HeldVersion, set: Standing): Promise<void> {
  await ctx.tx
    .updateTable('process_versions')
    .set({ retired_at: null, ...set, ...nextVersion(version, ['status']) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', version.id)
    .execute()
}

/** While an experiment runs no other version comes between what it tests. */
export async function refuseWhileOnTrial(ctx: Context, processId: string): Promise<void> {
  const onTrial = await ctx.tx
    .selectFrom('process_versions')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('status', '=', 'trial')
    .executeTakeFirst()
  const running = await ctx.tx
    .selectFrom('experiments')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('kind', '=', 'sequence')
    .where('started_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (onTrial || running) fail('experiment_running')
}

export async function discardDraft(ctx: Context, id: string): Promise<Record<string, never>> {
  await holdDraft(ctx, id)
  const planned = await ctx.tx
    .selectFrom('experiments')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('changed_version_id', '=', id)
    .executeTakeFirst()
  if (planned) fail('in_use', { kind: 'experiment' })
  await ctx.tx
    .deleteFrom('process_versions')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return {}
}

/** Whoever begins, edits, publishes or discards a draft locks the process first: one after the other, each seeing the last. */
export async function holdProcess(ctx: Context, id: string): Promise<void> {
  const process = await ctx.tx
    .selectFrom('processes')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!process) fail('not_found', { kind: 'process' })
}

async function holdDraft(ctx: Context, id: string) {
  const { processId } = await readVersion(ctx, id)
  await holdProcess(ctx, processId)
  const version = await holdVersion(ctx, id)
  return version.status === 'draft' ? version : fail('version_not_draft', { status: version.status })
}

type Problem = contract.DraftProblem['problem']

export function refuseProblems(stages: readonly contract.StageDraft[], only?: readonly Problem[]): void {
  const [first] = draftProblems(stages).filter(({ problem }) => only?.includes(problem) ?? true)
  if (first) fail('stages_invalid', { problem: first.problem })
}

/** Only a statement has a sentence of its own, and sentences under two keys alike could not be told apart when confirmed. */
function requireKeys(stages: readonly contract.StageDraft[]): void {
  const wrong = stages.flatMap((stage, position) => {
    const lists = ['entryCriteria', 'exitCriteria'] as const
    const seen = new Set<string>()
    return lists.flatMap((list) =>
      stage[list].flatMap(({ key, kind, text }, at): FieldError[] => {
        const field = `stages.${position}.${list}.${at}`
        const isTwin = seen.has(key)
        seen.add(key)
        if (kind !== 'statement') return text === null ? [] : [{ field: `${field}.text`, code: 'unknown' }]
        return isTwin ? [{ field: `${field}.key`, code: 'choice' }] : []
      }),
    )
  })
  if (wrong.length > 0) failFields(wrong)
}
