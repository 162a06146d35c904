import { sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/prospects.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { assert, fail, failFields } from '../../kernel/fail.ts'
import { seen, sees } from '../../kernel/seen.ts'
import { assignDeal, openAfter, openDeal, planNextStep, showGivenDeal, withdrawOpening } from '../deals/index.ts'
import { type HeldProspect, holdProspect, keep, uncalled } from './hold.ts'
import { showProspect } from './ranked.ts'

/**
 * Takes a prospect to work: its deal opens here, in the first stage, with the claimant as owner. An open deal of the same
 * customer is joined if it is nobody's or one's own; that of a colleague is theirs.
 */
export async function claim(ctx: Context, id: string, input: BodyOf<typeof contract.claimProspect>) {
  const held = await holdProspect(ctx, id)
  await refuseClaimed(ctx, held)
  const customer = await holdCustomer(ctx, held)
  const open = await openDealOf(ctx, held)
  if (open) return join(ctx, held, open, input)
  const list = await ctx.tx
    .selectFrom('lists')
    .select(['process_id', 'source_id', 'product_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', held.list_id)
    .executeTakeFirstOrThrow()
  const processId = input.processId ?? list.process_id ?? undefined
  const wanted = {
    name: customer.company === null ? customer.name : `${customer.name}, ${customer.company}`,
    companyId: held.company_id,
    personId: held.person_id,
    householdId: held.household_id,
    sourceId: held.source_id ?? list.source_id ?? customer.source_id,
    ...(processId === undefined ? {} : { processId }),
    ...(input.nextStep ? { nextStep: input.nextStep } : {}),
  }
  // Whom another product is meant for now, and who did not qualify before: the new deal knows the old one.
  const before = list.product_id === null ? undefined : await disqualifiedDealOf(ctx, held)
  const deal = before ? await openAfter(ctx, before.id, wanted) : await openDeal(ctx, wanted)
  return finish(ctx, held, deal, false)
}

/** Takes a slip back: the deal goes with its opening, as long as nothing else has happened to it. */
export async function unclaim(ctx: Context, id: string): Promise<contract.Prospect> {
  const held = await holdProspect(ctx, id)
  const isFresh = held.worked_at !== null && ctx.now.getTime() - held.worked_at.getTime() <= 24 * 3_600_000
  if (held.deal_id === null || !isFresh || held.worked_by !== memberOf(ctx)) return fail('nothing_to_undo')
  await keep(ctx, held, { state: 'waiting', deal_id: null })
  await withdrawOpening(ctx, held.deal_id)
  return showProspect(ctx, id)
}

/** Somebody asks on their own: their deal opens, or the open one is joined. */
export async function ask(
  ctx: Context,
  input: BodyOf<typeof contract.prospectAsks>,
): Promise<{ deal: Deal; joined: boolean }> {
  const named = [input.companyId, input.personId, input.householdId].filter((one) => one !== undefined)
  if (named.length !== 1) failFields([{ field: 'personId', code: named.length === 0 ? 'required' : 'unknown' }])
  const who = {
    company_id: input.companyId ?? null,
    person_id: input.personId ?? null,
    household_id: input.householdId ?? null,
  }
  const customer = await holdCustomer(ctx, who)
  const open = await openDealOf(ctx, who)
  if (open) return { deal: await showGivenDeal(ctx, open.id), joined: true }
  const deal = await openDeal(ctx, {
    name: customer.company === null ? customer.name : `${customer.name}, ${customer.company}`,
    companyId: who.company_id,
    personId: who.person_id,
    householdId: who.household_id,
    sourceId: input.sourceId ?? customer.source_id,
    // Whoever wrote it down has not taken it to work.
    ownerId: null,
  })
  return { deal, joined: false }
}

/** Refuses what a colleague has claimed, saying whom to those who see the deal. */
export async function refuseClaimed(ctx: Context, held: HeldProspect): Promise<void> {
  if (held.deal_id === null) return
  const deal = await ctx.tx
    .selectFrom('deals')
    .select(['id', 'owner_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', held.deal_id)
    .executeTakeFirstOrThrow()
  await refuse(ctx, deal)
}

interface OpenDeal {
  readonly id: string
  readonly owner_id: string | null
}

async function refuse(ctx: Context, deal: OpenDeal): Promise<never> {
  if (!sees(ctx.actor, deal.owner_id)) return fail('already_claimed', { owner: null, dealId: null })
  const owner = await ctx.tx
    .selectFrom('members')
    .select('name')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', deal.owner_id)
    .executeTakeFirst()
  return fail('already_claimed', { owner: owner?.name ?? null, dealId: deal.id })
}

async function join(ctx: Context, held: HeldProspect, open: OpenDeal, input: BodyOf<typeof contract.claimProspect>) {
  const own = memberOf(ctx)
  if (open.owner_id !== null && open.owner_id !== own) return refuse(ctx, open)
  if (open.owner_id === null && own !== null) await assignDeal(ctx, open.id, { ownerId: own })
  if (input.nextStep) await planNextStep(ctx, open.id, input.nextStep)
  return finish(ctx, held, await showGivenDeal(ctx, open.id), true)
}

async function finish(ctx: Context, held: HeldProspect, deal: Deal, joined: boolean) {
  const place = { ...uncalled, attempts: 0, state: 'claimed', set_aside_until: null, drop_reason: null } as const
  await keep(ctx, held, { ...place, deal_id: deal.id })
  return { prospect: await showProspect(ctx, held.id), deal, joined }
}

type Customer = Pick<HeldProspect, 'company_id' | 'person_id' | 'household_id'>

interface CustomerRow {
  readonly name: string
  readonly company: string | null
  readonly source_id: string | null
  readonly owner_id: string | null
}

/** Locks the customer: whoever stands on two lists is claimed once. */
async function holdCustomer(ctx: Context, who: Customer): Promise<CustomerRow> {
  const [table, id] =
    who.person_id !== null
      ? (['people', who.person_id] as const)
      : who.company_id !== null
        ? (['companies', who.company_id] as const)
        : (['households', who.household_id] as const)
  const company =
    table === 'people'
      ? sql`(select c.name from companies c where c.workspace_id = t.workspace_id and c.id = t.company_id)`
      : sql`null`
  const { rows } = await sql<CustomerRow>`
    select t.name, ${company} as company, t.source_id, t.owner_id from ${sql.table(table)} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id} for no key update of t`.execute(ctx.tx)
  const [row] = rows
  if (!row || !sees(ctx.actor, row.owner_id)) return fail('not_found', { kind: kinds[table] })
  return row
}

const kinds = { people: 'person', companies: 'company', households: 'household' } as const

/** The latest deal of a customer, if it was disqualified, the actor sees it, and nothing came after it. */
async function disqualifiedDealOf(ctx: Context, who: Customer): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string; outcome: string }>`
    select d.id, d.outcome from deals d
    where d.workspace_id = ${ctx.workspace.id} and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      and d.company_id is not distinct from ${who.company_id} and d.person_id is not distinct from ${who.person_id}
      and d.household_id is not distinct from ${who.household_id}
    order by d.id desc limit 1`.execute(ctx.tx)
  const [latest] = rows
  return latest?.outcome === 'disqualified' ? latest : undefined
}

/** The open deal of a customer; of several the newest. */
async function openDealOf(ctx: Context, who: Customer): Promise<OpenDeal | undefined> {
  const [column, id] =
    who.person_id !== null
      ? (['person_id', who.person_id] as const)
      : who.company_id !== null
        ? (['company_id', who.company_id] as const)
        : (['household_id', who.household_id] as const)
  assert(id !== null, 'a prospect is somebody')
  return ctx.tx
    .selectFrom('deals')
    .select(['id', 'owner_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(column, '=', id)
    .where('outcome', '=', 'open')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
