import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { showBoard, showColumn } from '../../contract/board.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { withMore } from './board.ts'
import type { Board, Column } from './board.ts'

export interface BoardFilters {
  readonly owner?: string
  readonly process?: string
}

const mostCardsAtOnce = 200

/** The board, each column as deep as it was opened before: reading it anew must not fold up what somebody unfolded. */
export function boardQuery(queries: QueryClient, filters: BoardFilters) {
  const queryKey = ['board', filters] as const
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Board> => {
      const before: Board | undefined = queries.getQueryData(queryKey)
      const board = await call(showBoard, { query: filters })
      const columns = board.columns.map((column) => deepened(column, depth(before, column), filters))
      return { ...board, columns: await Promise.all(columns) }
    },
  })
}

/** The next cards of a column. */
export function moreCards(column: Column, filters: BoardFilters, limit = 50): Promise<OutputOf<typeof showColumn>> {
  return call(showColumn, {
    params: { stage: column.stage.key },
    query: { ...filters, limit, ...(column.next ? { after: column.next } : {}) },
  })
}

function depth(board: Board | undefined, { stage }: Column): number {
  return board?.columns.find((column) => column.stage.key === stage.key)?.cards.length ?? 0
}

async function deepened(column: Column, cards: number, filters: BoardFilters): Promise<Column> {
  // One card less is no depth lost: somebody moved it away.
  const missing = Math.min(cards - column.cards.length, mostCardsAtOnce)
  if (missing <= 1 || column.next === null) return column
  return withMore(column, await moreCards(column, filters, missing))
}
