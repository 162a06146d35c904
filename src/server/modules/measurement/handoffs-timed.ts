import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closing-figures.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { HandoffKind } from '../../../contract/handoffs.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { workingMinutes, workOf } from '../handoffs/index.ts'
import { mostRead } from './closing-inputs.ts'
import { figure } from './figures.ts'
import type { HandoffCell } from './handoff-times.ts'
import { type Scope, momentOf, scopeOf } from './scope.ts'

interface CellRow {
  readonly kindId: string
  readonly state: HandoffCell['state']
  readonly late: boolean
  readonly hours: number | null
  readonly offered_at: Date | null
  readonly count: number
}

export async function handoffTimes(
  ctx: Context,
  asked: QueryOf<typeof contract.showHandoffTimes>,
): Promise<contract.HandoffFigure> {
  const scope = scopeOf(ctx, asked)
  const { rows } = await sql<CellRow>`
    select h.kind_id as "kindId", h.state, h.late, round(h.worked_minutes / 60.0)::int as hours,
      case when h.state = 'offered' then h.offered_at end as offered_at, count(*)::int as count
    from ${await offeredThen(ctx, scope)} h
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5 limit ${mostRead}`.execute(ctx.tx)
  const work = await workOf(ctx)
  const until = momentOf(ctx, scope)
  const cells = rows.map(({ offered_at, hours, ...cell }): HandoffCell => {
    const waited = offered_at === null ? 0 : Math.round(workingMinutes(offered_at, until, work) / 60)
    return { ...cell, hours: hours ?? waited }
  })
  const found = await figure(ctx, 'handoffTimes', { scope, cells })
  const { rows: kinds } = await sql<Pick<HandoffKind, 'id' | 'name' | 'route'>>`
    select k.id, k.name, k.route from handoff_kinds k where k.workspace_id = ${ctx.workspace.id} limit 1000`.execute(
    ctx.tx,
  )
  const byId = new Map(kinds.map((kind) => [kind.id, kind]))
  return {
    ...found,
    kinds: found.kinds.flatMap((each) => {
      const kind = byId.get(each.id)
      return kind ? [{ ...each, name: kind.name, route: kind.route }] : []
    }),
  }
}

type Timed = OutputOf<typeof contract.listTimedHandoffs>['items'][number]
interface TimedRow extends Pick<Timed, 'id' | 'deal' | 'state' | 'late'> {
  readonly offered_at: Date
  readonly decided_at: Date | null
}

const cursor = z.tuple([instant, z.uuid()])

/** The handoffs behind a number, newest first, by the rules of the figure. */
export async function listTimedHandoffs(
  ctx: Context,
  { kind, number, limit, after: cursorText, ...asked }: QueryOf<typeof contract.listTimedHandoffs>,
) {
  const after = decodeCursor(cursorText, cursor)
  const { rows } = await sql<TimedRow>`
    select h.id, json_build_object('id', d.id, 'name', d.name) as deal, h.state, h.late, h.offered_at, h.decided_at
    from ${await offeredThen(ctx, scopeOf(ctx, asked))} h
    join deals d on d.workspace_id = h.workspace_id and d.id = h.deal_id
    where h.workspace_id = ${ctx.workspace.id} and ${kind === undefined ? sql`true` : sql`h.kind_id = ${kind}`} and ${numbers[number]}
      and ${after ? sql`(h.offered_at, h.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by h.offered_at desc, h.id desc limit ${limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [row.offered_at.toISOString(), row.id],
    ({ offered_at, decided_at, ...row }) => ({
      ...row,
      offeredAt: offered_at.toISOString(),
      decidedAt: decided_at?.toISOString() ?? null,
    }),
  )
}

const numbers = {
  n: sql<boolean>`true`,
  accepted: sql<boolean>`h.state = 'accepted'`,
  declined: sql<boolean>`h.state = 'declined'`,
  withdrawn: sql<boolean>`h.state = 'withdrawn'`,
  waiting: sql<boolean>`h.state = 'offered'`,
  in_time: sql<boolean>`h.state in ('accepted', 'declined') and not h.late`,
} satisfies Record<contract.HandoffNumber, RawBuilder<boolean>>

/** The handoffs of the deals asked about, as they stood then: of deals that the actor sees, and those from and to the actor. */
async function offeredThen(ctx: Context, scope: Scope): Promise<RawBuilder<unknown>> {
  const own = memberOf(ctx)
  const until = momentOf(ctx, scope)
  const chosen = await chosenDeals(ctx, scope, until)
  return sql`(
    select h.workspace_id, h.id, h.kind_id, h.deal_id, h.offered_at, t.decided_at,
      case when t.decided_at is null then 'offered' else h.state end as state,
      case when t.decided_at is not null then h.worked_minutes end as worked_minutes,
      coalesce(t.decided_at, ${until}) > h.due_at as late
    from handoffs h
    cross join lateral (select case when h.decided_at <= ${until} then h.decided_at end as decided_at) t
    join deals d on d.workspace_id = h.workspace_id and d.id = h.deal_id
      and (${seen(ctx.actor, sql.ref('d.owner_id'))} or h.to_id = ${own} or h.from_id = ${own})
    where h.workspace_id = ${ctx.workspace.id} and h.offered_at <= ${until}
      and ${chosen ? sql`h.deal_id = any(${chosen}::uuid[])` : sql`true`})`
}

/** The deals that were ever handed off and are asked about, chosen as for every other figure; null where all are. */
async function chosenDeals(ctx: Context, scope: Scope, until: Date): Promise<readonly string[] | null> {
  const { owner, product, source, process, version, from, to } = scope
  if ([owner, product, source, process, version, from, to].every((filter) => filter === undefined)) return null
  const { rows } = await sql<{ id: string }>`
    select distinct h.deal_id as id from handoffs h
    where h.workspace_id = ${ctx.workspace.id} and h.offered_at <= ${until}
    order by 1 desc limit ${mostRead}`.execute(ctx.tx)
  // Whose handoffs the actor sees is asked of the handoffs themselves.
  const lives = await figure(ctx, 'lives', { scope: { ...scope, sees: null }, ids: rows.map(({ id }) => id) })
  return lives.map(({ id }) => id)
}
