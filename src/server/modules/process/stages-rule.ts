import { type DraftProblem, phases, type StageDraft } from '../../../contract/process.ts'
import { fold } from '../../kernel/fold.ts'

const fewest = 2
const most = 20

type RuledStage = Pick<StageDraft, 'key' | 'name' | 'phases' | 'entryCriteria' | 'exitCriteria'>

/**
 * What keeps stages, in this order, from being a process, each with the stage to look at. The phases go forward: several
 * stages may share a phase, a stage may cover a run of them. Care, if there is any, comes last and alone: it begins with the
 * win. A sentence that a gate asks to confirm says something.
 */
export function draftProblems(stages: readonly RuledStage[]): DraftProblem[] {
  const found: DraftProblem[] = []
  if (stages.length < fewest) found.push({ problem: 'too_few', stage: null })
  if (stages.length > most) found.push({ problem: 'too_many', stage: null })
  for (const { key } of twins(stages, (stage) => stage.key)) found.push({ problem: 'duplicate_key', stage: key })
  for (const { key } of twins(stages, (stage) => fold(stage.name)))
    found.push({ problem: 'duplicate_name', stage: key })
  const misplaced = stages.filter(
    (stage, position) => stage.phases.includes('care') && (position < stages.length - 1 || stage.phases.length > 1),
  )
  for (const { key } of misplaced) found.push({ problem: 'care_not_last', stage: key })
  for (const { key } of outOfPlace(stages.filter((stage) => !misplaced.includes(stage))))
    found.push({ problem: 'phases_out_of_order', stage: key })
  for (const stage of stages) if (isUnsaid(stage)) found.push({ problem: 'sentence_missing', stage: stage.key })
  return found
}

/**
 * The stages to move, or to give other phases, so that the rest goes forward: as few as possible. Of a row that only one stage
 * breaks, it is that one, and not all that it stands before.
 */
function outOfPlace(stages: readonly RuledStage[]): RuledStage[] {
  const spans = stages.map(({ phases: covered }) => {
    const places = covered.map((phase) => phases.indexOf(phase))
    const isRun = places.every((place, at) => at === 0 || place === (places[at - 1] ?? place) + 1)
    return isRun ? { first: places[0] ?? 0, last: places.at(-1) ?? 0 } : null
  })
  const end = (row: readonly number[]) => spans[row.at(-1) ?? -1]?.last ?? 0
  // The longest row; of two, the one that has not gone so far: what jumps ahead is out of place.
  const best = (all: readonly number[][]) =>
    all.toSorted((one, other) => other.length - one.length || end(one) - end(other))[0] ?? []
  // Each stage begins where the one before it ends, or later; there are at most twenty.
  const rows: number[][] = []
  for (const [at, span] of spans.entries()) {
    if (span === null) continue
    const before = rows.filter((row) => end(row) <= span.first)
    rows.push([...best(before), at])
  }
  const kept = new Set(best(rows))
  return stages.filter((_, at) => !kept.has(at))
}

function isUnsaid({ entryCriteria, exitCriteria }: RuledStage): boolean {
  return [...entryCriteria, ...exitCriteria].some(({ kind, text }) => kind === 'statement' && text === null)
}

/** The rows whose text another row before them has already. */
function twins<Row>(rows: readonly Row[], textOf: (row: Row) => string): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const text = textOf(row)
    const isTwin = seen.has(text)
    seen.add(text)
    return isTwin
  })
}
