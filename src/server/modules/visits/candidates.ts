import { type RawBuilder, sql } from 'kysely'
import type { Area } from '../../../contract/areas.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { tableOf, type Whom } from '../../kernel/whom.ts'
import { hasOptedOut } from '../people/index.ts'
import { liesIn } from './areas.ts'
import { ruleFor, wayRules } from './ways.ts'

/** Who is visited in an area; people are met where they live or work. */
const kinds = ['household', 'company'] as const

/**
 * The addresses of an area that are due on a day: those to be visited by the rule or by choice, that nobody has planned, that
 * have not refused, bought or asked not to be contacted, nor said to come later than that day. First those to be revisited, then the new ones, then those
 * where nobody was at home, the longest ago first.
 */
export async function dueIn(ctx: Context, area: Area, day: string, count: number): Promise<Whom[]> {
  const rules = await wayRules(ctx)
  const ofKind = (kind: (typeof kinds)[number]): RawBuilder<unknown> => sql`
    select ${sql.lit(kind)} as kind, c.id, c.postal_code, c.street, l.done_at, l.revisit_on
    from ${sql.table(tableOf(kind))} c
    left join lateral (
      select b.status, b.done_at, b.revisit_on from visits b
      where b.workspace_id = c.workspace_id and ${sql.ref(`b.${kind}_id`)} = c.id and b.done_at is not null
      order by b.done_at desc limit 1) l on true
    left join lateral (
      select w.way from chosen_ways w where w.workspace_id = c.workspace_id and ${sql.ref(`w.${kind}_id`)} = c.id
      order by w.id desc limit 1) w on true
    where c.workspace_id = ${ctx.workspace.id} and c.archived_at is null and c.merged_into_id is null
      and ${liesIn('c', area)} and ${seen(ctx.actor, sql.ref('c.owner_id'))}
      and coalesce(w.way, ${ruleFor(rules, kind, 'c')}) = 'visit'
      and not ${hasOptedOut(kind, 'c.id')}
      and (l.status is null or l.status not in ('refused', 'sold'))
      and (l.revisit_on is null or l.revisit_on <= ${day}::date)
      and (l.done_at is null or l.done_at < ${ctx.now}::timestamptz - interval '12 hours')
      and not exists (
        select from visits p where p.workspace_id = c.workspace_id and ${sql.ref(`p.${kind}_id`)} = c.id
          and p.status = 'planned' and p.on_day >= (${ctx.now}::timestamptz at time zone ${ctx.workspace.timeZone})::date)`
  const { rows } = await sql<Whom>`
    select x.kind, x.id from (${sql.join(kinds.map(ofKind), sql` union all `)}) x
    order by x.revisit_on is null, x.done_at nulls first, x.postal_code, x.street, x.id limit ${count}`.execute(ctx.tx)
  return rows
}
