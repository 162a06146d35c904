import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, line, page, pageQuery } from './primitives.ts'
import { customerKinds } from './records.ts'

/** What speaks for two rows being one. */
export const alikeReasons = [
  'same_email',
  'same_phone',
  'same_linkedin',
  'same_name',
  'name_spelling',
  'name_slip',
  'name_more',
  'name_initial',
  'name_part',
  'name_begins',
  'other_form',
  'same_company',
  'same_domain',
  'same_address',
  'same_town',
] as const
export type AlikeReason = (typeof alikeReasons)[number]

const kind = z.enum(customerKinds)
/** From 0 to 1: how sure it is that they are one. */
const score = z.number().check(z.minimum(0), z.maximum(1))
const reasons = z.array(z.enum(alikeReasons))

/** How sure: in words, with the score from which on. */
export const certainties = { sure: 0.98, likely: 0.85, possible: 0.5 } as const
export type Certainty = keyof typeof certainties

/** The word for a score. */
export function certaintyOf(score: number): Certainty {
  return score >= certainties.sure ? 'sure' : score >= certainties.likely ? 'likely' : 'possible'
}

/** Somebody who may be the one that is about to be added again, and by what they are alike. */
export const likeness = z.strictObject({
  kind,
  id,
  name: z.string(),
  /** What tells two of one name apart: a town, an employer, a street. */
  hint: z.nullable(z.string()),
  score,
  reasons,
})
export type Likeness = z.infer<typeof likeness>
export const findAlike = endpoint({
  name: 'findAlike',
  method: 'GET',
  path: '/alike',
  permission: 'base.read',
  summary: 'Who is known already by what is typed of somebody new; at most five, the likeliest first.',
  query: z.strictObject({
    kind,
    name: z.optional(line(200)),
    email: z.optional(line(254)),
    domain: z.optional(line(253)),
    phone: z.optional(line(40)),
    city: z.optional(line(100)),
    company: z.optional(line(200)),
  }),
  output: z.strictObject({ items: z.array(likeness) }),
})

/** One of those that may be one. */
const member = z.strictObject({
  id,
  name: z.string(),
  hint: z.nullable(z.string()),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
  createdAt: instant,
})
export type DuplicateMember = z.infer<typeof member>

const mostMembers = 20

/** Two or more rows that may be one: `score` and `reasons` are those of the surest two. */
export const duplicateGroup = z.strictObject({
  id,
  kind,
  score,
  reasons,
  members: z.array(member),
  foundAt: instant,
  /** When it was said that they are not the same. */
  decidedAt: z.nullable(instant),
})
export type DuplicateGroup = z.infer<typeof duplicateGroup>
export const listDuplicates = endpoint({
  name: 'listDuplicates',
  method: 'GET',
  path: '/duplicates',
  permission: 'base.read',
  summary: 'Rows that may be there twice, the surest first; or those that were said to be different, the latest first.',
  query: z.strictObject({
    ...pageQuery,
    kind,
    certainty: z.optional(z.enum(['sure', 'likely', 'possible'])),
    state: z._default(z.enum(['open', 'different']), 'open'),
  }),
  output: page(duplicateGroup),
})

export const keepApart = endpoint({
  name: 'keepApart',
  method: 'POST',
  path: '/duplicates/{id}/keep-apart',
  permission: 'duplicates.merge',
  summary: 'Says that the rows of a group are not the same: it is remembered, and they are not offered again.',
  params: z.strictObject({ id }),
  output: z.strictObject({ id }),
})
export const offerAgain = endpoint({
  name: 'offerAgain',
  method: 'POST',
  path: '/duplicates/{id}/offer-again',
  permission: 'duplicates.merge',
  summary: 'Takes back that the rows of a group are not the same.',
  params: z.strictObject({ id }),
  output: z.strictObject({ id }),
})

const value = z.union([z.string(), z.number(), z.array(z.string()), z.null()])

/** What the rows say, field by field, and whose value would be kept unless somebody chooses. */
export const comparison = z.strictObject({
  kind,
  score,
  reasons,
  /** The row that would stay. */
  survivorId: id,
  rows: z.array(
    z.strictObject({
      ...member.shape,
      updatedAt: instant,
      /** What hangs on it: all of it follows. */
      deals: z.int(),
      notes: z.int(),
      files: z.int(),
      people: z.int(),
      lists: z.int(),
    }),
  ),
  fields: z.array(
    z.strictObject({
      field: z.string(),
      /** Lists are united; of all else one value is kept. */
      isUnited: z.boolean(),
      /** By row, in the order of `rows`; names instead of ids. */
      values: z.array(value),
      chosenId: id,
    }),
  ),
})
export type Comparison = z.infer<typeof comparison>

