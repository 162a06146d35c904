import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, line } from './primitives.ts'

/** Of whom a whole is kept that they may ask for: companies are nobody. */
const whom = { personId: z.optional(id), householdId: z.optional(id) }
const of = z.strictObject({ kind: z.enum(['person', 'household']), id, name: z.string() })

/** What is kept about somebody, as parts that are told one after the other: who they are first, then what happened. */
export const keptParts = [
  'person',
  'household',
  'positions',
  'places',
  'consent',
  'dossier',
  'notes',
  'files',
  'touches',
  'promises',
  'appointments',
  'sequences',
  'visits',
  'deals',
  'history',
  'scores',
  'qualification',
  'needs',
  'presentations',
  'objections',
  'trials',
  'closing',
  'care',
  'lists',
  'calls',
  'earlier',
  'log',
] as const
export type KeptPart = (typeof keptParts)[number]

/** A row as it is kept, by the names of its columns. */
const row = z.record(z.string(), z.unknown())

/** Everything that is kept about somebody. Files are named; their contents are downloaded one by one. */
export const keptAbout = z.strictObject({
  format: z.literal('rondo-kept-about'),
  version: z.literal(1),
  exportedAt: instant,
  workspace: z.string(),
  of,
  parts: z.array(z.strictObject({ part: z.enum(keptParts), table: z.string(), rows: z.array(row) })),
  /** What ids, and the keys of the workspace's own fields, are called now. */
  names: z.record(z.string(), z.string()),
})
export type KeptAbout = z.infer<typeof keptAbout>

export const readKept = endpoint({
  name: 'readKept',
  method: 'POST',
  path: '/kept-readings',
  permission: 'privacy.answer',
  summary:
    'Everything that is kept about a person or a household, in all its parts, to be handed to them; the audit log keeps that it was read.',
  body: z.strictObject(whom),
  output: keptAbout,
  secret: true,
  errors: ['unknown_reference', 'forbidden'],
})

/** A whole erasure, which a job does: all that names somebody, and what others wrote of them. */
export const erasure = z.strictObject({
  id,
  status: z.enum(['queued', 'done', 'failed']),
  askedAt: instant,
  finishedAt: z.nullable(instant),
})
export type Erasure = z.infer<typeof erasure>

export const eraseAll = endpoint({
  name: 'eraseAll',
  method: 'POST',
  path: '/erasures',
  permission: 'privacy.answer',
  summary:
    'Erases a person or a household for good, in the background: all that is kept about them goes, and what is counted stays. `name` is theirs, typed once more.',
  body: z.strictObject({ ...whom, name: line(200) }),
  output: erasure,
  status: 202,
  errors: ['unknown_reference', 'name_differs'],
})
export const showErasure = endpoint({
  name: 'showErasure',
  method: 'GET',
  path: '/erasures/{id}',
  permission: 'privacy.answer',
  summary: 'How far an erasure is.',
  params: z.strictObject({ id }),
  output: erasure,
})
