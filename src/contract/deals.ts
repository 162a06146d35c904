import * as z from 'zod/mini'
import { customChanges, customValues } from './custom-values.ts'
import { endpoint } from './endpoint.ts'
import { fact, marketMaturities, outcomes, stakeholderRoles } from './facts.ts'
import {
  currency,
  day,
  id,
  instant,
  line,
  listQuery,
  minor,
  occurredAt,
  page,
  pageQuery,
  price,
  version,
} from './primitives.ts'
import { qualification } from './qualification.ts'
import { tagIds } from './tags.ts'

const byId = z.strictObject({ id })
const byDealAndPerson = z.strictObject({ id, personId: id })

/** A stage is named by its id, or by its key, which stays the same through all versions of a process. */
export const stageRef = line(60)

export const customer = z.strictObject({ kind: z.enum(['company', 'person', 'household']), id, name: z.string() })

/** A deal as a list or a card shows it. */
export const dealItem = z.strictObject({
  id,
  name: z.string(),
  outcome: z.enum(outcomes),
  stage: z.strictObject({ id, key: z.string(), name: z.string(), position: z.int() }),
  stageEnteredAt: instant,
  /** Null for a deal of a customer not yet known. */
  customer: z.nullable(customer),
  owner: z.nullable(z.strictObject({ id, name: z.string() })),
  amountMinor: z.nullable(minor),
  currency,
  expectedCloseOn: z.nullable(day),
  /** What happens next, and when: without one an open deal is at fault. */
  nextStep: z.nullable(z.strictObject({ text: z.string(), on: day })),
  openedAt: instant,
  endedAt: z.nullable(instant),
  custom: customValues,
  version,
})
export type DealItem = z.infer<typeof dealItem>

export const dealLine = z.strictObject({
  productId: id,
  productName: z.string(),
  quantity: z.number().check(z.positive(), z.maximum(1_000_000_000)),
  /** For one, in the deal's currency. */
  priceMinor: price,
  costMinor: z.nullable(price),
  /** The list that the price is from; null when it is the product's own or was typed. */
  priceList: z.nullable(z.strictObject({ id, name: z.string() })),
  /** What one was listed for when the line got its price: by that list, else by the product itself in the deal's currency; null where neither says, or nobody noted it. */
  listMinor: z.nullable(price),
})

export const deal = z.strictObject({
  ...dealItem.shape,
  processId: id,
  versionId: id,
  versionNumber: z.int(),
  source: z.nullable(z.strictObject({ id, name: z.string() })),
  /** False when an import knew no opening date: no duration is taken from this deal. */
  openedDated: z.boolean(),
  /** Of a deal that ended, and of which neither day is known: how many days it took, where that was told. */
  lengthDays: z.nullable(z.int()),
  /** Since when the deal's history is complete, if it was not seen from its start. */
  observedFrom: z.nullable(day),
  comeBackOn: z.nullable(day),
  previousDealId: z.nullable(id),
  nextDealId: z.nullable(id),
  externalId: z.nullable(z.string()),
  tagIds,
  paymentTermsId: z.nullable(id),
  marketMaturity: z.nullable(z.enum(marketMaturities)),
  qualification,
  lines: z.array(dealLine),
  stakeholders: z.array(
    z.strictObject({ personId: id, name: z.string(), title: z.nullable(z.string()), role: z.enum(stakeholderRoles) }),
  ),
  /** Keys of confirmed criteria, per stage key. */
  confirmed: z.array(
    z.strictObject({ stageKey: z.string(), criterion: z.string(), by: z.nullable(z.string()), at: instant }),
  ),
  createdAt: instant,
  updatedAt: instant,
})
export type Deal = z.infer<typeof deal>

const customerFields = {
  companyId: z.optional(z.nullable(id)),
  personId: z.optional(z.nullable(id)),
  householdId: z.optional(z.nullable(id)),
}

export const dealFilters = {
  outcome: z.optional(z.enum(outcomes)),
  /** A stage's id, or its key. */
  stage: z.optional(stageRef),
  owner: z.optional(id),
  company: z.optional(id),
  person: z.optional(id),
  household: z.optional(id),
  product: z.optional(id),
  source: z.optional(id),
  externalId: z.optional(line(200)),
}

export const listDeals = endpoint({
  name: 'listDeals',
  method: 'GET',
  path: '/deals',
  permission: 'deals.read',
  summary:
    'Deals, newest first unless sorted; with `as_of` as they stood at the end of that day; `q` is a piece of the name.',
  query: z.strictObject({
    ...pageQuery,
    ...listQuery,
    ...dealFilters,
    as_of: z.optional(day),
    q: z.optional(line(100)),
  }),
  output: page(dealItem),
})
export const showDeal = endpoint({
  name: 'showDeal',
  method: 'GET',
  path: '/deals/{id}',
  permission: 'deals.read',
  summary: 'One deal.',
  params: byId,
  output: deal,
})

