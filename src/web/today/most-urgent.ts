import type { BoardCard } from '../../contract/board.ts'

interface Columns {
  readonly columns: readonly { readonly cards: readonly BoardCard[]; readonly next: string | null }[]
}

export interface Urgent {
  /** Most urgent first. */
  readonly cards: readonly BoardCard[]
  /** More of them wait on the board than were read. */
  readonly hasMore: boolean
}

const order = ['overdue', 'today', 'nothing_planned'] as const

/** The deals that need somebody now: what is overdue, the longest first, what is due today, and what has no next step. */
export function mostUrgent({ columns }: Columns): Urgent {
  const rank = ({ urgency }: BoardCard) => order.findIndex((each) => each === urgency)
  const cards = columns
    .flatMap((column) => column.cards)
    .filter((card) => rank(card) >= 0)
    .toSorted((a, b) => rank(a) - rank(b) || due(a).localeCompare(due(b)))
  // A column is read most urgent first: only when its last card is urgent may urgent ones be missing.
  const hasMore = columns.some(({ cards: read, next }) => next !== null && read.at(-1)?.urgency !== 'later')
  return { cards, hasMore }
}

// Of deals without a next step the one that has stood longest in its stage comes first.
function due({ nextStep, stageEnteredAt }: BoardCard): string {
  return nextStep?.on ?? stageEnteredAt
}
