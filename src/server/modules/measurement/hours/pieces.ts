import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../../contract/endpoint.ts'
import { type WorkKind, type showHours, workKinds } from '../../../../contract/hours.ts'
import { type Context, startOfDay } from '../../../kernel/context.ts'
import type { Reading } from '../loading.ts'
import { scopeOf } from '../scope.ts'
import { factWorks, factsOfWork, workOfFacts } from './work-of-facts.ts'

/** Of which deals work is, as they are today; work for no deal at all; or all there is. */
export type WorkOf = Narrowed | 'no_deal' | null

export type Narrowed = Pick<QueryOf<typeof showHours>, 'product' | 'source' | 'process'>

/** Whose work counts, on which days, for what, and by what was known when. */
export interface Working {
  readonly from: string
  readonly to: string
  readonly asOf: string
  readonly knownAt: Date
  readonly owner: string | undefined
  readonly team: string | undefined
  readonly of: WorkOf
}

const usualDays = 91

export function workingOf(ctx: Context, asked: Omit<QueryOf<typeof showHours>, 'months'>): Working {
  const { owner, team, product, source, process } = asked
  const { asOf, knownAt } = scopeOf(ctx, asked)
  const to = asked.to !== undefined && asked.to < asOf ? asked.to : asOf
  const from =
    asked.from ??
    Temporal.PlainDate.from(to)
      .add({ days: 1 - usualDays })
      .toString()
  const of = (product ?? source ?? process) === undefined ? null : { product, source, process }
  return { from, to, asOf, knownAt, owner, team, of }
}

/** A kind that can say how long it took. */
export const timedKinds: readonly WorkKind[] = workKinds.slice(0, workKinds.indexOf('note'))

/**
 * The pieces of work of the days: `at`, `kind`, `member_id`, `minutes` where they were logged, and what `told` asks for; `effort` is the place in `efforts`.
 * What was said to buyers and shown to them counts on its day and is known from when it was told, also where a key
 * told it that stands for a member. What was written down happened, and was known, at that moment, and only what a member wrote
 * is work. Touches and notes are as they are today.
 */
export function pieces(ctx: Context, working: Working, told: Pick<Wanted, 'by' | 'since'>): RawBuilder<unknown> {
  return sql`(
    select p.*, w.member_id
    from (${worked(ctx, { ...working, which: 'all', ...told })}) p
    join ${whoseWork(ctx, working)} w on w.who = p.who and (not w.is_key or p.kind = any(${timedKinds}::text[])))`
}

/** Whose work counts: `who` did it, a member or a key that stands for one, and so `member_id`. */
export function whoseWork(ctx: Context, { owner, team }: Pick<Working, 'owner' | 'team'>): RawBuilder<unknown> {
  const { sees } = ctx.actor
  const chosen = sql`m.workspace_id = ${ctx.workspace.id}
    and ${sees === null ? sql`true` : sql`m.id = any(${sees}::uuid[])`}
    and ${owner === undefined ? sql`true` : sql`m.id = ${owner}`}
    and ${team === undefined ? sql`true` : sql`m.team_id = ${team}`}`
  return sql`(
    select m.id as who, m.id as member_id, false as is_key from members m where ${chosen}
    union all
    select k.id, m.id, true from members m
    join api_keys k on k.workspace_id = m.workspace_id and k.member_id = m.id where ${chosen})`
}

export interface Wanted {
  readonly from: string
  readonly to: string
  /** Nothing before this moment. */
  readonly since?: Date
  /** What was known by then; null is all. */
  readonly knownAt: Date | null
  /** What words of the change log tell of, or the rest, of which there is little. */
  readonly which: 'all' | 'logged' | 'unlogged'
  readonly of: WorkOf
  /**
   * What else is told of each, beside when, by whom and what: nothing; its `id` and `deal_id`; or its `deal_id` for each deal it is for, and whether
   * it is for several, `is_shared`.
   */
  readonly by: 'nothing' | 'piece' | 'deal'
}

