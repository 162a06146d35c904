import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { objectionKinds } from './facts.ts'
import { id, line, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })
const fields = {
  name: line(80),
  /** The common kind above it, by which numbers compare. */
  kind: z.enum(objectionKinds),
}

/** A kind of objection that a workspace has made for itself. */
export const ownKind = z.strictObject({
  id,
  version,
  ...fields,
  /** Objections of this kind, those of kinds that were merged into it among them. */
  objections: z.int(),
})
export type OwnKind = z.infer<typeof ownKind>

export const listObjectionKinds = endpoint({
  name: 'listObjectionKinds',
  method: 'GET',
  path: '/objection-kinds',
  permission: 'deals.read',
  summary: "Kinds of objection of the workspace's own, by name.",
  query: z.strictObject({ ...pageQuery, kind: z.optional(fields.kind) }),
  output: page(ownKind),
})
export const addObjectionKind = endpoint({
  name: 'addObjectionKind',
  method: 'POST',
  path: '/objection-kinds',
  permission: 'process.edit',
  summary: "Makes a kind of objection of the workspace's own, below a common one.",
  body: z.strictObject(fields),
  output: ownKind,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeObjectionKind = endpoint({
  name: 'changeObjectionKind',
  method: 'PATCH',
  path: '/objection-kinds/{id}',
  permission: 'process.edit',
  summary: 'Renames a kind of objection.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: fields.name })),
  output: ownKind,
  errors: ['name_taken'],
})
export const mergeObjectionKind = endpoint({
  name: 'mergeObjectionKind',
  method: 'POST',
  path: '/objection-kinds/{id}/merge',
  permission: 'process.edit',
  summary:
    'Merges a kind into another one: its objections become of that kind, and figures count what the log says of it there.',
  params: byId,
  body: z.strictObject({ intoId: id }),
  output: ownKind,
  errors: ['unknown_reference'],
})

/** Where objections stand: of a common kind alone, or of one of the workspace's own below it. */
const place = { kind: fields.kind, ownKindId: z.nullable(id) }
const objectionPlace = z.strictObject(place)
export type ObjectionPlace = z.infer<typeof objectionPlace>

export const moveObjections = endpoint({
  name: 'moveObjections',
  method: 'POST',
  path: '/objections/move',
  permission: 'process.edit',
  summary:
    'Moves objections of one kind to another, at most 500 at once: all of it, those with some words, or those named; the log and the figures go along. The same the other way round takes it back.',
  body: z.strictObject({
    from: objectionPlace,
    /** These alone. */
    ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(500))),
    /** Those alone in which the buyer said this. */
    q: z.optional(line(100)),
    /** With a name: of a new kind of this name, below the common one. */
    to: z.strictObject({ ...place, name: z.optional(fields.name) }),
  }),
  output: z.strictObject({ moved: z.array(id), to: objectionPlace, more: z.boolean() }),
  errors: ['unknown_reference', 'name_taken', 'too_many'],
})
