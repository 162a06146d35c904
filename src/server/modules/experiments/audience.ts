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

interface Sides {
  readonly controlVersionId: string
  readonly changedVersionId: string
}

/** What is tested against what: the published version of the process and the one that is tried; of sequences, both are of the published one. */
export async function versionsOf(
  ctx: Context,
  design: Pick<Design, 'kind' | 'processId' | Sided>,
  lock: 'for share' | '' = '',
): Promise<Sides> {
  const { kind, processId, changedVersionId } = design
  refuseOtherSides(design)
  if (kind === 'sequence') await requireSequences(ctx, design, lock)
  const versions = await ctx.tx
    .selectFrom('process_versions')
    .select(['id', 'status'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where((eb) =>
      eb.or([eb('status', '=', 'published'), ...(changedVersionId ? [eb('id', '=', changedVersionId)] : [])]),
    )
    .execute()
  if (versions.length === 0) return fail('unknown_reference', { field: 'processId' })
  const published = versions.find(({ status }) => status === 'published')
  if (!published) return fail('no_published_process')
  if (changedVersionId === null) return { controlVersionId: published.id, changedVersionId: published.id }
  if (!versions.some(({ id }) => id === changedVersionId)) fail('unknown_reference', { field: 'changedVersionId' })
  if (published.id === changedVersionId) fail('experiment_version_unfit')
  return { controlVersionId: published.id, changedVersionId }
}

type Sided = 'changedVersionId' | 'controlSequenceId' | 'changedSequenceId'

/** Refuses what its kind has no use for, and what it lacks. */
function refuseOtherSides(design: Pick<Design, 'kind' | Sided>): void {
  const ofKind = {
    process_version: ['changedVersionId'],
    sequence: ['controlSequenceId', 'changedSequenceId'],
  } as const
  const wanted: readonly Sided[] = ofKind[design.kind]
  for (const field of ['changedVersionId', 'controlSequenceId', 'changedSequenceId'] as const) {
    if (wanted.includes(field) && design[field] === null) failFields([{ field, code: 'required' }])
    if (!wanted.includes(field) && design[field] !== null) failFields([{ field, code: 'choice' }])
  }
}

/** Refuses sequences that are not in use, and one against itself. Who begins an experiment with them holds them. */
async function requireSequences(
  ctx: Context,
  { controlSequenceId, changedSequenceId }: Pick<Design, 'controlSequenceId' | 'changedSequenceId'>,
  lock: 'for share' | '',
): Promise<void> {
  if (controlSequenceId === changedSequenceId) failFields([{ field: 'changedSequenceId', code: 'choice' }])
  const rows = await ctx.tx
    .selectFrom('sequences')
    .select(['id', 'retired_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', 'in', [controlSequenceId ?? '', changedSequenceId ?? ''].filter(Boolean))
    .orderBy('id')
    .$if(lock === 'for share', (query) => query.forShare())
    .execute()
  for (const [field, id] of Object.entries({ controlSequenceId, changedSequenceId }))
    if (!rows.some((row) => row.id === id)) fail('unknown_reference', { field })
  if (rows.some(({ retired_at }) => retired_at !== null)) fail('sequence_retired')
}
