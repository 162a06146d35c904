import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/deals.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Fact, FactType } from '../../../contract/facts.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'

export interface FactRow {
  readonly id: string
  readonly deal_id: string
  readonly type: FactType
  readonly occurred_at: Date
  readonly recorded_at: Date
  readonly dated: boolean
  readonly actor_kind: Fact['actor']['kind']
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly from_stage_id: string | null
  readonly stage_id: string | null
  readonly undone_by: string | null
  readonly data: Fact['data']
  readonly words: string | null
  /** What every id on the page is called now. */
  readonly names: Record<string, string>
}

const factCursor = z.tuple([instant, z.uuid()])

/** What happened to a deal, newest first, with the names that sentences about it need: one statement. */
export async function listFacts(ctx: Context, dealId: string, query: QueryOf<typeof contract.listFacts>) {
  const after = decodeCursor(query.after, factCursor)
  const rows = await factsOf(ctx, sql<boolean>`f.deal_id = ${dealId}`, after, query.limit + 1)
  // A deal has facts from its first moment on; only beyond the last page there are none.
  if (rows.length === 0 && !after) fail('not_found', { kind: 'deal' })
  return pageOf(rows, query.limit, (row) => [row.occurred_at.toISOString(), row.id], showFact)
}

/** Facts `f` of deals that the actor sees, newest first, behind an instant and an id. */
export async function factsOf(
  ctx: Context,
  which: RawBuilder<boolean>,
  after: readonly [string, string] | null,
  limit: number,
): Promise<FactRow[]> {
  const workspace = ctx.workspace.id
  const older = after ? sql`and (f.occurred_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<FactRow>`
    with page as materialized (
      select f.* from facts f
      where f.workspace_id = ${workspace} and ${which} ${ofSeenDeal(ctx)} ${older}
      order by f.occurred_at desc, f.id desc limit ${limit}
    ), named as materialized (
      select from_stage_id as id from page
      union select stage_id from page
      union select item.value::uuid
      from page cross join lateral jsonb_path_query(page.data, 'strict $.**') as found (value)
      cross join lateral (select found.value #>> '{}' as value) item
      where jsonb_typeof(found.value) = 'string' and item.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    ), names as materialized (
      select coalesce(json_object_agg(id, name), '{}') as names from (
        select t.id, t.name from stages t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from processes t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from members t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from companies t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from people t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from households t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from sources t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from experiments t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.title from answers t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from objection_kinds t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.title from cards t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from sequences t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from products t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from competitors t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from close_techniques t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from scarcities t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from nurture_tracks t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from handoff_kinds t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from tags t join named using (id) where t.workspace_id = ${workspace}
        union all select t.id, t.name from deals t join named using (id) where t.workspace_id = ${workspace}
          and ${seen(ctx.actor, sql.ref('t.owner_id'))}
      ) known
    )
    select f.id, f.deal_id, f.type, f.occurred_at, f.recorded_at, f.dated, f.actor_kind, f.actor_id, f.from_stage_id, f.stage_id,
      f.data, names.names,
      coalesce((select m.name from members m where m.workspace_id = f.workspace_id and m.id = f.actor_id),
        (select k.name from api_keys k where k.workspace_id = f.workspace_id and k.id = f.actor_id)) as actor_name,
      (select u.id from facts u where u.workspace_id = f.workspace_id and u.undoes = f.id limit 1) as undone_by,
      ${words} as words
    from page f cross join names order by f.occurred_at desc, f.id desc`.execute(ctx.tx)
  return rows
}

/** The erasable words that belong to the fact `f`: its own, or those of what it is about. */
const words = sql`coalesce(
  (select w.words from fact_words w where w.workspace_id = f.workspace_id and w.id = f.id),
  (select t.words from touches t where t.workspace_id = f.workspace_id and t.id = (f.data ->> 'touchId')::uuid
    and f.type = 'deal.touched'),
  (select a.without_decider from appointments a where a.workspace_id = f.workspace_id
    and a.id = (f.data ->> 'appointmentId')::uuid and f.type = 'deal.appointment_made'),
  (select p.text from promises p where p.workspace_id = f.workspace_id and p.id = (f.data ->> 'promiseId')::uuid),
  (select case f.type when 'deal.objection_raised' then o.words else o.reply end from objections o
    where o.workspace_id = f.workspace_id and o.id = (f.data ->> 'objectionId')::uuid),
  (select n.words from needs n where n.workspace_id = f.workspace_id and n.id = (f.data ->> 'needId')::uuid),
  (select p.topic from presentations p
    where p.workspace_id = f.workspace_id and p.id = (f.data ->> 'presentationId')::uuid),
  (select case f.type when 'deal.trial_started' then t.what else t.feedback end from trials t
    where t.workspace_id = f.workspace_id and t.id = (f.data ->> 'trialId')::uuid)
)`

/** Whoever does not see the deal sees no fact of it. */
function ofSeenDeal(ctx: Context): RawBuilder<unknown> {
  if (ctx.actor.sees === null) return sql``
  return sql`and exists (select from deals d
    where d.workspace_id = f.workspace_id and d.id = f.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))})`
}

/** A fact as the API gives it. */
export function showFact(row: FactRow): Fact {
  const ids = [row.from_stage_id, row.stage_id, ...Object.values(row.data).flat()]
  const names = ids.flatMap((id): [string, string][] => {
    const name = typeof id === 'string' ? row.names[id] : undefined
    return typeof id === 'string' && name !== undefined ? [[id, name]] : []
  })
  return {
    id: row.id,
    type: row.type,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    dated: row.dated,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    fromStageId: row.from_stage_id,
    stageId: row.stage_id,
    undoneBy: row.undone_by,
    data: row.data,
    words: row.words,
    names: Object.fromEntries(names),
  }
}
