import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/duplicates.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { certainties } from '../../../contract/duplicates.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { hints, tables } from './described.ts'
import { regroup } from './groups.ts'
import type { AlikeKind } from './likeness/traits.ts'
import { iso } from './rows.ts'

type Query = QueryOf<typeof contract.listDuplicates>
type Group = OutputOf<typeof contract.listDuplicates>['items'][number]

const mostMembers = 20
// A real number of the database takes no smaller one.
const openCursor = z.tuple([z.number().check(z.minimum(0.0001), z.maximum(1)), z.uuid()])
const decidedCursor = z.tuple([instant, z.uuid()])

interface GroupRow {
  readonly id: string
  readonly score: number
  readonly reasons: Group['reasons']
  readonly members: Group['members']
  readonly found_at: Date
  readonly decided_at: Date | null
}

/** Groups that may be one, the surest first; or pairs that were said to be different, the latest first. */
export async function listDuplicates(ctx: Context, query: Query) {
  const { kind, limit } = query
  const isOpen = query.state === 'open'
  const { rows } = await sql<GroupRow>`
    select g.id, g.score, g.reasons, g.found_at, g.decided_at, m.members
    from (
      select d.* from duplicates d
      where d.workspace_id = ${ctx.workspace.id} and d.kind = ${kind} and d.state = ${query.state}
        and ${isOpen ? openBehind(query) : decidedBehind(query)} and ${bothThere(ctx, kind)}
      order by ${isOpen ? sql`d.score desc, d.id desc` : sql`d.decided_at desc, d.id desc`} limit ${limit + 1}) g
    cross join lateral (select ${members(ctx, kind, isOpen)} as members) m
    order by ${isOpen ? sql`g.score desc, g.id desc` : sql`g.decided_at desc, g.id desc`}`.execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [isOpen ? row.score : row.decided_at?.toISOString(), row.id],
    (row): Group => ({
      id: row.id,
      kind,
      score: row.score,
      reasons: row.reasons,
      members: row.members,
      foundAt: row.found_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
    }),
  )
}

function openBehind({ after, certainty }: Query): RawBuilder<unknown> {
  const last = decodeCursor(after, openCursor)
  const least = certainty ? certainties[certainty] : 0
  const most = certainty === 'likely' ? certainties.sure : certainty === 'possible' ? certainties.likely : 2
  return sql`d.leads and d.score >= ${least}::real and d.score < ${most}::real
    and ${last ? sql`(d.score, d.id) < (${last[0]}::real, ${last[1]}::uuid)` : sql`true`}`
}

function decidedBehind({ after }: Query): RawBuilder<unknown> {
  const last = decodeCursor(after, decidedCursor)
  return last ? sql`(d.decided_at, d.id) < (${last[0]}::timestamptz, ${last[1]}::uuid)` : sql`true`
}

/** Whether both rows of a pair `d` are there, seen, and in no archive. */
function bothThere(ctx: Context, kind: AlikeKind): RawBuilder<boolean> {
  const one = (id: string) => sql`exists (
    select 1 from ${sql.table(tables[kind])} t where t.workspace_id = d.workspace_id and t.id = ${sql.ref(id)}
      and t.archived_at is null and ${seen(ctx.actor, sql.ref('t.owner_id'))})`
  return sql<boolean>`${one('d.one_id')} and ${one('d.other_id')}`
}

/** The members of the group that a pair `g` leads; of a pair that is no longer open, its two. */
function members(ctx: Context, kind: AlikeKind, isOpen: boolean): RawBuilder<unknown> {
  const ids = isOpen
    ? sql`select unnest(array[p.one_id, p.other_id]) from duplicates p
        where p.workspace_id = g.workspace_id and p.group_id = g.group_id and p.state = 'open'`
    : sql`select unnest(array[g.one_id, g.other_id])`
  return sql`(
    select json_agg(json_build_object('id', t.id, 'name', t.name, 'hint', t.hint, 'email', t.email, 'phone', t.phone,
      'ownerName', t.owner_name, 'createdAt', ${iso('t.created_at')}) order by t.created_at, t.id)
    from (
      select t.id, t.name, t.created_at, ${hints[kind]} as hint, t.email, coalesce(t.phone_e164, t.phone) as phone, (
        select m.name from members m where m.workspace_id = t.workspace_id and m.id = t.owner_id) as owner_name
      from ${sql.table(tables[kind])} t
      where t.workspace_id = g.workspace_id and t.id in (${ids}) and t.archived_at is null
        and ${seen(ctx.actor, sql.ref('t.owner_id'))}
      order by t.created_at, t.id limit ${mostMembers}) t)`
}

/** Says that the rows of a group are not the same, as far as the actor sees them. */
export async function keepApart(ctx: Context, id: string): Promise<{ id: string }> {
  return decide(ctx, id, 'open', 'different')
}

/** Takes that back, for the one pair or for those that were decided with it. */
export async function offerAgain(ctx: Context, id: string): Promise<{ id: string }> {
  return decide(ctx, id, 'different', 'open')
}

async function decide(ctx: Context, id: string, from: 'open' | 'different', to: 'open' | 'different') {
  const pair = await ctx.tx
    .selectFrom('duplicates')
    .select(['kind', 'group_id', 'decided_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('state', '=', from)
    .forUpdate()
    .executeTakeFirst()
  if (!pair) fail('not_found', { kind: 'duplicate' })
  const isDecided = to === 'different'
  const { rows } = await sql<{ id: string; one_id: string; other_id: string }>`
    update duplicates d set state = ${to}, decided_at = ${isDecided ? ctx.now : null},
      decided_by = ${isDecided ? ctx.actor.id : null}
    where d.workspace_id = ${ctx.workspace.id} and d.group_id = ${pair.group_id} and d.state = ${from}
      and d.decided_at is not distinct from ${pair.decided_at} and ${bothThere(ctx, pair.kind)}
    returning d.id, d.one_id, d.other_id`.execute(ctx.tx)
  if (!rows.some((row) => row.id === id)) fail('not_found', { kind: 'duplicate' })
  await regroup(ctx, pair.kind, [...new Set(rows.flatMap(({ one_id, other_id }) => [one_id, other_id]))])
  return { id }
}
