import * as z from 'zod/mini'
import { distribution } from './distribution.ts'
import { endpoint } from './endpoint.ts'
import { disqualifyReasons } from './facts.ts'
import { day, currency, id, instant, line, page, pageQuery, price, text, version } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

export const listOrigins = ['hand', 'paste', 'import', 'filter'] as const

const listFields = {
  name: line(100),
  sourceId: z.nullable(id),
  /** What the list cost, in minor units of `costCurrency`. */
  costMinor: z.nullable(price),
  costCurrency: z.nullable(currency),
  note: z.nullable(text(2000)),
  /** What is to be sold to those on it. */
  productId: z.nullable(id),
  /** Where its deals open; the default process without one. */
  processId: z.nullable(id),
  /** Who may work it; everybody if nobody is named. */
  workerIds: z.array(id).check(z.maxLength(200)),
  /** How they are handed to sellers; for those who assign deals. */
  distribution: z.nullable(distribution),
}

/** A list of prospects: where it came from, what it cost, who may work it. */
export const prospectList = z.strictObject({
  id,
  version,
  ...listFields,
  createdFrom: z.enum(listOrigins),
  source: z.nullable(named),
  product: z.nullable(named),
  /** A closed list stands in no ranking; its people stay in the base. */
  closed: z.boolean(),
  /** How many wait, counted up to 1,000. */
  waiting: z.int(),
  createdAt: instant,
})
export type ProspectList = z.infer<typeof prospectList>

export const listLists = endpoint({
  name: 'listLists',
  method: 'GET',
  path: '/lists',
  permission: 'base.read',
  summary: 'The lists of prospects one may work, newest first.',
  query: z.strictObject({ ...pageQuery, closed: z.optional(z.literal('true')) }),
  output: page(prospectList),
})
export const showList = endpoint({
  name: 'showList',
  method: 'GET',
  path: '/lists/{id}',
  permission: 'base.read',
  summary: 'One list of prospects.',
  params: byId,
  output: prospectList,
})
export const addList = endpoint({
  name: 'addList',
  method: 'POST',
  path: '/lists',
  permission: 'base.edit',
  summary: 'Begins a list of prospects.',
  body: z.strictObject({
    ...z.partial(z.strictObject(listFields)).shape,
    name: listFields.name,
    createdFrom: z._default(z.enum(listOrigins), 'hand'),
  }),
  output: prospectList,
  status: 201,
  errors: ['name_taken', 'unknown_reference', 'unknown_currency'],
})
export const changeList = endpoint({
  name: 'changeList',
  method: 'PATCH',
  path: '/lists/{id}',
  permission: 'base.edit',
  summary: 'Changes the named fields of a list; closing takes it out of the ranking.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...listFields, closed: z.boolean() })),
  output: prospectList,
  errors: ['name_taken', 'unknown_reference', 'unknown_currency'],
})
export const deleteList = endpoint({
  name: 'deleteList',
  method: 'DELETE',
  path: '/lists/{id}',
  permission: 'deals.assign',
  summary: 'Deletes a list from which no deal came; those on it stay in the base.',
  params: byId,
  output: z.strictObject({}),
  errors: ['in_use'],
})

/** What adding to a list came to: known are those who stood on it already. */
const added = z.strictObject({ added: z.int(), known: z.int() })

const ids = z.optional(z.array(id).check(z.maxLength(1000)))
export const addToList = endpoint({
  name: 'addToList',
  method: 'POST',
  path: '/lists/{id}/prospects',
  permission: 'base.edit',
  summary: 'Puts people, companies and households of the base on a list.',
  params: byId,
  body: z.strictObject({ companyIds: ids, personIds: ids, householdIds: ids }),
  output: added,
  errors: ['unknown_reference'],
})
export const removeFromList = endpoint({
  name: 'removeFromList',
  method: 'POST',
  path: '/lists/{id}/remove',
  permission: 'base.edit',
  summary: 'Takes prospects off a list who were put there by mistake; those who became deals stay.',
  params: byId,
  body: z.strictObject({ prospectIds: z.array(id).check(z.minLength(1), z.maxLength(1000)) }),
  output: z.strictObject({ removed: z.int() }),
})
export const addByFilter = endpoint({
  name: 'addByFilter',
  method: 'POST',
  path: '/lists/{id}/filter',
  permission: 'base.edit',
  summary: 'Puts everybody of the base who fits a filter on a list, at most 10,000 at once.',
  params: byId,
  body: z.strictObject({
    kind: z.enum(['company', 'person', 'household']),
    /** A piece of the name. */
    q: z.optional(line(100)),
    city: z.optional(line(100)),
    country: z.optional(line(100)),
    /** Of companies, and of the companies that people work at. */
    sector: z.optional(line(100)),
    /** A piece of a person's title. */
    title: z.optional(line(100)),
    sourceId: z.optional(id),
    importId: z.optional(id),
    /** Those who were dropped from this list; with the reason if one is named. */
    droppedFrom: z.optional(id),
    dropReason: z.optional(z.enum(disqualifyReasons)),
    /** Those whose deal was disqualified and who have none open: for which reason, for which product, and when. */
    pool: z.optional(
      z.strictObject({
        reason: z.optional(z.enum(disqualifyReasons)),
        productId: z.optional(id),
        from: z.optional(day),
        until: z.optional(day),
      }),
    ),
  }),
  /** `more`: the limit was reached, call again. */
  output: z.strictObject({ added: z.int(), more: z.boolean() }),
  errors: ['unknown_reference'],
})