export const compareCustomers = endpoint({
  name: 'compareCustomers',
  method: 'POST',
  path: '/comparisons',
  permission: 'base.read',
  summary: 'Two or more rows side by side: what each says, and what a merge would keep. Writes nothing.',
  body: z.strictObject({ kind, ids: z.array(id).check(z.minLength(2), z.maxLength(mostMembers)) }),
  output: comparison,
})

/** A merge: of one group, or of all that are sure. */
export const merge = z.strictObject({
  id,
  kind,
  status: z.enum(['queued', 'running', 'done', 'failed', 'undoing', 'undone']),
  /** Groups: all, and those that are done. */
  total: z.int(),
  processed: z.int(),
  /** Rows that went into others. */
  removed: z.int(),
  /** Groups that could not be merged, because a row changed hands or is gone. */
  refused: z.int(),
  /** Groups that an undo left, because they were merged on. */
  kept: z.int(),
  /** Of the first group. */
  survivor: z.nullable(z.strictObject({ id, name: z.string() })),
  byName: z.nullable(z.string()),
  createdAt: instant,
  finishedAt: z.nullable(instant),
  undoable: z.boolean(),
})
export type Merge = z.infer<typeof merge>

export const mergeCustomers = endpoint({
  name: 'mergeCustomers',
  method: 'POST',
  path: '/merges',
  permission: 'duplicates.merge',
  summary: 'Merges rows into one: every link, note, file, deal and number follows; can be undone as a whole.',
  body: z.strictObject({
    kind,
    survivorId: id,
    removedIds: z.array(id).check(z.minLength(1), z.maxLength(mostMembers - 1)),
    /** Field → the row whose value is kept; what is not named is kept by rule. */
    choices: z._default(z.record(z.string().check(z.maxLength(60)), id), {}),
  }),
  output: merge,
  status: 201,
  errors: ['unknown_reference', 'merged'],
})
export const mergeSure = endpoint({
  name: 'mergeSure',
  method: 'POST',
  path: '/merges/sure',
  permission: 'duplicates.merge',
  summary: 'Merges all groups of a kind that are sure, by rule, in the background; can be undone as a whole.',
  body: z.strictObject({ kind }),
  output: merge,
  status: 202,
  errors: ['nothing_sure'],
})
export const listMerges = endpoint({
  name: 'listMerges',
  method: 'GET',
  path: '/merges',
  permission: 'base.read',
  summary: 'What was merged, the latest first: one’s own, or all for those who manage the workspace.',
  query: z.strictObject(pageQuery),
  output: page(merge),
})
export const showMerge = endpoint({
  name: 'showMerge',
  method: 'GET',
  path: '/merges/{id}',
  permission: 'base.read',
  summary: 'One merge, while it runs and after.',
  params: z.strictObject({ id }),
  output: merge,
})
export const undoMerge = endpoint({
  name: 'undoMerge',
  method: 'POST',
  path: '/merges/{id}/undo',
  permission: 'duplicates.merge',
  summary: 'Takes a merge back as a whole: the rows stand again, and what followed goes back; later changes stay.',
  params: z.strictObject({ id }),
  output: merge,
  errors: ['merge_not_undoable'],
})

/** How far the search for duplicates has come. */
export const likenessScan = z.strictObject({
  isRunning: z.boolean(),
  /** Rows looked at, of all kinds. */
  scanned: z.int(),
  finishedAt: z.nullable(instant),
})
export type LikenessScan = z.infer<typeof likenessScan>
export const showScan = endpoint({
  name: 'showScan',
  method: 'GET',
  path: '/duplicate-scans',
  permission: 'base.read',
  summary: 'How far the search for duplicates has come.',
  output: likenessScan,
})
export const scanForDuplicates = endpoint({
  name: 'scanForDuplicates',
  method: 'POST',
  path: '/duplicate-scans',
  permission: 'duplicates.merge',
  summary: 'Looks through all rows that changed since the last look, in the background.',
  output: likenessScan,
  status: 202,
})
