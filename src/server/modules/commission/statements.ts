import { sql } from 'kysely'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/commission.ts'
import type { CommissionStatement } from '../../../contract/commission.ts'
import * as z from 'zod/mini'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { fiscalFirstMonth } from '../quotas/index.ts'
import { type Closed, bookedLines, closedStatements } from './ledger.ts'
import { type OnPlan, allTerms, assignmentsOf, onPlan } from './on-plan.ts'
import { type Reckoned, reckonAll, sumAll } from './reckoning.ts'
import { sumOf } from './reckon.ts'
import { paySeen, requirePay } from './sight.ts'
import { closedLines, openLines } from './lines.ts'

/** What members are paid by in the period of a day: those that are on a plan. */
export async function planOf(ctx: Context, memberIds: readonly string[], day: string): Promise<Map<string, OnPlan>> {
  const assignments = await assignmentsOf(ctx, memberIds, ctx.now)
  const terms = await allTerms(ctx, ctx.now)
  const firstMonth = await fiscalFirstMonth(ctx)
  return new Map(
    memberIds.flatMap((memberId): [string, OnPlan][] => {
      const found = onPlan(assignments, terms, memberId, day, firstMonth)
      return found === null ? [] : [[memberId, found]]
    }),
  )
}

const nothing: Reckoned = { lines: [], quotaMinor: null, soldMinor: 0, gaps: [] }

/** The statement of a member for the period of a day: as it was closed, else as it stands. */
export async function showCommission(ctx: Context, memberId: string, on = today(ctx)): Promise<CommissionStatement> {
  const member = await requirePay(ctx, memberId)
  const closed = (await closedStatements(ctx, [memberId])).find(({ from, until }) => from <= on && on < until)
  if (closed) return showClosed(ctx, member, closed)
  const held = (await planOf(ctx, [memberId], on)).get(memberId)
  if (held === undefined) return fail('no_commission_plan')
  const [reckoned] = await reckonAll(ctx, [{ ...held, memberId }], null)
  return showOpen(ctx, member, held, reckoned ?? nothing)
}

async function showOpen(
  ctx: Context,
  member: { id: string; name: string },
  { from, until, terms }: OnPlan,
  reckoned: Reckoned,
) {
  return {
    id: null,
    member,
    ...showTerms(terms),
    from,
    until,
    knownAt: ctx.now.toISOString(),
    closedBy: null,
    isOver: until <= today(ctx),
    quotaMinor: reckoned.quotaMinor,
    soldMinor: reckoned.soldMinor,
    totalMinor: sumOf(reckoned.lines),
    lines: await openLines(
      ctx,
      { memberId: member.id, from, knownAt: ctx.now, terms: terms.terms, quotaMinor: reckoned.quotaMinor },
      reckoned.lines,
    ),
    gaps: reckoned.gaps,
  }
}

async function showClosed(
  ctx: Context,
  member: { id: string; name: string },
  closed: Closed,
): Promise<CommissionStatement> {
  return {
    id: closed.id,
    member,
    ...showTerms(closed.terms),
    from: closed.from,
    until: closed.until,
    knownAt: closed.knownAt.toISOString(),
    closedBy: closed.closedBy,
    isOver: true,
    quotaMinor: closed.quotaMinor,
    soldMinor: closed.soldMinor,
    totalMinor: closed.totalMinor,
    lines: await closedLines(ctx, closed.id, { ...closed, terms: closed.terms.terms }),
    gaps: [],
  }
}

function showTerms({ id, planId, planName, number, validFrom, terms, recordedAt }: OnPlan['terms']) {
  return {
    plan: { id: planId, name: planName },
    terms: { id, number, validFrom, terms, recordedAt: recordedAt.toISOString() },
  }
}

/** Closes a period that is over. Periods are closed in their order: what a later one has set right cannot be set right again before it. */
export async function closeCommission(ctx: Context, memberId: string, on: string): Promise<CommissionStatement> {
  const member = await requirePay(ctx, memberId)
  // Two who close at the same time would book a correction twice.
  await sql`select 1 from members where workspace_id = ${ctx.workspace.id} and id = ${memberId} for update`.execute(
    ctx.tx,
  )
  const held = (await planOf(ctx, [memberId], on)).get(memberId) ?? fail('no_commission_plan')
  if (held.until > today(ctx)) fail('commission_not_over')
  const closed = await closedStatements(ctx, [memberId])
  if (closed.some(({ until }) => until > held.from)) fail('commission_closed')
  const [reckoned] = await reckonAll(ctx, [{ ...held, memberId }], null)
  if (reckoned === undefined) return fail('no_commission_plan')
  const id = newId()
  await ctx.tx
    .insertInto('commission_statements')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      member_id: memberId,
      plan_id: held.terms.planId,
      terms_id: held.terms.id,
      from_on: held.from,
      until_on: held.until,
      known_at: ctx.now,
      currency: held.terms.terms.currency,
      quota_minor: reckoned.quotaMinor,
      sold_minor: reckoned.soldMinor,
      total_minor: sumOf(reckoned.lines),
      closed_by: memberOf(ctx) ?? ctx.actor.id,
    })
    .execute()
  await keepLines(ctx, id, reckoned.lines)
  const [kept] = await closedStatements(ctx, [memberId], { id })
  return kept ? showClosed(ctx, member, kept) : fail('not_found', { kind: 'commission' })
}

