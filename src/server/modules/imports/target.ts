import type { Queries } from '../../kernel/context.ts'
import type { Target } from './deal-batch.ts'
import type { TargetStage } from './guessing/stage-words.ts'
import type { ImportRow } from './store.ts'

export interface PublishedProcess {
  readonly processId: string
  readonly versionId: string
  readonly stages: readonly TargetStage[]
  /** Without that of care: deals come there by being won. */
  readonly sellingStages: readonly TargetStage[]
}

/** The published version of the default process: where an import's deals go; null if there is none. */
export async function publishedProcess(db: Queries, workspaceId: string): Promise<PublishedProcess | null> {
  const rows = await db
    .selectFrom('processes as p')
    .innerJoin('process_versions as v', (join) =>
      join.onRef('v.workspace_id', '=', 'p.workspace_id').onRef('v.process_id', '=', 'p.id'),
    )
    .innerJoin('stages as s', (join) =>
      join.onRef('s.workspace_id', '=', 'v.workspace_id').onRef('s.version_id', '=', 'v.id'),
    )
    .select(['p.id as process_id', 'v.id as version_id', 's.id', 's.key', 's.name', 's.position', 's.phases'])
    .where('p.workspace_id', '=', workspaceId)
    .where('p.is_default', '=', true)
    .where('v.status', '=', 'published')
    .orderBy('s.position')
    .limit(100)
    .execute()
  const [first] = rows
  if (!first) return null
  const stages = rows.map(({ id, key, name, position, phases }) => ({ id, key, name, position, phases }))
  const sellingStages = stages.filter(({ phases }) => !phases.includes('care'))
  return { processId: first.process_id, versionId: first.version_id, stages, sellingStages }
}

/** Where the deals of an import go. */
export async function findTarget(db: Queries, workspaceId: string, found: ImportRow): Promise<Target | null> {
  const process = await publishedProcess(db, workspaceId)
  if (!process || process.sellingStages.length === 0) return null
  return {
    ...process,
    importId: found.id,
    observedFrom: found.observed_from,
    dryRun: found.dry_run,
  }
}
