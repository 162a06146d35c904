import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/commission-plans.ts'
import type { CommissionPlan, CommissionTerms } from '../../../contract/commission-plans.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { unlessTaken } from '../../kernel/unique.ts'

const mostPlans = 100
const mostTerms = 50

interface Row extends Omit<CommissionPlan, 'terms'> {
  readonly terms: CommissionPlan['terms']
  readonly field_versions: Record<string, number>
}

/** The plans with their terms, and who is on them today. */
async function readPlans(ctx: Context, id?: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.id, p.version, p.field_versions, p.name, p.retired_at is not null as retired,
      (select coalesce(json_agg(t order by t."validFrom" desc, t.number desc), '[]') from (
        select t.id, t.number, t.valid_from as "validFrom", t.terms, t.recorded_at as "recordedAt" from commission_terms t
        where t.workspace_id = p.workspace_id and t.plan_id = p.id order by t.number desc limit ${mostTerms}) t) as terms,
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'from', c.from_on) order by lower(m.name), m.id), '[]')
        from (
          select distinct on (c.member_id) c.member_id, c.plan_id, c.from_on from commission_members c
          where c.workspace_id = p.workspace_id and (c.from_on <= ${today(ctx)}::date or not exists (
            select 1 from commission_members o where o.workspace_id = c.workspace_id and o.member_id = c.member_id
              and o.from_on <= ${today(ctx)}::date))
          order by c.member_id, c.from_on desc, c.recorded_at desc, c.id desc) c
        join members m on m.workspace_id = p.workspace_id and m.id = c.member_id
        where c.plan_id = p.id) as members
    from commission_plans p
    where p.workspace_id = ${ctx.workspace.id} ${id === undefined ? sql`` : sql`and p.id = ${id}`}
    order by p.retired_at is not null, lower(p.name), p.id limit ${mostPlans}`.execute(ctx.tx)
  return rows.map((row) => ({
    ...row,
    terms: row.terms.map((each) => ({ ...each, recordedAt: new Date(each.recordedAt).toISOString() })),
  }))
}

export async function listCommissionPlans(ctx: Context): Promise<{ items: CommissionPlan[] }> {
  return { items: (await readPlans(ctx)).map(show) }
}

export async function addCommissionPlan(
  ctx: Context,
  { name, validFrom, terms }: BodyOf<typeof contract.addCommissionPlan>,
) {
  requireTerms(terms)
  if ((await readPlans(ctx)).length >= mostPlans) fail('too_many', { kind: 'commission_plan', limit: mostPlans })
  const id = newId()
  const row = { workspace_id: ctx.workspace.id, id, name, retired_at: null, created_at: ctx.now }
  await unlessTaken(
    ctx,
    'commission_plan',
    () => ctx.tx.insertInto('commission_plans').values(row).execute(),
    () => holderOf(ctx, name),
  )
  await keepTerms(ctx, id, 1, validFrom, terms)
  return show(await find(ctx, id))
}

export async function changeCommissionPlan(
  ctx: Context,
  id: string,
  { name, retired }: BodyOf<typeof contract.changeCommissionPlan>,
) {
  const row = await find(ctx, id, true)
  requireVersion(ctx, row, show(row))
  const isChanged = retired !== undefined && retired !== row.retired
  const set = {
    ...(name === undefined ? {} : { name }),
    ...(isChanged ? { retired_at: retired ? ctx.now : null } : {}),
    ...nextVersion(row, [...(name === undefined ? [] : ['name']), ...(isChanged ? ['retired'] : [])]),
  }
  await unlessTaken(
    ctx,
    'commission_plan',
    () =>
      ctx.tx
        .updateTable('commission_plans')
        .set(set)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => holderOf(ctx, name ?? ''),
  )
  return show(await find(ctx, id))
}

export async function setCommissionTerms(
  ctx: Context,
  id: string,
  { validFrom, terms }: BodyOf<typeof contract.setCommissionTerms>,
) {
  requireTerms(terms)
  const row = await find(ctx, id, true)
  requireVersion(ctx, row, show(row))
  if (row.terms.length >= mostTerms) fail('too_many', { kind: 'commission_plan', limit: mostTerms })
  await ctx.tx
    .updateTable('commission_plans')
    .set(nextVersion(row, ['terms']))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await keepTerms(ctx, id, row.terms.reduce((most, { number }) => Math.max(most, number), 0) + 1, validFrom, terms)
  return show(await find(ctx, id))
}

/** Puts members on a plan, or takes them off theirs, from the first of a month on. */
export async function putOnCommissionPlan(
  ctx: Context,
  id: string,
  { memberIds, from, off }: BodyOf<typeof contract.putOnCommissionPlan>,
) {
  await find(ctx, id)
  const ids = [...new Set(memberIds)]
  const { rows } = await sql<{ id: string }>`
    select id from members where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  if (rows.length < ids.length) fail('unknown_reference', { field: 'memberIds' })
  await ctx.tx
    .insertInto('commission_members')
    .values(
      ids.map((memberId) => ({
        workspace_id: ctx.workspace.id,
        id: newId(),
        member_id: memberId,
        plan_id: off ? null : id,
        from_on: `${from.slice(0, 8)}01`,
        recorded_at: ctx.now,
        recorded_by: memberOf(ctx) ?? ctx.actor.id,
      })),
    )
    .execute()
  return show(await find(ctx, id))
}

/** Tiers begin at nothing, each later than the one before: between two of a height nobody could say which one holds. */
function requireTerms({ currency, tiers, accelerators }: CommissionTerms): void {
  requireCurrency(currency)
  const rises = (beginnings: readonly number[]) =>
    beginnings.every((from, place) => place === 0 || from > (beginnings[place - 1] ?? 0))
  if (
    tiers[0]?.from !== 0 ||
    !rises(tiers.map(({ from }) => from)) ||
    !rises(accelerators.map(({ fromQuota }) => fromQuota))
  )
    fail('tiers_invalid')
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  if (lock)
    await sql`select 1 from commission_plans where workspace_id = ${ctx.workspace.id} and id = ${id} for update`.execute(
      ctx.tx,
    )
  const [row] = await readPlans(ctx, id)
  return row ?? fail('not_found', { kind: 'commission_plan' })
}

function holderOf(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('commission_plans')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
}

async function keepTerms(
  ctx: Context,
  planId: string,
  number: number,
  validFrom: string,
  terms: CommissionTerms,
): Promise<void> {
  await ctx.tx
    .insertInto('commission_terms')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      plan_id: planId,
      number,
      valid_from: validFrom,
      terms: JSON.stringify(terms),
      recorded_at: ctx.now,
      recorded_by: memberOf(ctx) ?? ctx.actor.id,
    })
    .execute()
}

function show({ field_versions: _versions, ...plan }: Row): CommissionPlan {
  return plan
}
