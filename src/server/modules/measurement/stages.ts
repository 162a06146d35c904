import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

/** A stage of one version of the process. */
export interface MapStage {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly position: number
  readonly versionId: string
  /** Care comes after the win: no deal passes through it to its signature. */
  readonly isCare: boolean
}

/**
 * Where a deal may have been, in the order of one version. A deal that has changed its version is read in the order of the one
 * it is on: a stage of another version is the stage of the same key, or, where there is none, a place of its own after the
 * stage that came before it.
 */
export interface Place {
  readonly versionId: string
  /** Position in the version; a half beyond the stage before it for what the version does not have. */
  readonly rank: number
  /** The key of the stage; null for what the version does not have. */
  readonly key: string | null
}

/** A process as the figures see it: every stage that a deal may have been in, and the version that is shown. */
export interface ProcessMap {
  readonly processId: string
  /** Of the published version, in order; of the latest one when none is published. */
  readonly shown: readonly MapStage[]
  /** Of all versions, care included. */
  readonly stages: readonly MapStage[]
  /** Before care, each version in its order: the further in the list, the further a deal of that version. */
  readonly places: readonly Place[]
  /** Where a stage of any version stands in a version: `at` is the number of the place, counted from 1. */
  readonly standing: readonly { readonly versionId: string; readonly stageId: string; readonly at: number }[]
}

/** The process asked for, or the default one. Drafts have no deals and are left out. */
export async function processMap(
  ctx: Pick<Context, 'tx' | 'workspace'>,
  processId: string | undefined,
): Promise<ProcessMap> {
  const rows = await ctx.tx
    .selectFrom('processes as p')
    .innerJoin('process_versions as v', (join) =>
      join.onRef('v.workspace_id', '=', 'p.workspace_id').onRef('v.process_id', '=', 'p.id'),
    )
    .innerJoin('stages as g', (join) =>
      join.onRef('g.workspace_id', '=', 'v.workspace_id').onRef('g.version_id', '=', 'v.id'),
    )
    .select(['p.id as process_id', 'v.number', 'v.status', 'g.id', 'g.key', 'g.name', 'g.position', 'g.phases'])
    .select('g.version_id')
    .where('p.workspace_id', '=', ctx.workspace.id)
    .where('v.status', '<>', 'draft')
    .$if(processId === undefined, (q) => q.where('p.is_default', '=', true))
    .$if(processId !== undefined, (q) => q.where('p.id', '=', processId ?? null))
    .orderBy('g.position')
    .orderBy('v.number')
    .execute()
  const [first] = rows
  if (first === undefined)
    return processId === undefined ? fail('no_published_process') : fail('not_found', { kind: 'process' })
  const latest = rows.reduce((best, row) => (row.number > best.number ? row : best), first)
  const shown = rows.find((row) => row.status === 'published') ?? latest
  const stages = rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    position: row.position,
    versionId: row.version_id,
    isCare: row.phases.includes('care'),
  }))
  return {
    processId: first.process_id,
    shown: stages.filter((stage) => stage.versionId === shown.version_id),
    stages,
    ...placesOf(stages.filter((stage) => !stage.isCare)),
  }
}

/** The places of each version, and where every stage stands in each of them. Stages come in the order of their position. */
export function placesOf(stages: readonly MapStage[]): Pick<ProcessMap, 'places' | 'standing'> {
  const versions = [...Map.groupBy(stages, ({ versionId }) => versionId)]
  const places: Place[] = []
  const standing: ProcessMap['standing'][number][] = []
  for (const [versionId, own] of versions) {
    const positions = new Map(own.map(({ key, position }) => [key, position]))
    const ranked = versions.flatMap(([, others]) => ranksIn(positions, others))
    const keys = new Map(own.map(({ key, position }) => [position, key]))
    const ranks = [...new Set(ranked.map(({ rank }) => rank))].toSorted((one, other) => one - other)
    const before = places.length
    places.push(...ranks.map((rank) => ({ versionId, rank, key: keys.get(rank) ?? null })))
    standing.push(...ranked.map(({ stageId, rank }) => ({ versionId, stageId, at: before + ranks.indexOf(rank) + 1 })))
  }
  return { places, standing }
}

function ranksIn(positions: ReadonlyMap<string, number>, stages: readonly MapStage[]) {
  let passed = -1
  return stages.map(({ id, key }) => {
    const position = positions.get(key)
    passed = position ?? passed
    return { stageId: id, rank: position ?? passed + 0.5 }
  })
}