/** As one value: to read thousands of lines as ten times as many of them takes longer than to keep them. */
async function keepLines(ctx: Context, statementId: string, lines: Reckoned['lines']): Promise<void> {
  const rows = lines.map((line, position) => ({ ...line, id: newId(), position }))
  await sql`
    insert into commission_lines (workspace_id, id, statement_id, position, key, kind, for_on, deal_id, minor, details)
    select ${ctx.workspace.id}, id, ${statementId}, position, key, kind, "forOn", "dealId", minor, details
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (id uuid, position integer, key text, kind text,
      "forOn" date, "dealId" uuid, minor bigint, details jsonb)`.execute(ctx.tx)
}

/** Reckons a closed statement again from the facts as they were known when it was closed. */
export async function replayCommission(ctx: Context, id: string) {
  const { rows } = await sql<{ member_id: string }>`
    select s.member_id from commission_statements s
    join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
    where s.workspace_id = ${ctx.workspace.id} and s.id = ${id} and ${paySeen(ctx)}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return fail('not_found', { kind: 'commission' })
  const [closed] = await closedStatements(ctx, [row.member_id], { id })
  if (!closed) return fail('not_found', { kind: 'commission' })
  const [replayed] = await reckonAll(ctx, [closed], closed.knownAt)
  const stored = await bookedLines(ctx, [closed])
  const nameOf = ({ key, forOn }: { key: string; forOn: string }) => `${key} ${forOn}`
  const [was, is] = [stored, replayed?.lines ?? []].map(
    (lines) => new Map(lines.map((each) => [nameOf(each), each.minor])),
  )
  const differences = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((key) => {
    const difference = { key, stored: was?.get(key) ?? null, replayed: is?.get(key) ?? null }
    return difference.stored === difference.replayed ? [] : [difference]
  })
  const isSame = differences.length === 0 && replayed?.soldMinor === closed.soldMinor
  return { isSame, differences }
}

const cursor = z.tuple([cursorText, z.uuid()])

/** What those whose pay one may see earn in the period of a day. */
export async function listCommissions(ctx: Context, query: QueryOf<typeof contract.listCommissions>) {
  const after = decodeCursor(query.after, cursor)
  const on = query.on ?? today(ctx)
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id, m.name from members m
    where m.workspace_id = ${ctx.workspace.id} and ${paySeen(ctx)}
      and (select c.plan_id from commission_members c
        where c.workspace_id = m.workspace_id and c.member_id = m.id and c.from_on <= ${on}::date
        order by c.from_on desc, c.recorded_at desc, c.id desc limit 1) is not null
      and ${after === null ? sql`true` : sql`(lower(m.name), m.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by lower(m.name), m.id limit ${query.limit + 1}`.execute(ctx.tx)
  const page = rows.slice(0, query.limit)
  const earned = await earnedBy(ctx, page, on)
  const { next } = pageOf(
    rows,
    query.limit,
    ({ name, id }): [string, string] => [name.toLowerCase(), id],
    (row) => row,
  )
  return { items: page.flatMap(({ id }) => earned.get(id) ?? []), next }
}

type Earned = OutputOf<typeof contract.listCommissions>['items'][number]

async function earnedBy(
  ctx: Context,
  members: readonly { id: string; name: string }[],
  on: string,
): Promise<Map<string, Earned>> {
  const ids = members.map(({ id }) => id)
  const plans = await planOf(ctx, ids, on)
  const closed = (await closedStatements(ctx, ids)).filter(({ from, until }) => from <= on && on < until)
  const open = [...plans].flatMap(([memberId, held]) =>
    closed.some((each) => each.memberId === memberId) ? [] : [{ ...held, memberId }],
  )
  const sums = await sumAll(ctx, open)
  const disputes = await openDisputes(
    ctx,
    closed.map(({ id }) => id),
  )
  const head = (memberId: string, { from, until, terms }: OnPlan) => ({
    member: members.find(({ id }) => id === memberId) ?? { id: memberId, name: '' },
    plan: { id: terms.planId, name: terms.planName },
    currency: terms.terms.currency,
    from,
    until,
    isOver: until <= today(ctx),
  })
  const running = open.flatMap((held, place): Earned[] => {
    const sum = sums[place]
    return sum ? [{ ...head(held.memberId, held), ...sum, statementId: null, disputes: 0 }] : []
  })
  const kept = closed.map((held): Earned => {
    const { id, quotaMinor, soldMinor, totalMinor } = held
    const sum = { quotaMinor, soldMinor, totalMinor }
    return { ...head(held.memberId, held), ...sum, statementId: id, disputes: disputes.get(id) ?? 0 }
  })
  return new Map([...running, ...kept].map((each) => [each.member.id, each]))
}

async function openDisputes(ctx: Context, statementIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select l.statement_id as id, count(*) as count from commission_lines l
    cross join lateral (
      select state from commission_comments c where c.workspace_id = l.workspace_id and c.line_id = l.id order by c.id desc limit 1) c
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = any(${statementIds}::uuid[]) and c.state = 'open'
    group by 1`.execute(ctx.tx)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
