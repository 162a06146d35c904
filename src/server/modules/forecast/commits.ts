import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/forecast.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail, failFields, requireOrder } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { byWhom } from '../../kernel/named.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { sees } from '../../kernel/seen.ts'
import type { Days } from './periods.ts'

interface Row {
  readonly id: string
  readonly from_on: string
  readonly until_on: string
  readonly owner_id: string | null
  readonly team: contract.Commit['team']
  readonly amount_minor: number
  readonly note: string | null
  readonly said_at: Date
  readonly by: contract.Commit['by']
}

/** Says what it will be. It is only added to: what was said before stays. @throws Failure forbidden, not_found */
export async function sayCommit(ctx: Context, body: BodyOf<typeof contract.sayCommit>): Promise<contract.Commit> {
  const { from, until, ownerId, teamId = null, amountMinor, note = null } = body
  requireOrder(from, until, 'until')
  if (ownerId !== null && teamId !== null) failFields([{ field: 'teamId', code: 'choice' }])
  if (ownerId !== memberOf(ctx) && !has(ctx.actor, 'deals.assign')) fail('forbidden', { permission: 'deals.assign' })
  const of = { ownerId, teamId }
  if (!(await mayHear(ctx, of))) fail('not_found', { kind: teamId === null ? 'member' : 'team' })
  const member = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ownerId)
    .executeTakeFirst()
  if (ownerId !== null && !member) fail('not_found', { kind: 'member' })
  const id = newId()
  await ctx.tx
    .insertInto('forecast_commits')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      from_on: from,
      until_on: until,
      owner_id: ownerId,
      team_id: teamId,
      amount_minor: amountMinor,
      note,
      said_at: ctx.now,
      said_by: ctx.actor.id,
    })
    .execute()
  const { rows } = await commitRows(ctx, sql`c.id = ${id}`, 1)
  const [row] = rows
  return row ? shown(row) : fail('not_found', { kind: 'commit' })
}

export async function listCommits(ctx: Context, query: QueryOf<typeof contract.listCommits>) {
  const { limit, after, from, until, owner, team } = query
  const last = decodeCursor(after, idCursor)?.[0]
  const { rows } = await commitRows(
    ctx,
    sql`(${last ?? null}::uuid is null or c.id < ${last ?? null}) and (${from ?? null}::date is null or c.from_on = ${from ?? null})
      and (${until ?? null}::date is null or c.until_on = ${until ?? null}) and (${owner ?? null}::uuid is null or c.owner_id = ${owner ?? null})
      and (${team ?? null}::uuid is null or c.team_id = ${team ?? null})`,
    limit + 1,
  )
  return pageOf(rows, limit, (row) => [row.id], shown)
}

/** The last word said before the end of each period that is over, the latest said first. */
export async function overCommits(ctx: Context, most: number): Promise<contract.Commit[]> {
  const { id, timeZone } = ctx.workspace
  const last = sql`c.id in (
    select distinct on (from_on, until_on, owner_id, team_id) id from forecast_commits
    where workspace_id = ${id} and until_on < ${today(ctx)}::date and said_at < (until_on + 1)::timestamp at time zone ${timeZone}
    order by from_on, until_on, owner_id, team_id, said_at desc, id desc)`
  const { rows } = await commitRows(ctx, last, most)
  return rows.map(shown)
}

/** The last word for some days and somebody's deals, as it was known at an instant. */
export async function latestCommit(ctx: Context, { from, until }: Days, of: CommitOf, knownAt: Date) {
  if (!(await mayHear(ctx, of))) return null
  const { rows } = await commitRows(
    ctx,
    sql`c.from_on = ${from} and c.until_on = ${until} and c.owner_id is not distinct from ${of.ownerId}
      and c.team_id is not distinct from ${of.teamId} and c.said_at <= ${knownAt}`,
    1,
  )
  const [row] = rows
  return row ? shown(row) : null
}

/** Whose deals something is said of: somebody's, a team's; of neither, everybody's. */
interface CommitOf {
  readonly ownerId: string | null
  readonly teamId: string | null
}

/** What was said of everybody's deals is for those who see all; of one's own or a team's, for those who see them. */
async function mayHear(ctx: Context, { ownerId, teamId }: CommitOf): Promise<boolean> {
  if (teamId === null) return ctx.actor.sees === null || (ownerId !== null && sees(ctx.actor, ownerId))
  const { rows } = await sql`
    select 1 from teams t where t.workspace_id = ${ctx.workspace.id} and t.id = ${teamId} and ${teamSeen(ctx)}`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

/** A team with members, whose deals one all sees. */
function teamSeen({ actor }: Context) {
  return sql`exists (select 1 from members m where m.workspace_id = t.workspace_id and m.team_id = t.id)
    and not exists (select 1 from members m where m.workspace_id = t.workspace_id and m.team_id = t.id
      and ${actor.sees !== null} and m.id <> all(${actor.sees ?? []}::uuid[]))`
}

function commitRows(ctx: Context, which: ReturnType<typeof sql>, most: number) {
  const { sees: seen } = ctx.actor
  return sql<Row>`
    select c.id, c.from_on::text, c.until_on::text, c.owner_id, c.amount_minor, c.note, c.said_at, ${byWhom('c.said_by')} as by,
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team
    from forecast_commits c
    left join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
    where c.workspace_id = ${ctx.workspace.id} and ${which}
      and (case when t.id is not null then ${teamSeen(ctx)}
        else ${seen === null} or c.owner_id = any(${seen ?? []}::uuid[]) end)
    order by c.id desc limit ${most}`.execute(ctx.tx)
}

function shown(row: Row): contract.Commit {
  const { id, note, by, team } = row
  const days = { from: row.from_on, until: row.until_on, ownerId: row.owner_id, team }
  return { id, ...days, amountMinor: row.amount_minor, note, saidAt: row.said_at.toISOString(), by }
}
