import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { Terms } from './on-plan.ts'
import type { Booked, Line } from './reckon.ts'
import type { LineDetails } from '../../../contract/commission.ts'

/** A closed statement, with what it was reckoned by. */
export interface Closed {
  readonly id: string
  readonly memberId: string
  readonly from: string
  readonly until: string
  readonly knownAt: Date
  readonly quotaMinor: number | null
  readonly soldMinor: number
  readonly totalMinor: number
  readonly closedBy: string | null
  readonly terms: Terms
}

// A claw-back that reaches back further than two years of months is none.
const mostClosed = 24

/** The latest closed statements of members, latest first; of one period if its first day is named, or only those closed before an instant. */
export async function closedStatements(
  ctx: Context,
  memberIds: readonly string[],
  { from, before, id }: { from?: string; before?: Date; id?: string } = {},
): Promise<Closed[]> {
  const { rows } = await sql<Closed>`
    select s.id, s.member_id as "memberId", s.from_on::text as "from", s.until_on::text as until, s.known_at as "knownAt",
      s.quota_minor as "quotaMinor", s.sold_minor as "soldMinor", s.total_minor as "totalMinor",
      (select m.name from members m where m.workspace_id = s.workspace_id and m.id = s.closed_by) as "closedBy",
      json_build_object('id', t.id, 'planId', t.plan_id, 'planName', p.name, 'number', t.number,
        'validFrom', t.valid_from, 'terms', t.terms, 'recordedAt', t.recorded_at) as terms
    from (
      select s.*, row_number() over (partition by s.member_id order by s.from_on desc) as place from commission_statements s
      where s.workspace_id = ${ctx.workspace.id} and s.member_id = any(${memberIds}::uuid[])
        ${from === undefined ? sql`` : sql`and s.from_on = ${from}::date`}
        ${before === undefined ? sql`` : sql`and s.known_at < ${before}`}
        ${id === undefined ? sql`` : sql`and s.id = ${id}`}) s
    join commission_terms t on t.workspace_id = s.workspace_id and t.id = s.terms_id
    join commission_plans p on p.workspace_id = s.workspace_id and p.id = s.plan_id
    where s.place <= ${mostClosed} order by s.from_on desc`.execute(ctx.tx)
  return rows.map((row) => ({ ...row, terms: { ...row.terms, recordedAt: new Date(row.terms.recordedAt) } }))
}

/** What was booked for a period of a member. */
export interface BookedLine extends Booked {
  readonly memberId: string
  readonly forOn: string
}

/** The lines of statements, of every period that they are about. */
export async function bookedLines(ctx: Context, statements: readonly Closed[]): Promise<BookedLine[]> {
  const { rows } = await sql<BookedLine>`
    select s.member_id as "memberId", l.for_on::text as "forOn", l.key, l.deal_id as "dealId", l.minor, l.details
    from commission_lines l
    join commission_statements s on s.workspace_id = l.workspace_id and s.id = l.statement_id
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = any(${statements.map(({ id }) => id)}::uuid[])
    order by l.statement_id, l.position`.execute(ctx.tx)
  return rows
}

/** What statements have booked for a closed period, and the disputes that they have settled. */
export interface BookedSums {
  readonly minorFor: (closed: Closed) => number
  readonly adjustments: ReadonlySet<string>
}

/**
 * The sums of `bookedLines` without reading them: of each statement the total that it was closed with, less its few lines that are not
 * about its own period, which count for the periods they are about.
 */
export async function bookedSums(ctx: Context, statements: readonly Closed[]): Promise<BookedSums> {
  const { rows } = await sql<{ id: string; forOn: string; key: string; kind: string; minor: number }>`
    select l.statement_id as id, l.for_on::text as "forOn", l.key, l.kind, l.minor from commission_lines l
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = any(${statements.map(({ id }) => id)}::uuid[])
      and l.kind in ('claw_back', 'correction', 'adjustment')`.execute(ctx.tx)
  const sums = new Map(statements.map((each) => [periodOf(each), each.totalMinor]))
  const add = (period: string, minor: number) => sums.set(period, (sums.get(period) ?? 0) + minor)
  const known = new Map(statements.map((each) => [each.id, each]))
  for (const { id, forOn, kind, minor } of rows) {
    const statement = known.get(id)
    if (statement === undefined) continue
    add(periodOf(statement), -minor)
    if (kind !== 'adjustment') add(periodOf({ ...statement, from: forOn }), minor)
  }
  return {
    minorFor: (closed) => sums.get(periodOf(closed)) ?? 0,
    adjustments: new Set(rows.flatMap(({ key, kind }) => (kind === 'adjustment' ? [key] : []))),
  }
}

function periodOf({ memberId, from }: Pick<Closed, 'memberId' | 'from'>): string {
  return `${memberId} ${from}`
}

/** What disputes have granted members by an instant. */
export async function grantedTo(ctx: Context, memberIds: readonly string[], knownAt: Date) {
  const { rows } = await sql<{ memberId: string; id: string; minor: number; dealId: string | null; body: string }>`
    select s.member_id as "memberId", c.id, c.minor, l.deal_id as "dealId", c.body
    from commission_comments c
    join commission_lines l on l.workspace_id = c.workspace_id and l.id = c.line_id
    join commission_statements s on s.workspace_id = l.workspace_id and s.id = l.statement_id
    where c.workspace_id = ${ctx.workspace.id} and s.member_id = any(${memberIds}::uuid[]) and c.minor <> 0
      and c.created_at <= ${knownAt}
    order by c.id limit 1000`.execute(ctx.tx)
  return rows.map(({ memberId, id, minor, dealId, body }) => {
    const details: LineDetails = { name: body.slice(0, 80) }
    return { memberId, line: { key: `adjustment:${id}`, kind: 'adjustment', dealId, minor, details } satisfies Line }
  })
}