/** The same of whoever did it: `who` is a member, or, of what was said and shown, a key too. */
export function worked(ctx: Reading, { from, to, since: later, knownAt, which, of, by }: Wanted): RawBuilder<unknown> {
  const since = later ?? startOfDay(from, ctx.workspace.timeZone)
  const end = startOfDay(to, ctx.workspace.timeZone, 1)
  const known = (column: string) => (knownAt === null ? sql`true` : sql`${sql.ref(column)} <= ${knownAt}`)
  const happened = (column: string) => sql`${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${end}`
  const counting: Counting = {
    workspace: ctx.workspace.id,
    known,
    happened,
    told: (column) => sql`${happened(column)} and ${known(column)}`,
    isOf: (deal) => isOf(ctx, of, deal),
    by,
  }
  const ofDeals = of === 'no_deal' ? [] : [presented(counting), toldOfDeals(counting)]
  const ofNoDeal = of === null || of === 'no_deal'
  const parts = [
    ...(which === 'unlogged' ? [] : [said(counting), noted(counting), ...ofDeals]),
    ...(which === 'unlogged' || !ofNoDeal ? [] : [loggedOfNoDeal(counting)]),
    ...(which === 'logged' || !ofNoDeal ? [] : [written(counting)]),
  ]
  return sql.join(parts, sql` union all `)
}

/** Whether a deal is one of those that are asked about. */
function isOf(ctx: Reading, of: WorkOf, deal: RawBuilder<unknown>): RawBuilder<boolean> {
  if (of === null) return sql`true`
  if (of === 'no_deal') return sql`${deal} is null`
  const { product, source, process } = of
  const { id: workspace } = ctx.workspace
  return sql`${deal} in (
    select d.id from deals d where d.workspace_id = ${workspace}
      and ${source === undefined ? sql`true` : sql`d.source_id = ${source}`}
      and ${process === undefined ? sql`true` : sql`d.process_id = ${process}`}
      and ${
        product === undefined
          ? sql`true`
          : sql`d.id in (
        select l.deal_id from deal_lines l where l.workspace_id = ${workspace} and l.product_id = ${product})`
      })`
}

interface Counting {
  readonly workspace: string
  /** Known by then. */
  readonly known: (column: string) => RawBuilder<unknown>
  /** On one of the days. */
  readonly happened: (column: string) => RawBuilder<unknown>
  /** On one of them, and known by then. */
  readonly told: (column: string) => RawBuilder<unknown>
  /** For a deal that is asked about. */
  readonly isOf: (deal: RawBuilder<unknown>) => RawBuilder<boolean>
  readonly by: Wanted['by']
}

/** What else is told of a piece that is for one deal, or none. */
function besides({ by }: Counting, id: RawBuilder<unknown>, deal: RawBuilder<unknown>): RawBuilder<unknown> {
  if (by === 'nothing') return sql``
  return by === 'piece' ? sql`, ${id} as id, ${deal} as deal_id` : sql`, ${deal} as deal_id, false as is_shared`
}

const noDeal = sql`null::uuid`

/** The place in `efforts` of the touch `t`. */
export const effort = sql`case when t.direction <> 'outbound' then 0 when t.channel = 'phone' then 1
  when t.channel in ('meeting', 'visit', 'in_person') then 2 else 0 end`
const noEffort = sql`0 as effort`

function said(counting: Counting): RawBuilder<unknown> {
  const { workspace, known, happened, isOf: isOneOf } = counting
  return sql`
    select t.occurred_at as at, case when t.outcome in ('no_answer', 'left_message', 'wrong_address')
        and t.channel in ('phone', 'meeting', 'in_person', 'visit', 'chat') then 'unanswered' else t.channel end as kind,
      case when t.author_kind in ('member', 'key') then t.author_id end as who, t.minutes, ${effort} as effort
      ${besides(counting, sql.ref('t.id'), sql.ref('t.deal_id'))}
    from touches t
    where t.workspace_id = ${workspace} and ${happened('t.occurred_at')}
      and ${known('t.created_at')} and ${isOneOf(sql.ref('t.deal_id'))}`
}

/** Presentations that are not part of a talk that was logged too. */
function presented(counting: Counting): RawBuilder<unknown> {
  const { workspace, known, happened, isOf: isOneOf } = counting
  return sql`
    select s.held_at as at, 'presentation' as kind, s.created_by as who, s.minutes, ${noEffort}
      ${besides(counting, sql.ref('s.id'), sql.ref('s.deal_id'))}
    from presentations s
    where s.workspace_id = ${workspace} and ${happened('s.held_at')} and ${known('s.created_at')}
      and ${isOneOf(sql.ref('s.deal_id'))}
      and not exists (select from touches t where t.workspace_id = s.workspace_id and t.deal_id = s.deal_id
        and t.author_id = s.created_by and t.channel in ('phone', 'meeting', 'in_person', 'visit')
        and t.outcome = 'reached' and ${known('t.created_at')}
        and t.occurred_at between s.held_at - interval '6 hours' and s.held_at + interval '6 hours')`
}

