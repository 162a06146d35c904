import type { ErrorData } from '../../../contract/errors.ts'
import { phases, type StageDraft } from '../../../contract/process.ts'
import { fold } from '../../kernel/fold.ts'

export type StagesProblem = ErrorData<'stages_invalid'>['problem']

const fewest = 2
const most = 20

/**
 * What keeps stages, in this order, from being a process; null if nothing does. The phases go forward: several stages may
 * share a phase, a stage may cover a run of them. Care, if there is any, comes last and alone: it begins with the win.
 */
export function stagesProblem(stages: readonly Pick<StageDraft, 'key' | 'name' | 'phases'>[]): StagesProblem | null {
  if (stages.length < fewest) return 'too_few'
  if (stages.length > most) return 'too_many'
  if (hasTwins(stages.map((stage) => stage.key))) return 'duplicate_key'
  if (hasTwins(stages.map((stage) => fold(stage.name)))) return 'duplicate_name'
  const isCareMisplaced = stages.some(
    (stage, position) => stage.phases.includes('care') && (position < stages.length - 1 || stage.phases.length > 1),
  )
  if (isCareMisplaced) return 'care_not_last'
  return goForward(stages) ? null : 'phases_out_of_order'
}

function goForward(stages: readonly Pick<StageDraft, 'phases'>[]): boolean {
  let reached = 0
  for (const stage of stages) {
    const places = stage.phases.map((phase) => phases.indexOf(phase))
    const isRun = places.every((place, at) => at === 0 || place === (places[at - 1] ?? place) + 1)
    const [first = -1] = places
    if (!isRun || first < reached) return false
    reached = places.at(-1) ?? first
  }
  return true
}

function hasTwins(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length
}
