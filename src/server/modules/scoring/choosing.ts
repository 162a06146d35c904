import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/scoring.ts'
import type { FieldChoices } from '../../database/tables/scoring.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { assert, fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { sharedRule } from '../segments/index.ts'
import { choicesOf, showOne, versionInUse } from './versions.ts'

type Acting = Pick<Context, 'tx' | 'workspace' | 'now'>
interface NewVersion {
  readonly kind: 'rules' | 'model'
  readonly definition: object
  readonly report: object | null
  readonly cutA: number
  readonly cutB: number
  readonly madeBy: string | null
}

/** Writes the rules anew, as a version of their own; a fitted score that is in use stays. */
export async function changeScoreRules(
  ctx: Context,
  { points, rules, cutA, cutB }: BodyOf<typeof contract.changeScoreRules>,
): Promise<contract.ScoreVersion> {
  if (cutB > cutA) failFields([{ field: 'cutB', code: 'too_large', limit: cutA }])
  const checked = []
  for (const [at, { filter, ...rule }] of rules.entries()) {
    checked.push({ ...rule, filter: await sharedRule(ctx, rule.kind, filter, `rules.${at}.filter`) })
  }
  const { model } = await versionInUse(ctx)
  const definition = { points, rules: checked }
  const madeBy = memberOf(ctx)
  const id = await addVersion(ctx, { kind: 'rules', definition, report: null, cutA, cutB, madeBy })
  if (model === null) await use(ctx, id, madeBy)
  const version = await showOne(ctx, id)
  assert(version, 'a version that was just made is there')
  return version
}

export async function useScoreVersion(
  ctx: Context,
  { versionId }: BodyOf<typeof contract.useScoreVersion>,
): Promise<Record<never, never>> {
  if (versionId !== null && (await showOne(ctx, versionId)) === undefined)
    fail('unknown_reference', { field: 'versionId' })
  await use(ctx, versionId, memberOf(ctx))
  return {}
}

export async function chooseScoreField(
  ctx: Context,
  { key, choice }: BodyOf<typeof contract.chooseScoreField>,
): Promise<Record<never, never>> {
  const { versionId, fields } = await choicesOf(ctx)
  const { [key]: _, ...others } = fields
  await choose(ctx, versionId, choice === 'usual' ? others : { ...others, [key]: choice }, memberOf(ctx))
  return {}
}

export async function addVersion(ctx: Acting, version: NewVersion): Promise<string> {
  const id = newId()
  // Two who make a version in the same moment come one after the other.
  await sql`select 1 from workspaces where id = ${ctx.workspace.id} for no key update`.execute(ctx.tx)
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from score_versions
    where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  await ctx.tx
    .insertInto('score_versions')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      number: rows[0]?.number ?? 1,
      kind: version.kind,
      definition: JSON.stringify(version.definition),
      report: version.report === null ? null : JSON.stringify(version.report),
      cut_a: version.cutA,
      cut_b: version.cutB,
      made_by: version.madeBy,
      made_at: ctx.now,
    })
    .execute()
  return id
}

/** Scores by a version from now on: everybody on a list is ranked anew by it. */
export async function use(ctx: Acting & Parameters<typeof enqueue>[0], versionId: string | null, by: string | null) {
  const { fields } = await choicesOf(ctx)
  await choose(ctx, versionId, fields, by)
  await enqueue(ctx, { kind: 'prospects.rank', payload: {} })
}

async function choose(ctx: Acting, versionId: string | null, fields: FieldChoices, by: string | null): Promise<void> {
  await ctx.tx
    .insertInto('score_choices')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      version_id: versionId,
      fields: JSON.stringify(fields),
      chosen_by: by,
      chosen_at: ctx.now,
    })
    .execute()
}
