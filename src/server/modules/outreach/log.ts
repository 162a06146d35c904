import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/outreach.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { tellDeal } from '../deals/index.ts'
import { promised, storePromise } from './promises.ts'
import { peopleNamed } from './people-named.ts'
import { touchFact } from './told.ts'
import { showTouch } from './touches.ts'

type Input = BodyOf<typeof contract.logTouch>

/** Logs a touch, with a fact on each of its deals; what it means for the next step goes with the first of them. */
export async function logTouch(ctx: Context, input: Input): Promise<contract.Touch> {
  const others = [...new Set(input.otherDealIds ?? [])].filter((id) => id !== input.dealId)
  requireSomebody(input)
  const id = newId()
  const occurredAt = occurred(ctx, input.occurredAt)
  const touch = { ...said(input), id, occurredAt }
  const promise = input.promise && { id: newId(), ...input.promise, askedAt: occurredAt }
  const whose = await tellDeals(ctx, others, input.dealId, (isPrimary) =>
    isPrimary
      ? {
          facts: [touchFact(touch, true), ...(promise ? [promised(promise)] : [])],
          finishesNextStep: input.finishesNextStep,
          nextStep: input.nextStep,
        }
      : { facts: [touchFact(touch, false)] },
  )
  const personIds = await peopleNamed(ctx, 'personIds', input.personIds ?? (whose?.personId ? [whose.personId] : []))
  await requireCustomer(ctx, 'companies', 'companyId', input.companyId)
  await requireCustomer(ctx, 'households', 'householdId', input.householdId)
  await ctx.tx
    .insertInto('touches')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      ...said(input),
      words: input.words ?? null,
      occurred_at: occurredAt,
      deal_id: input.dealId ?? null,
      company_id: input.companyId ?? whose?.companyId ?? null,
      household_id: input.householdId ?? whose?.householdId ?? null,
      author_kind: ctx.actor.kind,
      author_id: ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  await link(ctx, id, personIds, others)
  await leaveChange(ctx, { kind: 'touches', id, fields: [] })
  if (promise && input.dealId) {
    const [personId = null] = personIds
    await storePromise(ctx, { ...promise, dealId: input.dealId, personId, ownerId: whose?.ownerId ?? null })
  }
  return showTouch(ctx, id)
}

/** Tells each of the deals, a few at most, in the order of their ids: two touches about the same ones wait for each other. */
async function tellDeals(
  ctx: Context,
  others: readonly string[],
  primary: string | undefined,
  told: (isPrimary: boolean) => Parameters<typeof tellDeal>[2],
) {
  let whose: Awaited<ReturnType<typeof tellDeal>> | null = null
  for (const id of [...others, ...(primary ? [primary] : [])].toSorted()) {
    const customer = await tellDeal(ctx, id, told(id === primary))
    if (id === primary) whose = customer
  }
  return whose
}

function said({ channel, direction, outcome, approach = null, minutes = null }: Input) {
  return { channel, direction, outcome, approach, minutes }
}

function requireSomebody({ dealId, companyId, householdId, personIds = [], nextStep, promise }: Input): void {
  if (dealId === undefined && (nextStep || promise)) failFields([{ field: 'dealId', code: 'required' }])
  if (dealId ?? companyId ?? householdId ?? personIds[0]) return
  failFields([{ field: 'personIds', code: 'required' }])
}

async function requireCustomer(ctx: Context, table: 'companies' | 'households', field: string, id: string | undefined) {
  if (id === undefined) return
  const { rows } = await sql`
    select from ${sql.table(table)} c where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}
      and c.merged_into_id is null and ${seen(ctx.actor, sql.ref('c.owner_id'))} for key share`.execute(ctx.tx)
  if (rows.length === 0) fail('unknown_reference', { field })
}

async function link(ctx: Context, touchId: string, people: readonly string[], deals: readonly string[]): Promise<void> {
  const row = () => ({ workspace_id: ctx.workspace.id, id: newId(), touch_id: touchId })
  if (people.length > 0) {
    const rows = people.map((person_id) => ({ ...row(), person_id }))
    await ctx.tx.insertInto('touch_people').values(rows).execute()
  }
  if (deals.length > 0) {
    const rows = deals.map((deal_id) => ({ ...row(), deal_id }))
    await ctx.tx.insertInto('touch_deals').values(rows).execute()
  }
}
