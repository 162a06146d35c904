import { type RawBuilder, sql } from 'kysely'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Field } from '../../../contract/fields.ts'
import { type groupDeals, mostGroups } from '../../../contract/views.ts'
import type { Context } from '../../kernel/context.ts'
import { assert, Failure } from '../../kernel/fail.ts'
import { nameHas, parseFilter, passes } from '../../kernel/list/conditions.ts'
import type { FieldSql, ListSource } from '../../kernel/list/source.ts'

type Groups = OutputOf<typeof groupDeals>

interface GroupRow {
  readonly value: string | null
  readonly label: string | null
  readonly count: number
  /** Currency and sum; a currency without an amount has none. */
  readonly sums: readonly { readonly currency: string | null; readonly minor: number | null }[]
}

/** The rows that pass a filter, by the values of a field: the largest groups first. Without a field, all in one group. */
export async function groupsOf(
  ctx: Context,
  source: ListSource,
  { by, filter: text, q }: QueryOf<typeof groupDeals>,
): Promise<Groups> {
  const grouping = by === undefined ? null : groupingOf(source, by)
  const filter = parseFilter(source.fields, text)
  const conditions = [
    source.where(ctx),
    ...(filter ? [passes(ctx, source, filter)] : []),
    ...(q ? [nameHas(source, q)] : []),
  ]
  const where = sql.join(conditions, sql` and `)
  const value = grouping === null ? sql`null::text` : valueOf(ctx, grouping)
  const { minor, currency } = source.sum ?? { minor: sql`null::bigint`, currency: sql`null::text` }
  const { rows } = await sql<GroupRow>`
    with parts as (
      select ${value} as value, ${currency} as currency, count(*) as count, sum(${minor}) as minor
      from ${source.from(ctx)} t where ${where} group by 1, 2
    ), wholes as (
      select value, sum(count)::bigint as count,
        json_agg(json_build_object('currency', currency, 'minor', minor) order by currency) as sums
      from parts group by value order by sum(count) desc, value limit ${mostGroups + 1}
    )
    select g.value::text as value, ${grouping?.column.label ?? sql`null::text`} as label, g.count, g.sums
    from (select w.*, ${ctx.workspace.id}::uuid as workspace_id from wholes w) g
    order by g.count desc, g.value`.execute(ctx.tx)
  return { groups: rows.slice(0, mostGroups).map(showGroup), more: rows.length > mostGroups }
}

interface Grouping {
  readonly field: Field
  readonly column: FieldSql
}

function groupingOf(source: ListSource, by: string): Grouping {
  const field = source.fields.find(({ key }) => key === by)
  const column = source.sql[by]
  if (!field?.isGroupable || !column)
    throw new Failure('unreadable', { part: 'query' }, [{ field: 'by', code: 'choice' }])
  return { field, column }
}

/** What rows are grouped by: days and instants by their month in the workspace's zone, empty texts with those that are unknown. */
function valueOf(ctx: Context, { field, column }: Grouping): RawBuilder<unknown> {
  if (column.group) return column.group
  assert(column.value, 'a field is grouped by its value')
  switch (field.type) {
    case 'day':
      return sql`to_char(${column.value}, 'YYYY-MM')`
    case 'instant':
      return sql`to_char(${column.value} at time zone ${ctx.workspace.timeZone}, 'YYYY-MM')`
    case 'text':
      return sql`nullif(${column.value}, '')`
    case 'yes_no':
      return sql`${column.value}::text`
    case 'number':
    case 'money':
    case 'choice':
    case 'multi':
    case 'reference':
      return sql`${column.value}`
  }
}

function showGroup({ value, label, count, sums }: GroupRow): Groups['groups'][number] {
  return {
    value,
    label,
    count,
    sums: sums.flatMap(({ currency, minor }) => (currency !== null && minor !== null ? [{ currency, minor }] : [])),
  }
}
