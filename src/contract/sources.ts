import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, day, id, instant, line, nothing, page, pageQuery, price, text, version } from './primitives.ts'

const byId = z.strictObject({ id })

/** Where prospects come from. */
export const sourceKinds = [
  'phone_book',
  'network',
  'bought_list',
  'referral',
  'form',
  'chatbot',
  'ad',
  'landing_page',
  'linkedin',
  'event',
  'import',
  'other',
] as const
export type SourceKind = (typeof sourceKinds)[number]

/** On which basis the people of a source may be contacted. */
export const sourceBases = ['consent', 'contract', 'legitimate_interest', 'public_record', 'licence'] as const
export type SourceBasis = (typeof sourceBases)[number]

const fields = {
  name: line(100),
  kind: z.enum(sourceKinds),
  /** The day since when the history of its deals is complete. */
  observedFrom: z.nullable(day),
  note: z.nullable(text(1000)),
  basis: z.nullable(z.enum(sourceBases)),
  /** The words of the licence or consent: number, wording, where it is kept. */
  licence: z.nullable(line(300)),
}

const sum = z.strictObject({ minor: z.int(), currency })

export const source = z.strictObject({ id, version, ...fields })
export type Source = z.infer<typeof source>

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/sources',
  permission: 'base.read',
  summary: 'Where prospects come from, by name.',
  query: z.strictObject(pageQuery),
  output: page(source),
})

/** A source with what it cost, as entered, and what came from it, as far as the reader sees it. */
export const sourceYield = z.strictObject({
  ...source.shape,
  /** One sum a currency: nothing is converted here. */
  costs: z.array(sum),
  dealCount: z.int(),
  wonCount: z.int(),
  won: z.array(sum),
})
export type SourceYield = z.infer<typeof sourceYield>
export const listSourceYields = endpoint({
  name: 'listSourceYields',
  method: 'GET',
  path: '/source-yields',
  permission: 'base.read',
  summary: 'Sources with what they cost and what came from them, by name.',
  query: z.strictObject(pageQuery),
  output: page(sourceYield),
})

export const addSource = endpoint({
  name: 'addSource',
  method: 'POST',
  path: '/sources',
  permission: 'base.edit',
  summary: 'Adds a source of prospects.',
  body: z.strictObject({ ...z.partial(z.strictObject(fields)).shape, name: fields.name, kind: fields.kind }),
  output: source,
  status: 201,
  errors: ['name_taken'],
})
export const changeSource = endpoint({
  name: 'changeSource',
  method: 'PATCH',
  path: '/sources/{id}',
  permission: 'base.edit',
  summary: 'Changes the named fields of a source.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(fields)),
  output: source,
  errors: ['name_taken'],
})

const costFields = {
  sourceId: id,
  campaign: z.nullable(line(100)),
  /** The days it was paid for, both included. */
  from: day,
  to: day,
  amountMinor: price,
  currency,
  note: z.nullable(text(1000)),
}

/** What a source cost over some days. */
export const costEntry = z.strictObject({
  id,
  version,
  createdAt: instant,
  ...costFields,
  sourceName: z.string(),
})
export type CostEntry = z.infer<typeof costEntry>

export const listCosts = endpoint({
  name: 'listCosts',
  method: 'GET',
  path: '/costs',
  permission: 'base.read',
  summary: 'What sources cost, latest period first; of one source, or touching some days.',
  query: z.strictObject({ ...pageQuery, source: z.optional(id), from: z.optional(day), to: z.optional(day) }),
  output: page(costEntry),
})
export const addCost = endpoint({
  name: 'addCost',
  method: 'POST',
  path: '/costs',
  permission: 'costs.edit',
  summary: 'Enters what a source cost; the currency is that of the workspace unless said.',
  body: z.strictObject({
    ...costFields,
    campaign: z.optional(costFields.campaign),
    currency: z.optional(currency),
    note: z.optional(costFields.note),
  }),
  output: costEntry,
  status: 201,
  errors: ['unknown_reference', 'unknown_currency'],
})
export const changeCost = endpoint({
  name: 'changeCost',
  method: 'PATCH',
  path: '/costs/{id}',
  permission: 'costs.edit',
  summary: 'Changes the named fields of a cost.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(costFields)),
  output: costEntry,
  errors: ['unknown_reference', 'unknown_currency'],
})
export const deleteCost = endpoint({
  name: 'deleteCost',
  method: 'DELETE',
  path: '/costs/{id}',
  permission: 'costs.edit',
  summary: 'Takes a cost out again; the audit log keeps what it said.',
  params: byId,
  output: nothing,
})
