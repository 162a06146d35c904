import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { nameWords } from '../../kernel/fold.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { requireReferences } from '../../kernel/references.ts'
import { customFacts, type SettledCustom, settleCustom } from '../fields/index.ts'
import { requireTags } from '../people/index.ts'
import { customerColumns, namesCustomer } from './customer.ts'
import { type HeldDeal, holdDeal, showDeal, showGivenDeal, timeOfEdit, timeSince } from './hold.ts'
import { showDealRow } from './rows.ts'
import { type AnyFact, type Change, save } from './save.ts'

type ChangeDeal = BodyOf<typeof contract.changeDeal>

const references = {
  companyId: 'companies',
  personId: 'people',
  householdId: 'households',
  sourceId: 'sources',
  paymentTermsId: 'payment_terms',
} as const

/** Changes what is known of a deal, each change with its fact. */
export async function changeDeal(ctx: Context, id: string, input: ChangeDeal): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  const current = showDealRow(held)
  requireVersion(ctx, held, current)
  if (input.currency !== undefined) requireCurrency(input.currency)
  const own = await settleCustom(ctx, 'deals', held.custom, input.custom)
  const changes = [
    ...fieldChanges(held, input),
    ...termChanges(held, input),
    ...customerChange(held, input),
    ...ownChange(own),
  ]
  if (changes.length === 0) return current
  // The prices of lines are in the deal's currency.
  if (changes.some(({ fields }) => fields.includes('currency')) && held.lines.length > 0)
    fail('in_use', { kind: 'line' })
  await requireReferences(ctx, references, input)
  await requireTags(ctx, input.tagIds)
  const occurredAt = timeOfEdit(ctx, held)
  await save(ctx, held, {
    set: changes.reduce<Change['set']>((all, { set }) => ({ ...all, ...set }), {}),
    fields: changes.flatMap(({ fields }) => fields),
    facts: changes.flatMap(({ facts }) => facts).map((fact) => ({ ...fact, occurredAt })),
  })
  return showDeal(ctx, id)
}

/** Gives a deal to another owner, or to nobody. */
export async function assignDeal(ctx: Context, id: string, input: BodyOf<typeof contract.assignDeal>): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  if (held.owner_id === input.ownerId) return showDealRow(held)
  await requireReferences(ctx, { ownerId: 'members' }, input)
  const occurredAt = await timeSince(ctx, held, ['deal.opened', 'deal.assigned'], input.occurredAt)
  await save(ctx, held, {
    set: { owner_id: input.ownerId },
    fields: ['ownerId'],
    facts: [{ type: 'deal.assigned', data: { from: held.owner_id, to: input.ownerId }, occurredAt }],
  })
  return showGivenDeal(ctx, id)
}

function fieldChanges(held: HeldDeal, input: ChangeDeal): Change[] {
  const changes: Change[] = []
  const { name, sourceId, expectedCloseOn } = input
  if (name !== undefined && name !== held.name) {
    // What it was called before stands beside the fact: the names of deals are words of people.
    const fact: AnyFact = { type: 'deal.renamed', data: {}, words: held.name }
    changes.push({ set: { name, name_words: nameWords(name) }, fields: ['name'], facts: [fact] })
  }
  if (sourceId !== undefined && sourceId !== held.source_id) {
    const fact: AnyFact = { type: 'deal.source_changed', data: { from: held.source_id, to: sourceId } }
    changes.push({ set: { source_id: sourceId }, fields: ['sourceId'], facts: [fact] })
  }
  if (expectedCloseOn !== undefined && expectedCloseOn !== held.expected_close_on) {
    const data = { from: held.expected_close_on, to: expectedCloseOn }
    const fact: AnyFact = { type: 'deal.expected_close_changed', data }
    changes.push({ set: { expected_close_on: expectedCloseOn }, fields: ['expectedCloseOn'], facts: [fact] })
  }
  const { amountMinor = held.amount_minor, currency = held.currency } = input
  const money = [
    ...(amountMinor === held.amount_minor ? [] : ['amountMinor']),
    ...(currency === held.currency ? [] : ['currency']),
  ]
  if (money.length > 0) {
    const fact: AnyFact = { type: 'deal.amount_changed', data: { from: held.amount_minor, to: amountMinor, currency } }
    changes.push({ set: { amount_minor: amountMinor, currency }, fields: money, facts: [fact] })
  }
  return changes
}

/** On which terms, in which market, and under which tags it is sold. */
function termChanges(held: HeldDeal, input: ChangeDeal): Change[] {
  const changes: Change[] = []
  const { paymentTermsId, marketMaturity, tagIds } = input
  if (paymentTermsId !== undefined && paymentTermsId !== held.payment_terms_id) {
    const fact: AnyFact = { type: 'deal.terms_changed', data: { from: held.payment_terms_id, to: paymentTermsId } }
    changes.push({ set: { payment_terms_id: paymentTermsId }, fields: ['paymentTermsId'], facts: [fact] })
  }
  if (marketMaturity !== undefined && marketMaturity !== held.market_maturity) {
    const fact: AnyFact = { type: 'deal.maturity_changed', data: { from: held.market_maturity, to: marketMaturity } }
    changes.push({ set: { market_maturity: marketMaturity }, fields: ['marketMaturity'], facts: [fact] })
  }
  const [before, after] = [new Set(held.tag_ids), new Set(tagIds ?? held.tag_ids)]
  const added = [...after.difference(before)]
  const removed = [...before.difference(after)]
  if (added.length + removed.length > 0) {
    const fact: AnyFact = { type: 'deal.tagged', data: { added, removed } }
    changes.push({ set: { tag_ids: [...after] }, fields: ['tagIds'], facts: [fact] })
  }
  return changes
}

function ownChange({ set, fields, changes }: SettledCustom): Change[] {
  return changes.length === 0 ? [] : [{ set, fields, facts: customFacts(changes) }]
}

function customerChange(held: HeldDeal, input: ChangeDeal): Change[] {
  if (!namesCustomer(input)) return []
  const set = customerColumns(input)
  const { company_id: companyId, person_id: personId, household_id: householdId } = set
  const fields = [
    ...(companyId === held.company_id ? [] : ['companyId']),
    ...(personId === held.person_id ? [] : ['personId']),
    ...(householdId === held.household_id ? [] : ['householdId']),
  ]
  if (fields.length === 0) return []
  return [{ set, fields, facts: [{ type: 'deal.customer_changed', data: { companyId, personId, householdId } }] }]
}
