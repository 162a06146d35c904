import { outcomes } from '../../contract/facts.ts'
import type { Filter } from '../../contract/filters.ts'
import type { TeamAtAGlance } from '../../contract/glance.ts'
import { dayBefore, soldSince } from '../forecast/sold-deals.ts'

/** What opens a number of a seller: the list of deals, narrowed to exactly these. */
export type DealFilter = (owner: string) => Filter

const isOpen: Filter = { field: 'outcome', op: 'is', value: 'open' }

function of(owner: string, ...conditions: Filter[]): Filter {
  return { and: [{ field: 'ownerId', op: 'is', value: owner }, ...conditions] }
}

export const openDeals: DealFilter = (owner) => of(owner, isOpen)

export const withoutNextStep: DealFilter = (owner) => of(owner, isOpen, { field: 'nextStepOn', op: 'empty' })

export const overdue: DealFilter = (owner) => of(owner, isOpen, { field: 'nextStepOn', op: 'before', value: 'today' })

export function wonSince(from: string): DealFilter {
  return (owner) => soldSince(from, [owner])
}

export function endedSince(from: string): DealFilter {
  const ends = outcomes.filter((outcome) => outcome !== 'open')
  return (owner) =>
    of(
      owner,
      { field: 'outcome', op: 'any_of', value: ends },
      { field: 'endedAt', op: 'after', value: dayBefore(from) },
    )
}

/** A filter holds forty conditions: two, and three of each stage. */
const mostStages = 12

/** Null where a filter cannot hold so many stages. */
export function stalledIn(stages: TeamAtAGlance['stalled']): DealFilter | null {
  if (stages.length > mostStages) return null
  const each = stages.map(({ processId, stage, before }) => ({
    and: [
      { field: 'processId', op: 'is', value: processId },
      { field: 'stage', op: 'is', value: stage },
      { field: 'stageEnteredAt', op: 'before', value: before },
    ] as const,
  }))
  return (owner) => of(owner, isOpen, { or: each })
}
