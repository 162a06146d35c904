import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../../contract/endpoint.ts'
import { type WorkKind, type showHours, workKinds } from '../../../../contract/hours.ts'
import { type Context, startOfDay } from '../../../kernel/context.ts'
import { scopeOf } from '../scope.ts'
import { factWorks, factsOfWork } from './work-of-facts.ts'

/** Whose work counts, on which days, and by what was known when. */
export interface Working {
  readonly from: string
  readonly to: string
  readonly asOf: string
  readonly knownAt: Date
  readonly owner: string | undefined
  readonly team: string | undefined
}

const usualDays = 91

export function workingOf(ctx: Context, { owner, team, ...asked }: Omit<QueryOf<typeof showHours>, 'months'>): Working {
  const { asOf, knownAt } = scopeOf(ctx, asked)
  const to = asked.to !== undefined && asked.to < asOf ? asked.to : asOf
  const from =
    asked.from ??
    Temporal.PlainDate.from(to)
      .add({ days: 1 - usualDays })
      .toString()
  return { from, to, asOf, knownAt, owner, team }
}

/** A kind that can say how long it took. */
export const timedKinds: readonly WorkKind[] = workKinds.slice(0, workKinds.indexOf('note'))

/**
 * The pieces of work of the days: `at`, `kind`, `member_id`, `minutes` where they were logged; and where they are asked for, `id` and
 * `deal_id`. What was said to buyers and shown to them counts on its day and is known from when it was told, also where a key
 * told it that stands for a member. What was written down happened, and was known, at that moment, and only what a member wrote
 * is work. Touches and notes are as they are today.
 */
export function pieces(ctx: Context, working: Working, { isWhole }: { isWhole: boolean }): RawBuilder<unknown> {
  const { owner, team, knownAt } = working
  const since = startOfDay(working.from, ctx.workspace.timeZone)
  const end = startOfDay(working.to, ctx.workspace.timeZone, 1)
  const happened = (column: string) => sql`${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${end}`
  const counting: Counting = {
    workspace: ctx.workspace.id,
    knownAt,
    happened,
    told: (column) => sql`${happened(column)} and ${sql.ref(column)} <= ${knownAt}`,
    which: (id, deal) => (isWhole ? sql`, ${id} as id, ${deal} as deal_id` : sql``),
  }
  const { sees } = ctx.actor
  return sql`(
    select p.*, m.id as member_id
    from (${said(counting)} union all ${toldOfDeals(counting)} union all ${written(counting)}) p
    join members m on m.workspace_id = ${ctx.workspace.id} and m.id = p.who
      and ${sees === null ? sql`true` : sql`m.id = any(${sees}::uuid[])`}
      and ${owner === undefined ? sql`true` : sql`m.id = ${owner}`}
      and ${team === undefined ? sql`true` : sql`m.team_id = ${team}`})`
}

interface Counting {
  readonly workspace: string
  readonly knownAt: Date
  /** On one of the days. */
  readonly happened: (column: string) => RawBuilder<unknown>
  /** On one of them, and known by then. */
  readonly told: (column: string) => RawBuilder<unknown>
  /** What only a list of them asks for. */
  readonly which: (id: RawBuilder<unknown>, deal: RawBuilder<unknown>) => RawBuilder<unknown>
}

const noDeal = sql`null::uuid`

/** Touches, and presentations that are not part of a talk that was logged too. */
function said({ workspace, knownAt, happened, which }: Counting): RawBuilder<unknown> {
  const keyOwner = (key: string) =>
    sql`(select k.member_id from api_keys k where k.workspace_id = ${workspace} and k.id = ${sql.ref(key)})`
  return sql`
    select t.occurred_at as at, case when t.outcome in ('no_answer', 'left_message', 'wrong_address')
        and t.channel in ('phone', 'meeting', 'in_person', 'visit', 'chat') then 'unanswered' else t.channel end as kind,
      case t.author_kind when 'key' then ${keyOwner('t.author_id')} else t.author_id end as who, t.minutes
      ${which(sql.ref('t.id'), sql.ref('t.deal_id'))}
    from touches t
    where t.workspace_id = ${workspace} and t.author_kind in ('member', 'key') and ${happened('t.occurred_at')}
      and t.created_at <= ${knownAt}
    union all
    select s.held_at, 'presentation', coalesce(${keyOwner('s.created_by')}, s.created_by), s.minutes
      ${which(sql.ref('s.id'), sql.ref('s.deal_id'))}
    from presentations s
    where s.workspace_id = ${workspace} and ${happened('s.held_at')} and s.created_at <= ${knownAt}
      and not exists (select from touches t where t.workspace_id = s.workspace_id and t.deal_id = s.deal_id
        and t.author_id = s.created_by and t.channel in ('phone', 'meeting', 'in_person', 'visit')
        and t.outcome = 'reached' and t.created_at <= ${knownAt}
        and t.occurred_at between s.held_at - interval '6 hours' and s.held_at + interval '6 hours')`
}

/** What was told of deals, all of one moment one piece; and the logging of touches without a deal, which have no facts. */
function toldOfDeals({ workspace, told, which }: Counting): RawBuilder<unknown> {
  return sql`
    select a.at, (${factWorks}::text[])[a.first], a.who, null ${which(sql.ref('a.id'), sql.ref('a.deal_id'))}
    from (
      select f.recorded_at as at, f.actor_id as who, min(${workRank}) as first
        ${which(sql`min(f.id::text)::uuid`, sql`min(f.deal_id::text)::uuid`)}
      from facts f
      where f.workspace_id = ${workspace} and f.actor_kind = 'member' and ${told('f.recorded_at')}
      group by f.recorded_at, f.actor_id) a
    where a.first is not null
    union all
    select t.created_at, 'logging', t.author_id, null ${which(sql`min(t.id::text)::uuid`, noDeal)}
    from touches t
    where t.workspace_id = ${workspace} and t.author_kind = 'member' and t.deal_id is null and ${told('t.created_at')}
    group by t.created_at, t.author_id`
}

/** Notes, what was found out, imports and merges. */
function written({ workspace, told, which }: Counting): RawBuilder<unknown> {
  return sql`
    select n.created_at, 'note', n.author_id, null ${which(sql.ref('n.id'), sql.ref('n.deal_id'))}
    from notes n
    where n.workspace_id = ${workspace} and n.author_kind = 'member' and n.deleted_at is null and ${told('n.created_at')}
    union all
    select d.created_at, 'research', d.created_by, null ${which(sql.ref('d.id'), noDeal)}
    from dossier_facts d
    where d.workspace_id = ${workspace} and ${told('d.created_at')}
    union all
    select e.occurred_at, case e.action when 'import.started' then 'importing' else 'merging' end, e.actor_id, null
      ${which(sql.ref('e.id'), noDeal)}
    from audit_entries e
    where e.workspace_id = ${workspace} and e.actor_kind = 'member'
      and e.action in ('import.started', 'merge.made') and ${told('e.occurred_at')}`
}

/** Where the work that the fact `f` tells stands in `factWorks`; null for none. */
const workRank = sql`case ${sql.join(
  // Most facts are moves: they are asked about first.
  ['moving' as const, ...factWorks].map((kind) => {
    const types = sql.join(factsOfWork(kind).map((type) => sql.lit(type)))
    return sql`when f.type in (${types}) then ${sql.lit(factWorks.indexOf(kind) + 1)}`
  }),
  sql` `,
)} end`