/** What was told of deals, all of one moment one piece. */
function toldOfDeals(counting: Counting): RawBuilder<unknown> {
  const { workspace, told, isOf: isOneOf, by } = counting
  const [first, deal] = [sql`min(f.id::text)::uuid`, sql`min(f.deal_id::text)::uuid`]
  const isShared = sql`count(*) over (partition by f.recorded_at, f.actor_id) > 1 as is_shared`
  return sql`
    select a.at, (${factWorks}::text[])[a.first] as kind, a.who, null::integer as minutes, ${noEffort}
      ${by === 'deal' ? sql`, a.deal_id, a.is_shared` : besides(counting, sql.ref('a.id'), sql.ref('a.deal_id'))}
    from (
      select f.recorded_at as at, f.actor_id as who, min(${workRank}) as first
        ${by === 'deal' ? sql`, f.deal_id, ${isShared}` : besides(counting, first, deal)}
      from facts f
      where f.workspace_id = ${workspace} and f.actor_kind = 'member' and ${told('f.recorded_at')}
        and ${isOneOf(sql.ref('f.deal_id'))}
      group by f.recorded_at, f.actor_id ${by === 'deal' ? sql`, f.deal_id` : sql``}) a
    where a.first is not null`
}

/** The logging of touches without a deal, which have no facts. */
function loggedOfNoDeal(counting: Counting): RawBuilder<unknown> {
  const { workspace, told } = counting
  return sql`
    select t.created_at as at, 'logging' as kind, t.author_id as who, null::integer as minutes, ${noEffort}
      ${besides(counting, sql`min(t.id::text)::uuid`, noDeal)}
    from touches t
    where t.workspace_id = ${workspace} and t.author_kind = 'member' and t.deal_id is null and ${told('t.created_at')}
    group by t.created_at, t.author_id`
}

function noted(counting: Counting): RawBuilder<unknown> {
  const { workspace, told, isOf: isOneOf } = counting
  return sql`
    select n.created_at as at, 'note' as kind, n.author_id as who, null::integer as minutes, ${noEffort}
      ${besides(counting, sql.ref('n.id'), sql.ref('n.deal_id'))}
    from notes n
    where n.workspace_id = ${workspace} and n.author_kind = 'member' and n.deleted_at is null and ${told('n.created_at')}
      and ${isOneOf(sql.ref('n.deal_id'))}`
}

/** What was found out, imports and merges. */
function written(counting: Counting): RawBuilder<unknown> {
  const { workspace, told } = counting
  return sql`
    select d.created_at as at, 'research' as kind, d.created_by as who, null::integer as minutes, ${noEffort}
      ${besides(counting, sql.ref('d.id'), noDeal)}
    from dossier_facts d
    where d.workspace_id = ${workspace} and ${told('d.created_at')}
    union all
    select e.occurred_at, case e.action when 'import.started' then 'importing' else 'merging' end, e.actor_id, null, 0
      ${besides(counting, sql.ref('e.id'), noDeal)}
    from audit_entries e
    where e.workspace_id = ${workspace} and e.actor_kind = 'member'
      and e.action in ('import.started', 'merge.made') and ${told('e.occurred_at')}`
}

/** Most facts are of these types: they are looked for first, which halves the time. */
const frequent = ['deal.touched', 'deal.moved', 'deal.next_step_planned', 'deal.next_step_done'] as const

/** Where the work that the fact `f` tells stands in `factWorks`; null for none. */
const workRank = sql`case f.type ${sql.join(
  frequent.map((type) => sql`when ${sql.lit(type)} then ${sql.lit(rankOf(workOfFacts[type]))}`),
  sql` `,
)} else case ${sql.join(
  factWorks.map((kind) => {
    const types = sql.join(factsOfWork(kind).map((type) => sql.lit(type)))
    return sql`when f.type in (${types}) then ${sql.lit(rankOf(kind))}`
  }),
  sql` `,
)} end end`

function rankOf(kind: (typeof factWorks)[number]): number {
  return factWorks.indexOf(kind) + 1
}
