import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { errors } from './errors.ts'
import { listKinds } from './fields.ts'
import { id, instant, line } from './primitives.ts'

const byId = z.strictObject({ id })
const ids = z.array(id).check(z.minLength(1), z.maxLength(1000))
const tags = z.array(id).check(z.minLength(1), z.maxLength(50))

/** More are not changed at once: narrow the filter. */
export const mostBulkRows = 100_000
/** So many are changed before the answer; more by a job, whose progress is asked for. */
export const mostRowsAtOnce = 200

/** Which rows: those named, or all that a filter and a piece of the name find. */
const selection = z.union([
  z.strictObject({ ids }),
  z.strictObject({
    all: z.literal(true),
    filter: z.optional(z.record(z.string(), z.unknown())),
    q: z.optional(line(100)),
  }),
])

/** What is done to every row. Fields are named as where one row is changed, and take the same values. */
const act = z.strictObject({
  set: z.optional(z.record(z.string().check(z.maxLength(60)), z.unknown())),
  addTags: z.optional(tags),
  removeTags: z.optional(tags),
  /** Companies, people and households only. */
  archive: z.optional(z.literal(true)),
})
export type BulkAct = z.infer<typeof act>

const body = z.strictObject({ rows: selection, act })

/** How an edit of many rows stands. */
export const bulkEdit = z.strictObject({
  id,
  kind: z.enum(listKinds),
  status: z.enum(['queued', 'running', 'done', 'failed', 'undoing', 'undone']),
  total: z.int(),
  processed: z.int(),
  changed: z.int(),
  /** Why rows were left as they are, and how many. */
  refused: z.array(z.strictObject({ code: z.enum(Object.keys(errors)), count: z.int() })),
  /** What an undo gave back, and what it kept because somebody has changed it since. */
  restored: z.int(),
  kept: z.int(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
  /** Whether it can still be undone by whoever asks. */
  undoable: z.boolean(),
})
export type BulkEdit = z.infer<typeof bulkEdit>

export const editDeals = endpoint({
  name: 'editDeals',
  method: 'POST',
  path: '/bulk-edits/deals',
  permission: 'deals.work',
  summary: 'Changes many deals, each with its facts; up to 200 before the answer, more by a job.',
  body,
  output: bulkEdit,
  status: 202,
  errors: ['unknown_reference', 'unknown_currency', 'too_many', 'forbidden'],
})
export const editProducts = endpoint({
  name: 'editProducts',
  method: 'POST',
  path: '/bulk-edits/products',
  permission: 'products.edit',
  summary: 'Changes many products; up to 200 before the answer, more by a job.',
  body,
  output: bulkEdit,
  status: 202,
  errors: ['unknown_reference', 'unknown_currency', 'too_many'],
})
export const editCustomers = endpoint({
  name: 'editCustomers',
  method: 'POST',
  path: '/bulk-edits/{kind}',
  permission: 'base.edit',
  summary:
    'Changes, tags or archives many companies, people or households; up to 200 before the answer, more by a job.',
  params: z.strictObject({ kind: z.enum(['companies', 'people', 'households']) }),
  body,
  output: bulkEdit,
  status: 202,
  errors: ['unknown_reference', 'unknown_currency', 'too_many'],
})
export const showBulkEdit = endpoint({
  name: 'showBulkEdit',
  method: 'GET',
  path: '/bulk-edits/{id}',
  permission: 'workspace.read',
  summary: 'How an edit of many rows of one’s own stands.',
  params: byId,
  output: bulkEdit,
})
export const undoBulkEdit = endpoint({
  name: 'undoBulkEdit',
  method: 'POST',
  path: '/bulk-edits/{id}/undo',
  permission: 'base.edit',
  summary: 'Gives every row back what it had before, unless somebody has changed it since; within a day.',
  params: byId,
  output: bulkEdit,
  status: 202,
  errors: ['edit_not_undoable'],
})
