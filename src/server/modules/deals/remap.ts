import { phases } from '../../../contract/process.ts'
import type { GateStage } from './gate.ts'

// The rules of moving deals from the stages of one version to those of another.

/** A version as a mapping sees it. */
export interface MappedVersion {
  readonly processId: string
  /** In their order. */
  readonly stages: readonly GateStage[]
}

/** Key of the stage left → key of the stage entered. */
export type Mapping = Readonly<Record<string, string>>

/** Whether a stage is the same one in two versions: stages keep their key through the versions of one process. */
export function isSameStage(from: MappedVersion, left: string, to: MappedVersion, entered: string): boolean {
  return from.processId === to.processId && left === entered
}

/**
 * Where the deals of each stage would go: to the stage of the same key; where there is none, to the stage of the nearest
 * phase, the earlier one of two: nobody is taken to have come further than they have. Care is entered by winning alone.
 */
export function proposedMapping(from: MappedVersion, to: MappedVersion): Mapping {
  const open = beforeCare(to.stages)
  return Object.fromEntries(
    beforeCare(from.stages).flatMap((stage) => {
      const [nearest] = open.toSorted(
        (one, other) =>
          Number(other.key === stage.key) - Number(one.key === stage.key) ||
          distance(one, stage) - distance(other, stage) ||
          one.position - other.position,
      )
      return nearest ? [[stage.key, nearest.key]] : []
    }),
  )
}

/** The stages that open deals can stand in. */
export function beforeCare(stages: readonly GateStage[]): GateStage[] {
  return stages.filter((stage) => !stage.phases.includes('care'))
}

/** Phases between the beginnings of two stages. */
function distance(one: GateStage, other: GateStage): number {
  const begin = ({ phases: [first] }: GateStage) => (first === undefined ? 0 : phases.indexOf(first))
  return Math.abs(begin(one) - begin(other))
}

export type MappingProblem = 'unknown_stage' | 'care_stage' | 'nothing_mapped'

/** What keeps a mapping from leading from one version to another; null if nothing does. */
export function mappingProblem(from: MappedVersion, to: MappedVersion, mapping: Mapping): MappingProblem | null {
  const entries = Object.entries(mapping)
  if (entries.length === 0) return 'nothing_mapped'
  const pairs = entries.map(([left, entered]) => [stageOf(from, left), stageOf(to, entered)] as const)
  if (pairs.some(([left, entered]) => !left || !entered)) return 'unknown_stage'
  return pairs.some((pair) => pair.some((stage) => stage?.phases.includes('care'))) ? 'care_stage' : null
}

function stageOf({ stages }: MappedVersion, key: string): GateStage | undefined {
  return stages.find((stage) => stage.key === key)
}