/** What a column of a pasted table may hold. */
export const pasteFields = [
  'name',
  'firstName',
  'lastName',
  'title',
  'company',
  'email',
  'phone',
  'linkedin',
  'domain',
  'city',
  'country',
] as const
export type PasteField = (typeof pasteFields)[number]

/** What becomes of a pasted row. `hidden`: a colleague's customer, whom one does not see. */
export const pasteFates = ['new', 'known', 'listed', 'twice', 'nameless', 'hidden'] as const
export type PasteFate = (typeof pasteFates)[number]

const pasteBody = {
  /** A table as a spreadsheet copies it, or lines as people type them; at most 5,000 rows. */
  text: z.string().check(z.minLength(1), z.maxLength(1_000_000)),
  /** What the columns hold, in their order; guessed unless said. */
  columns: z.optional(z.array(z.nullable(z.enum(pasteFields))).check(z.maxLength(100))),
}
const counts = z.strictObject({ rows: z.int(), new: z.int(), known: z.int(), listed: z.int(), rejected: z.int() })

export const previewPaste = endpoint({
  name: 'previewPaste',
  method: 'POST',
  path: '/prospect-previews',
  permission: 'base.edit',
  summary: 'Reads a pasted table: what its columns hold, who is new and who is known. Writes nothing.',
  body: z.strictObject({ ...pasteBody, listId: z.optional(id) }),
  bodyLimit: 4 * 1024 * 1024,
  output: z.strictObject({
    /** The column's name in the table, null without a header, and what it holds. */
    columns: z.array(z.strictObject({ header: z.nullable(z.string()), field: z.nullable(z.enum(pasteFields)) })),
    counts,
    /** The first rows, and the first of those that cannot be taken. */
    rows: z.array(
      z.strictObject({
        row: z.int(),
        cells: z.array(z.string()),
        fate: z.enum(pasteFates),
        fields: z.record(z.string(), z.string()),
        /** Who it is, if known. */
        knownAs: z.nullable(z.string()),
      }),
    ),
  }),
  errors: ['paste_unreadable', 'not_found'],
})
export const pasteToList = endpoint({
  name: 'pasteToList',
  method: 'POST',
  path: '/lists/{id}/paste',
  permission: 'base.edit',
  summary: 'Adds the rows of a pasted table to the base and to a list; nobody who is known is doubled.',
  params: byId,
  body: z.strictObject(pasteBody),
  bodyLimit: 4 * 1024 * 1024,
  output: z.strictObject({
    counts,
    rejected: z.array(z.strictObject({ row: z.int(), fate: z.enum(pasteFates), text: z.string() })),
    /** Of the rows that were put on the list, up to 1,000: to take them off again. */
    prospectIds: z.array(id),
  }),
  errors: ['paste_unreadable'],
})

export const handOut = endpoint({
  name: 'handOut',
  method: 'POST',
  path: '/lists/{id}/hand-out',
  permission: 'deals.assign',
  summary: 'Hands the first of those whom nobody has to sellers in turn.',
  params: byId,
  body: z.strictObject({
    memberIds: z.array(id).check(z.minLength(1), z.maxLength(100)),
    each: z.int().check(z.positive(), z.maximum(1000)),
  }),
  output: z.strictObject({
    /** Names this handing out, to take it back. */
    handedAt: instant,
    handed: z.array(z.strictObject({ memberId: id, count: z.int() })),
  }),
  errors: ['unknown_reference'],
})
export const takeBack = endpoint({
  name: 'takeBack',
  method: 'POST',
  path: '/lists/{id}/take-back',
  permission: 'deals.assign',
  summary: 'Takes back from sellers whom they have not worked yet: of one handing out, of some members, or all.',
  params: byId,
  body: z.strictObject({
    handedAt: z.optional(instant),
    memberIds: z.optional(z.array(id).check(z.maxLength(100))),
  }),
  output: z.strictObject({ takenBack: z.int() }),
})

export type PastePreview = z.infer<typeof previewPaste.output>
export type PasteResult = z.infer<typeof pasteToList.output>
