import * as z from 'zod/mini'
import { lineTypes } from './calling.ts'
import { endpoint } from './endpoint.ts'
import { outcomes } from './facts.ts'
import { currency, day, id, instant, line, minor, page, pageQuery, price, text, version } from './primitives.ts'
import { channels } from './process.ts'
import { customer, dealItem } from './deals.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** What is wrong with the data of somebody on the list, for the channel of the campaign. */
export const campaignFaults = [
  'phone_missing',
  'phone_invalid',
  'phone_reported',
  'phone_not_callable',
  'email_missing',
  'address_missing',
  'duplicate',
  'opted_out',
  'put_away',
] as const
export type CampaignFault = (typeof campaignFaults)[number]

const fields = {
  name: line(100),
  listId: id,
  channel: z.enum(channels),
  /** What is to be said or written. */
  message: z.nullable(text(10_000)),
  startsOn: z.nullable(day),
  endsOn: z.nullable(day),
  /** In minor units of `costCurrency`. */
  costMinor: z.nullable(price),
  costCurrency: z.nullable(currency),
}

/** A message to a set of prospects, in a time, at a cost. */
export const campaign = z.strictObject({
  id,
  version,
  ...fields,
  list: named,
  startedAt: z.nullable(instant),
  stoppedAt: z.nullable(instant),
  /** The latest check of its data: how many there were, and how many can be used. Null before the first. */
  check: z.nullable(
    z.strictObject({ isRunning: z.boolean(), at: z.nullable(instant), checked: z.int(), usable: z.int() }),
  ),
  createdAt: instant,
})
export type Campaign = z.infer<typeof campaign>

export const listCampaigns = endpoint({
  name: 'listCampaigns',
  method: 'GET',
  path: '/campaigns',
  permission: 'base.read',
  summary: 'Campaigns, newest first; of one list if it is named.',
  query: z.strictObject({ ...pageQuery, list: z.optional(id) }),
  output: page(campaign),
})
export const showCampaign = endpoint({
  name: 'showCampaign',
  method: 'GET',
  path: '/campaigns/{id}',
  permission: 'base.read',
  summary: 'One campaign.',
  params: byId,
  output: campaign,
})
export const addCampaign = endpoint({
  name: 'addCampaign',
  method: 'POST',
  path: '/campaigns',
  permission: 'deals.assign',
  summary: 'Plans a campaign on a list; its data is checked at once.',
  body: z.strictObject({
    ...z.partial(z.strictObject(fields)).shape,
    name: fields.name,
    listId: id,
    channel: z._default(fields.channel, 'phone'),
  }),
  output: campaign,
  status: 201,
  errors: ['unknown_reference', 'unknown_currency', 'not_found'],
})
const { listId: _fixed, ...changeable } = fields
export const changeCampaign = endpoint({
  name: 'changeCampaign',
  method: 'PATCH',
  path: '/campaigns/{id}',
  permission: 'deals.assign',
  summary: 'Changes the named fields of a campaign; its list and, once it has started, its channel stay.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(changeable)),
  output: campaign,
  errors: ['unknown_currency', 'campaign_not_so'],
})
export const deleteCampaign = endpoint({
  name: 'deleteCampaign',
  method: 'DELETE',
  path: '/campaigns/{id}',
  permission: 'deals.assign',
  summary: 'Deletes a campaign that never started.',
  params: byId,
  output: z.strictObject({}),
  errors: ['campaign_not_so'],
})
export const checkCampaign = endpoint({
  name: 'checkCampaign',
  method: 'POST',
  path: '/campaigns/{id}/check',
  permission: 'deals.assign',
  summary: 'Checks the data of everybody on the list anew, in the background.',
  params: byId,
  output: campaign,
  status: 202,
})
export const startCampaign = endpoint({
  name: 'startCampaign',
  method: 'POST',
  path: '/campaigns/{id}/start',
  permission: 'deals.assign',
  summary:
    'Starts a campaign whose data was checked within a day and is usable to the share that the workspace asks for.',
  params: byId,
  output: campaign,
  errors: ['campaign_not_so', 'campaign_unchecked', 'campaign_data_unusable', 'campaign_running'],
})
export const stopCampaign = endpoint({
  name: 'stopCampaign',
  method: 'POST',
  path: '/campaigns/{id}/stop',
  permission: 'deals.assign',
  summary: 'Ends a campaign: what comes later is not counted as its work.',
  params: byId,
  output: campaign,
  errors: ['campaign_not_so'],
})

const faulty = z.strictObject({
  id,
  prospectId: id,
  customer,
  phone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  lineType: z.nullable(z.enum(lineTypes)),
  faults: z.array(z.enum(campaignFaults)),
})
export type Faulty = z.infer<typeof faulty>

export const listCampaignFaults = endpoint({
  name: 'listCampaignFaults',
  method: 'GET',
  path: '/campaigns/{id}/faults',
  permission: 'base.read',
  summary: 'Whose data is to be mended, by what the latest check found.',
  params: byId,
  query: z.strictObject({ ...pageQuery, fault: z.optional(z.enum(campaignFaults)) }),
  output: page(faulty),
})
export const countCampaignFaults = endpoint({
  name: 'countCampaignFaults',
  method: 'GET',
  path: '/campaigns/{id}/fault-counts',
  permission: 'base.read',
  summary: 'How many have each fault.',
  params: byId,
  output: z.strictObject({
    leastUsablePercent: z.int(),
    counts: z.array(z.strictObject({ fault: z.enum(campaignFaults), count: z.int() })),
  }),
})
export const dropCampaignFaults = endpoint({
  name: 'dropCampaignFaults',
  method: 'POST',
  path: '/campaigns/{id}/drop-faulty',
  permission: 'deals.assign',
  summary:
    'Takes those with a fault off the list, as unreachable or as asked, at most 10,000 at once; they stay in the base.',
  params: byId,
  body: z.strictObject({ fault: z.optional(z.enum(campaignFaults)) }),
  output: z.strictObject({ dropped: z.int() }),
})

export const showCampaignResults = endpoint({
  name: 'showCampaignResults',
  method: 'GET',
  path: '/campaigns/{id}/results',
  permission: 'measurement.read',
  summary:
    'What came of a campaign between its start and its end: touches, deals, wins from it, and the cost of a win.',
  params: byId,
  output: z.strictObject({
    prospects: z.int(),
    touched: z.int(),
    touches: z.int(),
    reached: z.int(),
    deals: z.int(),
    won: z.int(),
    /** In minor units of the campaign's currency; null without a cost or without a win. */
    costPerWinMinor: z.nullable(minor),
  }),
})
export type CampaignResults = z.infer<typeof showCampaignResults.output>

export const listCampaignDeals = endpoint({
  name: 'listCampaignDeals',
  method: 'GET',
  path: '/campaigns/{id}/deals',
  permission: 'deals.read',
  summary: 'The deals that a campaign opened, newest first.',
  params: byId,
  query: z.strictObject({ ...pageQuery, outcome: z.optional(z.enum(outcomes)) }),
  output: page(dealItem),
})

export const setCampaignRules = endpoint({
  name: 'setCampaignRules',
  method: 'PUT',
  path: '/campaign-rules',
  permission: 'workspace.manage',
  summary: 'Says below which share of usable data no campaign starts.',
  body: z.strictObject({ leastUsablePercent: z.int().check(z.nonnegative(), z.maximum(100)) }),
  output: z.strictObject({ leastUsablePercent: z.int() }),
})