export const openDeal = endpoint({
  name: 'openDeal',
  method: 'POST',
  path: '/deals',
  permission: 'deals.work',
  summary:
    'Opens a deal, in the first stage of the default process unless said; past gates only for who may override them.',
  body: z.strictObject({
    name: line(200),
    ...customerFields,
    ownerId: z.optional(z.nullable(id)),
    sourceId: z.optional(z.nullable(id)),
    processId: z.optional(id),
    stage: z.optional(stageRef),
    amountMinor: z.optional(z.nullable(price)),
    currency: z.optional(currency),
    expectedCloseOn: z.optional(z.nullable(day)),
    nextStep: z.optional(z.nullable(z.strictObject({ text: line(200), on: day }))),
    lines: z.optional(
      z
        .array(
          z.strictObject({
            productId: id,
            quantity: dealLine.shape.quantity,
            priceMinor: z.optional(price),
            costMinor: z.optional(z.nullable(price)),
          }),
        )
        .check(z.maxLength(100)),
    ),
    externalId: z.optional(line(200)),
    custom: z.optional(customChanges),
    occurredAt,
  }),
  output: deal,
  status: 201,
  errors: [
    'unknown_reference',
    'no_published_process',
    'stage_not_in_process',
    'stage_only_by_winning',
    'gate_not_met',
    'unknown_currency',
    'occurred_in_future',
    'name_taken',
    'forbidden',
  ],
})

export const changeDeal = endpoint({
  name: 'changeDeal',
  method: 'PATCH',
  path: '/deals/{id}',
  permission: 'deals.work',
  summary:
    'Changes name, customer, source, amount, expected date, terms, market, tags or own fields; each change is a fact.',
  versioned: true,
  params: byId,
  body: z.strictObject({
    name: z.optional(line(200)),
    ...customerFields,
    sourceId: z.optional(z.nullable(id)),
    amountMinor: z.optional(z.nullable(price)),
    currency: z.optional(currency),
    expectedCloseOn: z.optional(z.nullable(day)),
    tagIds: z.optional(tagIds),
    paymentTermsId: z.optional(z.nullable(id)),
    marketMaturity: z.optional(z.nullable(z.enum(marketMaturities))),
    custom: z.optional(customChanges),
  }),
  output: deal,
  errors: ['unknown_reference', 'unknown_currency', 'in_use'],
})

export const assignDeal = endpoint({
  name: 'assignDeal',
  method: 'POST',
  path: '/deals/{id}/assign',
  permission: 'deals.assign',
  summary: 'Gives a deal to another owner, or to nobody.',
  params: byId,
  body: z.strictObject({ ownerId: z.nullable(id), occurredAt }),
  output: deal,
  errors: ['unknown_reference', 'occurred_in_future', 'occurred_too_early'],
})
export const confirmCriterion = endpoint({
  name: 'confirmCriterion',
  method: 'POST',
  path: '/deals/{id}/criteria',
  permission: 'deals.work',
  summary: 'Confirms a sentence that a gate asks for, or takes the confirmation back.',
  params: byId,
  body: z.strictObject({ stage: stageRef, criterion: line(60), met: z.boolean() }),
  output: deal,
  errors: ['unknown_reference', 'stage_not_in_process'],
})
export const planNextStep = endpoint({
  name: 'planNextStep',
  method: 'PUT',
  path: '/deals/{id}/next-step',
  permission: 'deals.work',
  summary: 'Plans what happens next, and on which day.',
  params: byId,
  body: z.strictObject({ text: line(200), on: day }),
  output: deal,
  errors: ['deal_not_open'],
})
export const finishNextStep = endpoint({
  name: 'finishNextStep',
  method: 'POST',
  path: '/deals/{id}/next-step/done',
  permission: 'deals.work',
  summary: 'The planned next step is done.',
  params: byId,
  body: z.strictObject({ occurredAt }),
  output: deal,
  errors: ['not_found', 'occurred_in_future', 'occurred_too_early'],
})
export const dropNextStep = endpoint({
  name: 'dropNextStep',
  method: 'DELETE',
  path: '/deals/{id}/next-step',
  permission: 'deals.work',
  summary: 'Drops the planned next step.',
  params: byId,
  output: deal,
})
export const setStakeholder = endpoint({
  name: 'setStakeholder',
  method: 'PUT',
  path: '/deals/{id}/stakeholders/{personId}',
  permission: 'deals.work',
  summary: 'Puts a person into the buying committee, or changes the role.',
  params: byDealAndPerson,
  body: z.strictObject({ role: z.enum(stakeholderRoles) }),
  output: deal,
  errors: ['unknown_reference'],
})
export const removeStakeholder = endpoint({
  name: 'removeStakeholder',
  method: 'DELETE',
  path: '/deals/{id}/stakeholders/{personId}',
  permission: 'deals.work',
  summary: 'Takes a person out of the buying committee.',
  params: byDealAndPerson,
  output: deal,
})
export const listFacts = endpoint({
  name: 'listFacts',
  method: 'GET',
  path: '/deals/{id}/facts',
  permission: 'deals.read',
  summary: 'What happened to a deal, newest first.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(fact),
})
