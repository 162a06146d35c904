import type { Outcome } from '../../../contract/facts.ts'
import { assert } from '../../kernel/fail.ts'
import { contactStage, type TargetStage } from './guessing/stage-words.ts'

/** When something happened; not `dated` if nobody knows and `at` is only when we were told. */
export interface When {
  readonly at: Date
  readonly dated: boolean
}

/** What a row says of where its deal stands and how it came there; instants that it does not say are null. */
export interface Told {
  readonly outcome: Outcome
  /** The stage it is in, or stood in when it ended; null if the row does not say. */
  readonly stage: TargetStage | null
  readonly openedAt: Date | null
  readonly contactedAt: Date | null
  readonly stageEnteredAt: Date | null
  readonly closedAt: Date | null
  /** The row ends the deal on a day before it began. */
  readonly isBackwards: boolean
  /** Days from its opening to its end, where the row tells that and neither of the two days. */
  readonly lengthDays: number | null
  /** For a deal that is put off. */
  readonly comeBackOn: string
}

/** A stage that a deal came to, or an end, as a history tells it. */
export interface Entry {
  readonly at: Date
  readonly outcome: Outcome
  /** Null if it ended, and the history does not say where. */
  readonly stage: TargetStage | null
  /** Where it was before, if that is said. */
  readonly from: TargetStage | null
}

export type StoryStep =
  | { readonly kind: 'moved'; readonly stage: TargetStage; readonly when: When }
  | { readonly kind: 'reopened'; readonly stage: TargetStage; readonly enteredAt: Date; readonly when: When }
  | { readonly kind: 'ended'; readonly outcome: Exclude<Outcome, 'open'>; readonly when: When }

/** A deal's way from its opening until today. */
export interface Story {
  readonly opened: { readonly stage: TargetStage; readonly when: When }
  readonly steps: readonly StoryStep[]
}

/**
 * Tells the story of a deal from the dates of its row, in the order of time.
 *
 * A date of first contact means that the deal was in the stage of outreach then; if nothing older is known it begins
 * there, and the stages before are nobody's zero days. What has no date takes `now`, marked, and for an opening not a
 * time after what is known to have followed. A deal that ends before it opens is a record made afterwards (systems date
 * a row by when it was typed in): the end is kept, the opening counts as unknown.
 * @param stages of the process, in their order; at least one
 */
export function tellStory(told: Told, stages: readonly TargetStage[], now: Date): Story {
  const { outcome } = told
  const closedAt = outcome === 'open' ? null : told.closedAt
  const dates = told.isBackwards ? { openedAt: null, contactedAt: null } : told
  const way = beginning(told, dates.openedAt, dates.contactedAt, stages, closedAt ?? now)
  const last = way.at(-1) ?? way[0]
  const lastAt = last.when.at
  // Opened at noon and closed on the same day, which is noted without an hour.
  const end: When =
    closedAt === null ? { at: later(now, lastAt), dated: false } : { at: later(closedAt, lastAt), dated: true }
  if (told.stage && told.stage.id !== last.stage.id) {
    const entered = told.stageEnteredAt
    const fits = entered !== null && entered >= lastAt && (outcome === 'open' || entered <= end.at)
    way.push({ stage: told.stage, when: fits ? { at: entered, dated: true } : { at: end.at, dated: false } })
  }
  const [opened, ...moves] = way
  const steps: StoryStep[] = moves.map((move) => ({ kind: 'moved', ...move }))
  if (outcome !== 'open') steps.push({ kind: 'ended', outcome, when: end })
  return { opened, steps }
}

type Place = Story['opened']

/** Where a deal began, and where its first contact took it. */
function beginning(
  told: Told,
  openedAt: Date | null,
  contactedAt: Date | null,
  stages: readonly TargetStage[],
  latest: Date,
): [Place, ...Place[]] {
  const first = stages[0]
  const contact = contactStage(stages)
  assert(first && contact, 'a process has stages')
  const target = told.stage
  // A deal that is said to be in an earlier stage is there, whatever was arranged.
  const contacted = target && target.position < contact.position ? null : contactedAt
  if (openedAt === null && contactedAt === null) {
    return [{ stage: target ?? first, when: { at: latest, dated: false } }]
  }
  if (contacted === null) return [{ stage: first, when: { at: openedAt ?? contactedAt ?? latest, dated: true } }]
  const contactEntry = { stage: contact, when: { at: contacted, dated: true } }
  if (openedAt === null || contacted <= openedAt || contact === first) {
    const at = openedAt !== null && openedAt < contacted ? openedAt : contacted
    return [{ stage: contact, when: { at, dated: true } }]
  }
  return [{ stage: first, when: { at: openedAt, dated: true } }, contactEntry]
}

export function later(one: Date, other: Date): Date {
  return one > other ? one : other
}
