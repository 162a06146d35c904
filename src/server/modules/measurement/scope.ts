import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { standing } from '../deals/index.ts'

/** What a figure is asked with: which deals, as of which day, from what was known when. */
export interface Asked {
  readonly as_of?: string | undefined
  readonly known_at?: string | undefined
  readonly owner?: string | undefined
  readonly product?: string | undefined
  readonly source?: string | undefined
  readonly process?: string | undefined
  /** The process version that the deals were opened in. */
  readonly version?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The two clocks of a figure, and its deals. */
export interface Scope extends Asked {
  /** The last day that counts; never after today, because nobody has been followed further. */
  readonly asOf: string
  /** The end of that day in the workspace's zone, exclusive. */
  readonly cut: Date
  /** Facts recorded later do not count. */
  readonly knownAt: Date
  /** Whether the deals are asked for as they are now. */
  readonly current: boolean
}

export function scopeOf(ctx: Context, asked: Asked): Scope {
  const now = today(ctx)
  const asOf = asked.as_of !== undefined && asked.as_of < now ? asked.as_of : now
  return {
    ...asked,
    asOf,
    cut: startOfDay(asOf, ctx.workspace.timeZone, 1),
    knownAt: asked.known_at === undefined ? ctx.now : new Date(asked.known_at),
    current: asOf === now && asked.known_at === undefined,
  }
}

/**
 * The filters on a deal `d`: what the actor sees of today's owners, its owner and source as of the day, its products as they
 * are, the days and the version it was opened on.
 */
export function chosen(ctx: Context, scope: Scope): RawBuilder<boolean> {
  const { owner, source, product, process, version, from, to } = scope
  const zone = ctx.workspace.timeZone
  const conditions = [sql<SqlBool>`d.workspace_id = ${ctx.workspace.id}`, seen(ctx.actor, sql.ref('d.owner_id'))]
  if (owner) conditions.push(sql`${valueThen(ctx, scope, 'deal.assigned', 'owner_id')} = ${owner}`)
  if (source) conditions.push(sql`${valueThen(ctx, scope, 'deal.source_changed', 'source_id')} = ${source}`)
  if (process) conditions.push(sql`${processThen(ctx, scope)} = ${process}::uuid`)
  if (version) {
    conditions.push(sql`d.id in (select o.deal_id from facts o
      where o.workspace_id = ${ctx.workspace.id} and o.type = 'deal.opened' and o.stage_id in (
        select g.id from stages g where g.workspace_id = ${ctx.workspace.id} and g.version_id = ${version}))`)
  }
  if (product) {
    conditions.push(sql`d.id in (select n.deal_id from deal_lines n
      where n.workspace_id = ${ctx.workspace.id} and n.product_id = ${product})`)
  }
  // Undated deals are kept, to be counted: nobody can say that they were not opened in the period.
  if (from) conditions.push(sql`(d.opened_at >= ${startOfDay(from, zone)} or not d.opened_dated)`)
  if (to) conditions.push(sql`(d.opened_at < ${startOfDay(to, zone, 1)} or not d.opened_dated)`)
  return sql`${sql.join(conditions, sql` and `)}`
}

/** The process that deal `d` was in as of the day: but for the few that have changed their version, the one it is in now. */
function processThen(ctx: Context, { current, cut, knownAt }: Scope): RawBuilder<string> {
  if (current) return sql`d.process_id`
  return sql`case when d.id in (
      select c.deal_id from facts c where c.workspace_id = ${ctx.workspace.id} and c.type = 'deal.version_changed')
    then (
      select g.process_id from facts c join stages g on g.workspace_id = c.workspace_id and g.id = c.stage_id
      where c.workspace_id = ${ctx.workspace.id} and c.deal_id = d.id and c.type in ('deal.opened', 'deal.version_changed')
        and (c.occurred_at < ${cut} or not c.dated) and c.recorded_at <= ${knownAt} and ${standing('c', { knownAt })}
      order by c.occurred_at desc, c.id desc limit 1)
    else d.process_id end`
}

/** What a column of deal `d` held as of the day, told by its opening and its changes; '' for nothing. */
function valueThen(
  ctx: Context,
  scope: Scope,
  change: 'deal.assigned' | 'deal.source_changed',
  column: 'owner_id' | 'source_id',
): RawBuilder<string> {
  if (scope.current) return sql`coalesce(${sql.ref(`d.${column}`)}::text, '')`
  const opening = column === 'owner_id' ? 'ownerId' : 'sourceId'
  return sql`coalesce((
    select c.data ->> case c.type when 'deal.opened' then ${opening} else 'to' end from facts c
    where c.workspace_id = ${ctx.workspace.id} and c.deal_id = d.id and c.type in ('deal.opened', ${change})
      and (c.occurred_at < ${scope.cut} or not c.dated) and c.recorded_at <= ${scope.knownAt}
    order by c.occurred_at desc, c.id desc limit 1), '')`
}
