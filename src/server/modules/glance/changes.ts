import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/glance.ts'
import type { FactType } from '../../../contract/facts.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, today } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { ownersOf } from '../forecast/index.ts'
import { factsOf, showFact } from '../deals/index.ts'
import { type Since, sinceOf } from './clocks.ts'

/** A week of a million deals is some 35,000 facts; an import of as many may bring any number. */
const mostFacts = 50_000

/** Of which facts a change of each kind is told, and which of these. */
const kinds: Readonly<Record<contract.ChangeKind, { readonly type: FactType; readonly which?: string }>> = {
  opened: { type: 'deal.opened' },
  advanced: { type: 'deal.moved', which: `f.data ->> 'direction' = 'forward'` },
  moved_back: { type: 'deal.moved', which: `f.data ->> 'direction' = 'back'` },
  won: { type: 'deal.won' },
  lost: { type: 'deal.lost' },
  disqualified: { type: 'deal.disqualified' },
  postponed: { type: 'deal.postponed' },
  reopened: { type: 'deal.reopened' },
  win_reversed: { type: 'deal.win_reversed' },
  came_back: { type: 'deal.came_back' },
  amount_raised: { type: 'deal.amount_changed', which: `${amount('to')} > ${amount('from')}` },
  amount_lowered: { type: 'deal.amount_changed', which: `${amount('to')} < ${amount('from')}` },
  // A day that is set for the first time, or taken out, has not slipped.
  close_later: { type: 'deal.expected_close_changed', which: `f.data ->> 'to' > f.data ->> 'from'` },
  close_earlier: { type: 'deal.expected_close_changed', which: `f.data ->> 'to' < f.data ->> 'from'` },
  assigned: { type: 'deal.assigned' },
}

function amount(side: 'from' | 'to'): string {
  return `coalesce((f.data ->> '${side}')::bigint, 0)`
}

/** How many deals changed, kind by kind, by what was recorded after a day. */
export async function showChanges(
  ctx: Context,
  query: QueryOf<typeof contract.showChanges>,
): Promise<contract.Changes> {
  const since = sinceOf(ctx, query)
  const owners = await ownersOf(ctx, query.owner, query.team)
  const named = Object.entries(kinds).map(([kind, { type, which }]) => {
    const condition = which === undefined ? '' : ` and ${which}`
    return `when f.type = '${type}'${condition} then '${kind}'`
  })
  const { rows } = await sql<{ kind: contract.ChangeKind | null; facts: number; deals: number; read: number }>`
    with recent as materialized (
      select f.id, f.deal_id, f.type, f.data from facts f
      where ${recorded(ctx, since)} order by f.recorded_at desc limit ${mostFacts}
    )
    select case ${sql.raw(named.join(' '))} end as kind, count(*) as facts, count(distinct f.deal_id) as deals,
      (select count(*) from recent) as read
    from recent f join deals d on d.workspace_id = ${ctx.workspace.id} and d.id = f.deal_id
    where ${ofOwners(ctx, owners)} and ${stands(ctx)}
    group by 1 limit 50`.execute(ctx.tx)
  const found = new Map(rows.map(({ kind, facts, deals }) => [kind, { facts, deals }]))
  return {
    asOf: today(ctx),
    since: since.day,
    knownSince: since.knownAt.toISOString(),
    currency: ctx.workspace.currency,
    kinds: changeKindsIn(found),
    isCut: (rows[0]?.read ?? 0) >= mostFacts,
  }
}

function changeKindsIn(found: ReadonlyMap<contract.ChangeKind | null, { facts: number; deals: number }>) {
  // The keys of `kinds` are these, in the order in which they are read.
  return (Object.keys(kinds) as contract.ChangeKind[]).flatMap((kind) => {
    const counts = found.get(kind)
    return counts ? [{ kind, ...counts }] : []
  })
}

const cursor = z.tuple([instant, z.uuid()])

/** The very facts, newest first: of one kind, of one deal, or all that count as a change. */
export async function listChanges(ctx: Context, query: QueryOf<typeof contract.listChanges>) {
  const { limit, kind, deal } = query
  const since = sinceOf(ctx, query)
  const owners = await ownersOf(ctx, query.owner, query.team)
  const { type, which } = kind === undefined ? { type: null, which: undefined } : kinds[kind]
  const condition = sql<boolean>`${deal === undefined ? recorded(ctx, since) : recordedOf(since, deal)}
    ${type === null ? sql`` : sql`and f.type = ${sql.lit(type)}`} ${which === undefined ? sql`` : sql`and ${sql.raw(which)}`}
    and ${stands(ctx)} and exists (select from deals d
      where d.workspace_id = f.workspace_id and d.id = f.deal_id and ${ofOwners(ctx, owners)})`
  const rows = await factsOf(ctx, condition, decodeCursor(query.after, cursor), limit + 1)
  const deals = await namesOf(
    ctx,
    rows.map(({ deal_id }) => deal_id),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.occurred_at.toISOString(), row.id],
    (row) => ({ deal: deals.get(row.deal_id) ?? { id: row.deal_id, name: '', owner: null }, fact: showFact(row) }),
  )
}

const types = [...new Set(Object.values(kinds).map(({ type }) => type))].sort()

/** Facts `f` of these types, by the index that has them alone. */
function recorded(ctx: Context, { knownAt }: Since): RawBuilder<boolean> {
  return sql<boolean>`f.workspace_id = ${ctx.workspace.id} and f.recorded_at > ${knownAt}
    and f.type in (${sql.join(types.map((type) => sql.lit(type)))})`
}

function recordedOf({ knownAt }: Since, deal: string): RawBuilder<boolean> {
  return sql<boolean>`f.deal_id = ${deal} and f.recorded_at > ${knownAt}`
}

/** Whether the fact `f` was not undone, and is not an undoing itself. */
function stands(ctx: Context): RawBuilder<boolean> {
  return sql<boolean>`not exists (select from facts u where u.workspace_id = ${ctx.workspace.id} and u.undoes = f.id)`
}

/** Whether the deal `d` is one of those asked for, and seen. */
function ofOwners(ctx: Context, owners: readonly string[] | null): RawBuilder<boolean> {
  const own = owners === null ? sql`true` : sql`d.owner_id = any(${owners}::uuid[])`
  return sql<boolean>`${own} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`
}

async function namesOf(ctx: Context, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; owner: Named | null }>`
    select d.id, d.name, ${namedBy('members', 'd.owner_id')} as owner from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}::uuid[]) limit ${ids.length + 1}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}
