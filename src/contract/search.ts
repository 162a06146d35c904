import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { outcomes } from './facts.ts'
import { id, line, nothing } from './primitives.ts'

/** What can be found and opened. */
export const recordKinds = ['company', 'person', 'household', 'deal', 'product'] as const
export type RecordKind = (typeof recordKinds)[number]

/** What the words of a search may stand in. */
export const foundFields = [
  'name',
  'email',
  'domain',
  'phone',
  'street',
  'code',
  'company',
  'customer',
  'note',
  'custom',
] as const

const found = z.strictObject({
  kind: z.enum(recordKinds),
  id,
  name: z.string(),
  /** What tells two of one name apart: a deal's customer, a person's company, a company's town or domain. */
  beside: z.nullable(z.string()),
  /** Where a deal stands. */
  stage: z.nullable(z.strictObject({ key: z.string(), name: z.string(), outcome: z.enum(outcomes) })),
  /** Why it was found: the field, its text, and where the words stand in it, [from, to) in UTF-16 units. */
  match: z.nullable(
    z.strictObject({
      field: z.enum(foundFields),
      /** What a field of the workspace's own is called. */
      name: z.optional(z.string()),
      text: z.string(),
      pieces: z.array(z.tuple([z.int(), z.int()])),
    }),
  ),
  /** Among what the asker opened last. */
  recent: z.boolean(),
})
export type Found = z.infer<typeof found>

const limit = z._default(z.coerce.number().check(z.int(), z.positive(), z.maximum(50)), 20)
const kindList = new RegExp(`^(${recordKinds.join('|')})(,(${recordKinds.join('|')}))*$`)

export const search = endpoint({
  name: 'search',
  method: 'GET',
  path: '/search',
  permission: 'base.read',
  summary:
    'Finds companies, people, households, deals and products by pieces of their names, addresses, numbers, notes and own fields; best first.',
  query: z.strictObject({
    q: line(100),
    /** Some of the kinds, separated by commas. */
    kinds: z.optional(z.string().check(z.maxLength(100), z.regex(kindList))),
    limit,
  }),
  /** `approximate`: nothing was found as it was typed; these are spelt alike. */
  output: z.strictObject({ items: z.array(found), approximate: z.boolean() }),
})

export const listRecents = endpoint({
  name: 'listRecents',
  method: 'GET',
  path: '/recents',
  permission: 'base.read',
  summary: 'What you opened last, on any device, the latest first.',
  query: z.strictObject({ limit }),
  output: z.strictObject({ items: z.array(found) }),
})

export const noteRecent = endpoint({
  name: 'noteRecent',
  method: 'POST',
  path: '/recents',
  permission: 'base.read',
  summary: 'Says that you opened a record: searches show it first.',
  body: z.strictObject({ kind: z.enum(recordKinds), id }),
  output: nothing,
})
