import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { planExperiment } from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'

type Design = BodyOf<typeof planExperiment>

/** Refuses sources, teams and members that the workspace does not have, and a split by source where chance draws sellers. */
export async function requireAudience(ctx: Context, design: Design): Promise<void> {
  if (design.unit === 'seller' && design.bySource) failFields([{ field: 'bySource', code: 'choice' }])
  const named = [
    ['sourceIds', 'sources', design.sourceIds],
    ['teamIds', 'teams', design.teamIds],
    ['ownerIds', 'members', design.ownerIds],
  ] as const
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(
      named.map(
        ([field, table, ids]) => sql`(select count(*) from ${sql.table(table)} t
          where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids ?? []}::uuid[])) as ${sql.ref(field)}`,
      ),
    )}`.execute(ctx.tx)
  for (const [field, , ids] of named) {
    if (ids !== null && rows[0]?.[field] !== new Set(ids).size) fail('unknown_reference', { field })
  }
}

/** What is tested against what: the published version of the process, and the one that is tried. */
export async function versionsOf(
  ctx: Context,
  { processId, changedVersionId }: Pick<Design, 'processId' | 'changedVersionId'>,
): Promise<{ controlVersionId: string; changedVersionId: string }> {
  const versions = await ctx.tx
    .selectFrom('process_versions')
    .select(['id', 'status'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where((eb) => eb.or([eb('status', '=', 'published'), eb('id', '=', changedVersionId)]))
    .execute()
  if (versions.length === 0) fail('unknown_reference', { field: 'processId' })
  const published = versions.find(({ status }) => status === 'published')
  if (!published) return fail('no_published_process')
  if (!versions.some(({ id }) => id === changedVersionId)) fail('unknown_reference', { field: 'changedVersionId' })
  if (published.id === changedVersionId) fail('experiment_version_unfit')
  return { controlVersionId: published.id, changedVersionId }
}
