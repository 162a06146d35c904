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

/** A process as the figures see it: every stage that a deal may have been in, and the version that is shown. */
export interface ProcessMap {
  readonly processId: string
  /** Of the published version, in order; of the latest one when none is published. */
  readonly shown: readonly MapStage[]
  /** Of all versions, before care, in the order of the process: the further in the list, the further the deal. */
  readonly passable: readonly MapStage[]
}

/** The process asked for, or the default one. Drafts have no deals and are left out. */
export async function processMap(ctx: Context, processId: string | undefined): Promise<ProcessMap> {
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
    passable: stages.filter((stage) => !stage.isCare),
  }
}
