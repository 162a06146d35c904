import * as z from 'zod/mini'
import { dealItem, stageRef } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { currency, day, id, minor, page, pageQuery } from './primitives.ts'

export const boardCard = z.strictObject({
  ...dealItem.shape,
  urgency: z.enum(['overdue', 'today', 'nothing_planned', 'later']),
})
export type BoardCard = z.infer<typeof boardCard>
export const boardColumn = z.strictObject({
  stage: z.strictObject({ id, key: z.string(), name: z.string(), position: z.int(), phases: z.array(z.string()) }),
  count: z.int(),
  totals: z.array(z.strictObject({ currency, minor })),
  cards: z.array(boardCard),
  /** Continues this column through `/board/{stage}`; null when all are here. */
  next: z.nullable(z.string()),
})

const boardFilters = { process: z.optional(id), owner: z.optional(id) }
export const showBoard = endpoint({
  name: 'showBoard',
  method: 'GET',
  path: '/board',
  permission: 'deals.read',
  summary: 'Open deals by stage: count and totals per currency of each, and the first 50 cards, most urgent first.',
  query: z.strictObject({ ...boardFilters, as_of: z.optional(day) }),
  output: z.strictObject({ processId: id, versionId: id, today: day, columns: z.array(boardColumn) }),
  errors: ['no_published_process'],
})
export const showColumn = endpoint({
  name: 'showColumn',
  method: 'GET',
  path: '/board/{stage}',
  permission: 'deals.read',
  summary: 'More cards of one column of the board.',
  params: z.strictObject({ stage: stageRef }),
  query: z.strictObject({ ...pageQuery, ...boardFilters }),
  output: page(boardCard),
  errors: ['stage_not_in_process'],
})
