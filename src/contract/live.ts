import * as z from 'zod/mini'
import { type AnyEndpoint, endpoint } from './endpoint.ts'
import type { Permission } from './permissions.ts'
import { id } from './primitives.ts'

/** Something that changed: ids and names of fields, never what stands in them. */
export const change = z.strictObject({
  /** The first word of the row's address: 'deals', 'companies'. */
  kind: z.string(),
  /** Null: several rows, one that cannot be told, or the kind as a whole. */
  id: z.nullable(id),
  /** Empty for a row that is new or gone, and wherever all may have changed. */
  fields: z.array(z.string()),
})
export interface Change {
  readonly kind: string
  readonly id: string | null
  readonly fields: readonly string[]
}

/** The records that one can be seen to look at. */
export const lookedAtKinds = ['deals', 'companies', 'people', 'households'] as const
export type LookedAtKind = (typeof lookedAtKinds)[number]

/** Who else looks at a record: ids of members, oneself left out. */
export const looking = z.strictObject({ kind: z.enum(lookedAtKinds), id, members: z.array(id) })
export type Looking = z.infer<typeof looking>

const subject = new RegExp(`^(?:${lookedAtKinds.join('|')})/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$`)
const mostLookedAt = 3

/**
 * Server-sent events. `changes` carries a list of `change`; its id, sent back as Last-Event-ID within the hour, continues
 * without a loss. `reset`: what happened since that id is not known any more, so read anew. `looking` carries a `looking`.
 * `ready` comes first.
 */
export const followChanges = endpoint({
  name: 'followChanges',
  method: 'GET',
  path: '/live',
  permission: 'workspace.read',
  summary: 'Follow what changes, as server-sent events that carry ids and names of fields, never values.',
  query: z.strictObject({
    /** The records on this screen, as 'deals/{id}', separated by commas: others who look at them are shown who does. */
    looking: z.optional(
      z.string().check(
        z.maxLength(200),
        z.refine((text) => {
          const subjects = text.split(',')
          return subjects.length <= mostLookedAt && subjects.every((each) => subject.test(each))
        }),
      ),
    ),
    /** Without a Last-Event-ID: begin with what changed in so many seconds before. */
    ago: z._default(z.coerce.number().check(z.int(), z.nonnegative(), z.maximum(600)), 0),
  }),
  output: z.string(),
  produces: 'text/event-stream',
  errors: ['too_many_requests'],
})

// What is a part of another kind: its ids are not that kind's.
const parts: Readonly<Record<string, string>> = {
  'process-versions': 'processes',
  positions: 'people',
  'dossier-erasures': 'dossier-facts',
  coordinates: 'visits',
  'prospect-requests': 'prospects',
  'campaign-rules': 'campaigns',
  'talk-points': 'talks',
}

// What is one person's own, or writes nothing: nobody else looks at it, and it is nobody's business.
const own = new Set([
  'me',
  'recents',
  'first-view',
  'today-figures',
  'first-steps',
  'exports',
  'restores',
  'sessions',
  'second-factor',
  'passkeys',
  'prospect-previews',
  'enrolment-previews',
  'comparisons',
  'experiment-plans',
  'process-map-files',
  // What became of a call is told of as what it is: a prospect, a touch, a deal.
  'calls',
  'private-readings',
  'dossier-files',
  'kept-readings',
])

/** The kind that an address is about, if others look at it; `isWhole` when ids in it are ids of that kind. */
export function kindOfPath(path: string): { readonly kind: string; readonly isWhole: boolean } | null {
  const first = path.split('/')[1] ?? ''
  if (own.has(first)) return null
  const whole = parts[first]
  return whole === undefined ? { kind: first, isWhole: true } : { kind: whole, isWhole: false }
}

/** The right to read each kind: that of the first call which reads it. Nobody is told of a kind that nobody may read. */
export function rightsToRead(endpoints: readonly AnyEndpoint[]): ReadonlyMap<string, Permission> {
  const rights = new Map<string, Permission>()
  for (const { method, path, permission } of endpoints) {
    const about = kindOfPath(path)
    if (method !== 'GET' || permission === 'anyone' || permission === 'user' || about === null) continue
    if (!rights.has(about.kind)) rights.set(about.kind, permission)
  }
  return rights
}
