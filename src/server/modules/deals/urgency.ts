import type { BoardCard } from '../../../contract/board.ts'

export type Urgency = BoardCard['urgency']

/** Most urgent first. A deal with nothing planned comes before one that waits for its day: nobody has it in mind. */
export const urgencies = ['overdue', 'today', 'nothing_planned', 'later'] as const satisfies readonly Urgency[]

/** How urgent a deal is, by the day of its next step; days are '2026-03-02' in the workspace's zone. */
export function urgencyOf(nextStepOn: string | null, today: string): Urgency {
  if (nextStepOn === null) return 'nothing_planned'
  if (nextStepOn < today) return 'overdue'
  return nextStepOn === today ? 'today' : 'later'
}
