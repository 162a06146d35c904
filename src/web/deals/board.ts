import type { BoardCard, showBoard, showColumn } from '../../contract/board.ts'
import type { OutputOf } from '../../contract/endpoint.ts'

export type Board = OutputOf<typeof showBoard>
export type Column = Board['columns'][number]

/** The order of the server's columns: what nobody planned comes before what can wait. */
const urgencies: readonly BoardCard['urgency'][] = ['overdue', 'today', 'nothing_planned', 'later']

export function cardOn(board: Board | undefined, id: string): BoardCard | undefined {
  return board?.columns.flatMap(({ cards }) => cards).find((card) => card.id === id)
}

/** The column where a card stands; a deal of an older process version may stand in a column of another key than its stage's. */
export function columnOf(board: Board | undefined, id: string): Column | undefined {
  return board?.columns.find(({ cards }) => cards.some((card) => card.id === id))
}

/** The board with a card in another column, before the server has answered. */
export function withMoved(board: Board, id: string, stageKey: string, now: string): Board {
  const card = cardOn(board, id)
  const target = board.columns.find(({ stage }) => stage.key === stageKey)
  if (!card || !target) return board
  const moved = { ...card, stage: target.stage, stageEnteredAt: now }
  return {
    ...board,
    columns: board.columns.map((column) => {
      const rest = without(column, id)
      return column.stage.key === stageKey ? withCard(rest, moved) : rest
    }),
  }
}

/** The board without a card whose deal has ended. */
export function withoutCard(board: Board, id: string): Board {
  return { ...board, columns: board.columns.map((column) => without(column, id)) }
}

/** A column with the next page below; a card that has moved meanwhile is not shown twice. */
export function withMore(column: Column, more: OutputOf<typeof showColumn>): Column {
  const known = new Set(column.cards.map(({ id }) => id))
  return { ...column, cards: [...column.cards, ...more.items.filter(({ id }) => !known.has(id))], next: more.next }
}

function without(column: Column, id: string): Column {
  const card = column.cards.find((each) => each.id === id)
  if (!card) return column
  return {
    ...column,
    count: column.count - 1,
    totals: plus(column.totals, card.currency, -(card.amountMinor ?? 0)),
    cards: column.cards.filter((each) => each !== card),
  }
}

function withCard(column: Column, card: BoardCard): Column {
  return {
    ...column,
    count: column.count + 1,
    totals: plus(column.totals, card.currency, card.amountMinor ?? 0),
    cards: [...column.cards, card].sort(byUrgency),
  }
}

function plus(totals: Column['totals'], currency: string, minor: number): Column['totals'] {
  if (minor === 0) return totals
  const known = totals.find((total) => total.currency === currency)
  if (!known) return [...totals, { currency, minor }]
  return totals
    .map((total) => (total === known ? { currency, minor: total.minor + minor } : total))
    .filter((total) => total.minor !== 0)
}

function byUrgency(a: BoardCard, b: BoardCard): number {
  const rank = urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)
  if (rank !== 0) return rank
  const onA = a.nextStep?.on ?? ''
  const onB = b.nextStep?.on ?? ''
  if (onA !== onB) return onA < onB ? -1 : 1
  return a.id < b.id ? -1 : 1
}
