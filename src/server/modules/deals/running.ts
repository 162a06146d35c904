import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import type { GateView } from './gate.ts'
import { factTypes, standing, standingTypes } from './history.ts'

/** Which running deals a changeover is about. */
export interface RunningScope {
  readonly fromVersionId: string
  /** The stages left, by id. */
  readonly stageIds: readonly string[]
  readonly dealIds: readonly string[] | null
}

/** Open deals `d` of a version that the actor sees, in the stages that are left. */
function runningDeals(ctx: Context, { fromVersionId, stageIds, dealIds }: RunningScope): RawBuilder<boolean> {
  return sql<boolean>`d.workspace_id = ${ctx.workspace.id} and d.version_id = ${fromVersionId} and d.outcome = 'open'
    and d.stage_id = any(${stageIds}::uuid[]) and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    ${dealIds === null ? sql`` : sql`and d.id = any(${dealIds}::uuid[])`}`
}

interface ViewRow {
  readonly amount_known: boolean
  readonly expected_close_known: boolean
  readonly owner_known: boolean
  readonly next_step_planned: boolean
  readonly has_lines: boolean
  readonly is_private: boolean
  readonly roles: string[]
  readonly qualified: string[]
  readonly confirmed: GateView['confirmed']
}

/** What gates see of deal `d`, in columns that many deals share: only the confirmations of these stages are told. */
function viewColumns(stageKeys: readonly string[]): RawBuilder<ViewRow> {
  return sql<ViewRow>`
    d.amount_minor is not null as amount_known, d.expected_close_on is not null as expected_close_known,
    d.owner_id is not null as owner_known, d.next_step_on is not null as next_step_planned,
    exists (select from deal_lines l where l.workspace_id = d.workspace_id and l.deal_id = d.id) as has_lines,
    (d.person_id is not null or d.household_id is not null) as is_private,
    (select coalesce(jsonb_agg(distinct k.role), '[]') from stakeholders k
      where k.workspace_id = d.workspace_id and k.deal_id = d.id) as roles,
    (select coalesce(jsonb_agg(q.key order by q.key), '[]') from jsonb_each(d.qualification) q
      where q.value ->> 'verdict' = 'yes') as qualified,
    (select coalesce(jsonb_agg(jsonb_build_object('stageKey', c.stage_key, 'criterion', c.criterion)
        order by c.stage_key, c.criterion), '[]') from confirmations c
      where c.workspace_id = d.workspace_id and c.deal_id = d.id and c.stage_key = any(${stageKeys})) as confirmed`
}

export function viewOf(row: ViewRow): GateView {
  return {
    amountKnown: row.amount_known,
    expectedCloseKnown: row.expected_close_known,
    ownerKnown: row.owner_known,
    nextStepPlanned: row.next_step_planned,
    hasLines: row.has_lines,
    customerIsPrivate: row.is_private,
    stakeholderRoles: row.roles,
    qualified: row.qualified,
    confirmed: row.confirmed,
  }
}

/** When the stage or outcome of deal `d` changed last. */
export const changedAt: RawBuilder<Date> = sql<Date>`(
  select f.occurred_at from facts f
  where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.type in (${factTypes(standingTypes)})
    and ${standing('f')}
  order by f.occurred_at desc, f.id desc limit 1)`

export interface RunningGroup extends ViewRow {
  readonly stage_id: string
  /** Whether stage or outcome have changed after the time of the changeover. */
  readonly changed_since: boolean
  readonly count: number
}

/** Running deals that gates see alike, counted: a few hundred groups at most, however many deals. */
export async function runningGroups(
  ctx: Context,
  scope: RunningScope,
  stageKeys: readonly string[],
  occurredAt: Date | null,
): Promise<RunningGroup[]> {
  const { rows } = await sql<RunningGroup>`
    select stage_id, amount_known, expected_close_known, owner_known, next_step_planned, has_lines, is_private, roles,
      qualified, confirmed, changed_since, count(*) as count
    from (
      select d.stage_id, ${viewColumns(stageKeys)},
        ${occurredAt === null ? sql`false` : sql`${changedAt} > ${occurredAt}::timestamptz`} as changed_since
      from deals d where ${runningDeals(ctx, scope)}
    ) running group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`.execute(ctx.tx)
  return rows
}

export interface RunningDeal extends ViewRow {
  readonly id: string
  readonly stage_id: string
  readonly stage_entered_at: Date
  readonly changed_at: Date
  readonly last_at: Date
}

/** The next running deals behind `reached`, locked, in the order of their ids. Those that others have moved meanwhile are left out. */
export async function nextRunningDeals(
  ctx: Context,
  scope: RunningScope,
  { stageKeys, reached, limit }: { stageKeys: readonly string[]; reached: string | null; limit: number },
): Promise<{ deals: RunningDeal[]; reached: string | null }> {
  const locked = await sql<{ id: string }>`
    select d.id from deals d where ${runningDeals(ctx, scope)} ${reached === null ? sql`` : sql`and d.id > ${reached}::uuid`}
    order by d.id limit ${limit} for update`.execute(ctx.tx)
  const ids = locked.rows.map(({ id }) => id)
  if (ids.length === 0) return { deals: [], reached: null }
  // Whoever had to wait for a lock reads the row anew: where it stands now, it was decided meanwhile.
  const { rows } = await sql<RunningDeal>`
    select d.id, d.stage_id, d.stage_entered_at, ${viewColumns(stageKeys)}, ${changedAt} as changed_at,
      (select f.occurred_at from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id
        order by f.occurred_at desc, f.id desc limit 1) as last_at
    from deals d where ${runningDeals(ctx, scope)} and d.id = any(${ids}::uuid[]) order by d.id`.execute(ctx.tx)
  return { deals: rows, reached: ids.at(-1) ?? null }
}
