import { type RawBuilder, sql } from 'kysely'
import type { Distribution } from '../../../contract/distribution.ts'
import type { Context } from '../../kernel/context.ts'
import { countryNamed } from '../people/index.ts'
import { hasOpenDeal, isOptedOut } from '../prospects/index.ts'
import { fitOf, marketsInUse } from '../segments/index.ts'
import { type Assignment, assign, type Candidate, type Seller } from './assign.ts'
import { type Handed, tellSellers } from './told.ts'

/** The part of a context that a handing out needs: it also runs without anybody having asked. */
export type Running = Pick<Context, 'tx' | 'workspace' | 'now'>

// At once, so that no transaction holds its locks for long.
const mostAtOnce = 5_000

/** Hands those whom nobody has to sellers by the rules of their list, which the caller has locked. */
export async function runDistribution(ctx: Running, listId: string, { rules }: Distribution) {
  const candidates = await freeOnes(ctx, listId, rules)
  const members = [...new Set(rules.flatMap(({ to }) => to.map(({ memberId }) => memberId)))]
  const assigned = assign(candidates, named(rules), await sellersOf(ctx, listId, members))
  return { handed: await give(ctx, listId, assigned), unmatched: assigned.unmatched, waiting: assigned.waiting }
}

/** Countries by their code, whatever language they were typed in. */
function named(rules: Distribution['rules']): Distribution['rules'] {
  return rules.map((rule) =>
    rule.when?.field === 'country' ? { ...rule, when: { ...rule.when, is: rule.when.is.map(countryOf) } } : rule,
  )
}

function countryOf(typed: string): string {
  return countryNamed(typed) ?? typed
}

async function freeOnes(ctx: Running, listId: string, rules: Distribution['rules']): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id, p.taken_from as "takenFrom", ${await segmentsOf(ctx, rules)} as segments, p.grade, p.source_id as source, h.title, c.sector,
      coalesce(h.country, c.country, o.country) as country, coalesce(h.city, c.city, o.city) as city,
      coalesce(h.postal_code, c.postal_code, o.postal_code) as postal_code
    from prospects p
    left join people h on h.workspace_id = p.workspace_id and h.id = p.person_id
    left join companies c on c.workspace_id = p.workspace_id and c.id = coalesce(p.company_id, h.company_id)
    left join households o on o.workspace_id = p.workspace_id and o.id = p.household_id
    where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting' and p.owner_id is null
      and (p.held_until is null or p.held_until <= ${ctx.now}) and not ${hasOpenDeal} and not ${isOptedOut}
    order by p.score desc, p.id desc limit ${mostAtOnce} for update of p skip locked`.execute(ctx.tx)
  return rows.map((row) => ({ ...row, country: row.country && countryOf(row.country) }))
}

/** The target markets that `prospects p` fits, of those that the rules name and that are in use. */
async function segmentsOf(ctx: Running, rules: Distribution['rules']): Promise<RawBuilder<string[]>> {
  const named = new Set(rules.flatMap(({ when }) => (when?.field === 'segment' ? when.is : [])))
  if (named.size === 0) return sql`'{}'::uuid[]`
  const { all, passes } = await marketsInUse(ctx)
  const fitting = all
    .filter(({ id }) => named.has(id))
    .map((market) => sql`case when ${fitOf({ all: [market], passes }, 'p')} then ${market.id}::uuid end`)
  return fitting.length === 0 ? sql`'{}'::uuid[]` : sql`array_remove(array[${sql.join(fitting)}], null)`
}

async function sellersOf(ctx: Running, listId: string, members: readonly string[]): Promise<Map<string, Seller>> {
  const { rows } = await sql<{ id: string; in_hand: number; last_at: Date | null }>`
    select m.id,
      (select count(*) from prospects p where p.workspace_id = m.workspace_id and p.owner_id = m.id
        and p.list_id = ${listId} and p.state = 'waiting') as in_hand,
      (select max(p.handed_at) from prospects p where p.workspace_id = m.workspace_id and p.owner_id = m.id
        and p.list_id = ${listId}) as last_at
    from members m where m.workspace_id = ${ctx.workspace.id} and m.id = any(${members}::uuid[])
      and m.deactivated_at is null`.execute(ctx.tx)
  return new Map(rows.map(({ id, in_hand, last_at }) => [id, { inHand: in_hand, lastAt: last_at?.getTime() ?? 0 }]))
}

async function give(ctx: Running, listId: string, { given }: Assignment): Promise<Handed[]> {
  if (given.size === 0) return []
  const pairs = JSON.stringify([...given].map(([id, owner_id]) => ({ id, owner_id })))
  const { rows } = await sql<Handed>`
    with handed as (
      update prospects p set owner_id = g.owner_id, handed_at = ${ctx.now}, version = p.version + 1
      from jsonb_to_recordset(${pairs}::jsonb) as g (id uuid, owner_id uuid)
      where p.workspace_id = ${ctx.workspace.id} and p.id = g.id
      returning p.owner_id)
    select owner_id as "memberId", count(*) as count from handed group by owner_id`.execute(ctx.tx)
  await tellSellers(ctx, listId, 'handed', rows)
  return rows
}
