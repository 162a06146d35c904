import { assert } from '../../kernel/fail.ts'
import type { TargetStage } from './guessing/stage-words.ts'
import { type Entry, later, type Story, type StoryStep, type Told, tellStory, type When } from './story.ts'

/** Where a deal stands while its history is told. */
interface Standing {
  stage: TargetStage
  enteredAt: Date
  outcome: Entry['outcome']
  at: Date
}

/**
 * Tells the story of a deal from its history: every entry is a dated step. What the row of the deal itself says comes last,
 * where the history does not end there; without a date of its own it is undated, as it is in a story without a history.
 * @param entries in any order; without any the row tells all there is
 * @param stages of the process, in their order; at least one
 */
export function tellHistory(told: Told, entries: readonly Entry[], stages: readonly TargetStage[], now: Date): Story {
  const way = inOrder(entries)
  const [first] = way
  if (!first) return tellStory(told, stages, now)
  const opened = opening(told, first, stages)
  const standing: Standing = { stage: opened.stage, enteredAt: opened.when.at, outcome: 'open', at: opened.when.at }
  const steps: StoryStep[] = []
  for (const { at, outcome, stage } of way)
    steps.push(...stepsTo(standing, outcome, stage, { at: later(at, standing.at), dated: true }))
  if (told.outcome !== standing.outcome || (told.stage && told.stage.id !== standing.stage.id))
    steps.push(...stepsTo(standing, told.outcome, told.stage, lastMoment(told, standing, now)))
  return { opened, steps }
}

/** By time; of one moment, by the order of the stages: systems date stages that were passed over alike. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  const rank = ({ outcome, stage }: Entry) => (outcome === 'open' ? (stage?.position ?? 0) : Number.POSITIVE_INFINITY)
  return entries
    .filter(({ outcome, stage }) => outcome !== 'open' || stage !== null)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime() || compare(rank(one), rank(other)))
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1
}

const dayMilliseconds = 86_400_000

/** Where the deal began: in the stage the history leaves first, or in its first one, if nothing tells of a time before. */
function opening(told: Told, first: Entry, stages: readonly TargetStage[]): Story['opened'] {
  const [beginning] = stages
  assert(beginning, 'a process has stages')
  const openedAt = told.isBackwards ? null : (told.openedAt ?? told.contactedAt)
  const isBefore = openedAt !== null && openedAt.getTime() < first.at.getTime() + dayMilliseconds
  const at = isBefore && openedAt < first.at ? openedAt : first.at
  if (first.from) return { stage: first.from, when: { at, dated: isBefore } }
  const isLongBefore = isBefore && first.at.getTime() - openedAt.getTime() >= dayMilliseconds
  const stage = first.outcome === 'open' && !isLongBefore ? first.stage : null
  // A history that begins with the end says nothing of the beginning.
  return { stage: stage ?? beginning, when: { at, dated: isBefore || first.outcome === 'open' } }
}

/** The steps from where a deal stands to a stage or an end; it stands there afterwards. */
function stepsTo(standing: Standing, outcome: Entry['outcome'], stage: TargetStage | null, when: When): StoryStep[] {
  const steps: StoryStep[] = []
  const isElsewhere = stage !== null && stage.id !== standing.stage.id
  if (standing.outcome !== 'open' && standing.outcome !== outcome) {
    steps.push({ kind: 'reopened', stage: standing.stage, enteredAt: standing.enteredAt, when })
    standing.outcome = 'open'
  }
  if (standing.outcome === 'open' && isElsewhere) {
    steps.push({ kind: 'moved', stage, when })
    Object.assign(standing, { stage, enteredAt: when.at } satisfies Partial<Standing>)
  }
  if (outcome !== 'open' && standing.outcome === 'open') {
    steps.push({ kind: 'ended', outcome, when })
    standing.outcome = outcome
  }
  standing.at = later(standing.at, when.at)
  return steps
}

/** When the deal came to where its row says that it stands. */
function lastMoment(told: Told, standing: Standing, now: Date): When {
  const said = told.outcome === 'open' ? told.stageEnteredAt : told.closedAt
  if (said !== null && said >= standing.at) return { at: said, dated: true }
  return { at: later(now, standing.at), dated: false }
}
