import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { listKinds } from './fields.ts'
import { id, line, money, nothing, version } from './primitives.ts'

const kind = z.enum(listKinds)
const byId = z.strictObject({ id })

/** A filter as JSON; its shape and its fields are checked against the list it is for (filters.ts). */
const filter = z.record(z.string(), z.unknown())
const fieldKey = z.string().check(z.regex(/^[A-Za-z][\w.-]{0,60}$/))

/** How the rows of a list can be shown. The board is that of the deals, with its own address. */
export const viewForms = ['grid', 'board', 'calendar'] as const

/** The whole state of a list, as its address holds it. */
export const viewState = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        key: fieldKey,
        /** Pixels. */
        width: z.optional(z.int().check(z.minimum(60), z.maximum(1200))),
        pinned: z.optional(z.boolean()),
      }),
    )
    .check(z.minLength(1), z.maxLength(60)),
  sort: z.optional(z.string().check(z.regex(/^-?[A-Za-z][\w.-]{0,60}$/))),
  filter: z.optional(filter),
  /** The field that rows are grouped by. */
  group: z.optional(fieldKey),
  form: z.enum(viewForms),
  /** The day field of a calendar. */
  day: z.optional(fieldKey),
})
export type ViewState = z.infer<typeof viewState>

/** Who finds a view among theirs: whoever made it, that person's team, or everyone. */
export const sharings = ['own', 'team', 'everyone'] as const
export type Sharing = (typeof sharings)[number]

/** A named state of a list. */
export const view = z.strictObject({
  id,
  version,
  kind,
  name: z.string(),
  shared: z.enum(sharings),
  state: viewState,
  /** Whether it may be changed by whoever asks. */
  isMine: z.boolean(),
  /** Whether the list opens with it, for whoever asks. */
  isFirst: z.boolean(),
  /** Who made it; null for a key. */
  madeBy: z.nullable(z.string()),
})
export type View = z.infer<typeof view>

export const mostViews = 200

export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/views',
  permission: 'workspace.read',
  summary: 'The saved views of a list that one finds among theirs, by name; at most 200.',
  query: z.strictObject({ kind }),
  output: z.strictObject({ items: z.array(view) }),
})
export const addView = endpoint({
  name: 'addView',
  method: 'POST',
  path: '/views',
  permission: 'workspace.read',
  summary: 'Saves the state of a list under a name; sharing it takes the right to edit the base.',
  body: z.strictObject({ kind, name: line(60), shared: z.enum(sharings), state: viewState }),
  output: view,
  status: 201,
  errors: ['too_many', 'forbidden', 'no_team'],
})
export const changeView = endpoint({
  name: 'changeView',
  method: 'PATCH',
  path: '/views/{id}',
  permission: 'workspace.read',
  summary:
    'Changes name, state or sharing of a view, by whoever made it; a shared one also by those who manage the workspace.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(60), shared: z.enum(sharings), state: viewState })),
  output: view,
  errors: ['forbidden', 'no_team'],
})
export const deleteView = endpoint({
  name: 'deleteView',
  method: 'DELETE',
  path: '/views/{id}',
  permission: 'workspace.read',
  summary: 'Deletes a view; the rows it showed stay.',
  params: byId,
  output: nothing,
  errors: ['forbidden'],
})
export const chooseFirstView = endpoint({
  name: 'chooseFirstView',
  method: 'PUT',
  path: '/first-view',
  permission: 'workspace.read',
  summary: 'Chooses the view that a list opens with, for oneself; null for the usual columns.',
  body: z.strictObject({ kind, viewId: z.nullable(id) }),
  output: nothing,
  errors: ['unknown_reference'],
})

/** A group of rows: by a value, by a month of a day ('2026-03'), or by no value. */
export const group = z.strictObject({
  value: z.nullable(z.string()),
  /** What the value is called, where it is an id or a key. */
  label: z.nullable(z.string()),
  count: z.int(),
  /** Of the kind's money, one a currency: the amount of deals, the revenue of companies. */
  sums: z.array(money),
})
export type Group = z.infer<typeof group>
export const mostGroups = 200

const groupsQuery = z.strictObject({
  /** The field to group by; without one there is one group of all. */
  by: z.optional(fieldKey),
  filter: z.optional(z.string().check(z.maxLength(8000))),
  q: z.optional(line(100)),
})
/** `more`: there are further groups, smaller than these. */
const groups = z.strictObject({ groups: z.array(group), more: z.boolean() })

const customerKind = z.enum(['companies', 'people', 'households', 'products'])

export const groupDeals = endpoint({
  name: 'groupDeals',
  method: 'GET',
  path: '/groups/deals',
  permission: 'deals.read',
  summary: 'How many deals there are and what they add up to, by the values of a field; the largest 200 groups.',
  query: groupsQuery,
  output: groups,
})
export const groupBase = endpoint({
  name: 'groupBase',
  method: 'GET',
  path: '/groups/{kind}',
  permission: 'base.read',
  summary:
    'How many companies, people, households or products there are, by the values of a field; the largest 200 groups.',
  params: z.strictObject({ kind: customerKind }),
  query: groupsQuery,
  output: groups,
})
