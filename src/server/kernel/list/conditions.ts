import { type RawBuilder, sql } from 'kysely'
import type { Field } from '../../../contract/fields.ts'
import { type Condition, type Filter, isCondition, me, readFilter, todayValue } from '../../../contract/filters.ts'
import { type Context, startOfDay, today } from '../context.ts'
import { assert, fail, failFields } from '../fail.ts'
import { likePiece } from '../fold.ts'
import type { FieldSql, ListSource } from './source.ts'

type Holds = RawBuilder<boolean>

/** Reads the filter of a query, JSON text; every part of it that is wrong is refused by its place. */
export function parseFilter(fields: readonly Field[], text: string | undefined): Filter | null {
  if (text === undefined) return null
  return checkFilter(fields, readJson(text))
}

/** The same for a filter that came in a body. */
export function checkFilter(fields: readonly Field[], value: unknown): Filter {
  const read = readFilter(fields, value)
  return 'filter' in read ? read.filter : failFields(read.errors)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Typed by hand, or cut off on its way.
    return fail('unreadable', { part: 'query' })
  }
}

/** Whether a row `t` passes the filter. Every value is a parameter. */
export function passes(ctx: Context, source: ListSource, filter: Filter): Holds {
  if (isCondition(filter)) return holds(ctx, source, filter)
  const [joint, parts] = 'and' in filter ? (['and', filter.and] as const) : (['or', filter.or] as const)
  if (parts.length === 0) return joint === 'and' ? sql<boolean>`true` : sql<boolean>`false`
  const each = parts.map((part) => passes(ctx, source, part))
  // In parentheses: an "or" must never reach past the workspace that the query names beside it.
  return sql<boolean>`(${sql.join(each, joint === 'and' ? sql` and ` : sql` or `)})`
}

/** Whether the name of a row contains a piece. */
export function nameHas(source: ListSource, q: string): RawBuilder<boolean> {
  return source.kind === 'deals'
    ? sql<boolean>`lower(t.name) like '%' || lower(${q.replace(/[\\%_]/g, '\\$&')}) || '%'`
    : sql<boolean>`t.name_folded like ${likePiece(q)}`
}

function holds(ctx: Context, source: ListSource, condition: Condition): Holds {
  const field = source.fields.find(({ key }) => key === condition.field)
  const column = source.sql[condition.field]
  assert(field && column, 'a filter that was read names fields of its list')
  const { op } = condition
  switch (op) {
    case 'empty':
      return isEmpty(field, column)
    case 'not_empty':
      return not(isEmpty(field, column))
    case 'is':
      return isValue(ctx, field, column, condition.value)
    case 'is_not':
      return not(isValue(ctx, field, column, condition.value))
    case 'any_of':
      return isOneOf(ctx, field, column, textsOf(condition.value))
    case 'none_of':
      return not(isOneOf(ctx, field, column, textsOf(condition.value)))
    case 'contains':
      return contains(ctx, column, String(condition.value))
    case 'contains_not':
      return not(contains(ctx, column, String(condition.value)))
    case 'starts':
      return sql<boolean>`lower(${valueOf(column)}) like lower(${likeText(String(condition.value))}) || '%'`
    case 'greater':
      return sql<boolean>`${valueOf(column)} > ${Number(condition.value)}`
    case 'less':
      return sql<boolean>`${valueOf(column)} < ${Number(condition.value)}`
    case 'before':
      return within(ctx, field, column, null, dayOf(ctx, condition.value, -1))
    case 'after':
      return within(ctx, field, column, dayOf(ctx, condition.value, 1), null)
    case 'last_days':
      return within(ctx, field, column, dayOf(ctx, todayValue, -Number(condition.value)), today(ctx))
    case 'next_days':
      return within(ctx, field, column, today(ctx), dayOf(ctx, todayValue, Number(condition.value)))
  }
}

function valueOf(column: FieldSql): RawBuilder<unknown> {
  assert(column.value, 'this operator needs a value')
  return column.value
}

// What is not known does not hold; so its opposite does.
function not(condition: Holds): Holds {
  return sql<boolean>`(${condition}) is not true`
}

function isEmpty(field: Field, column: FieldSql): Holds {
  if (column.isEmpty) return column.isEmpty
  return field.type === 'text'
    ? sql<boolean>`coalesce(${valueOf(column)}, '') = ''`
    : sql<boolean>`${valueOf(column)} is null`
}

function isValue(ctx: Context, field: Field, column: FieldSql, value: Condition['value']): Holds {
  if (field.type === 'day' || field.type === 'instant') {
    const day = dayOf(ctx, value, 0)
    return within(ctx, field, column, day, day)
  }
  if (field.type === 'yes_no') return sql<boolean>`${valueOf(column)} = ${value === true}`
  if (field.type === 'number' || field.type === 'money') return sql<boolean>`${valueOf(column)} = ${Number(value)}`
  return isOneOf(ctx, field, column, [String(value)])
}

function isOneOf(ctx: Context, field: Field, column: FieldSql, values: readonly string[]): Holds {
  const meant = field.refersTo === 'members' ? values.map((value) => (value === me ? ctx.actor.id : value)) : values
  if (column.anyOf) return column.anyOf(ctx, meant)
  // A code was checked against its list, so it may stand in the text: then the planner sees what a partial index is for.
  const only = meant.length === 1 ? meant[0] : undefined
  if (field.type === 'choice' && only !== undefined) return sql<boolean>`${valueOf(column)} = ${sql.lit(only)}`
  if (only !== undefined) return sql<boolean>`${valueOf(column)} = ${only}`
  const type = field.refersTo ? sql`uuid[]` : sql`text[]`
  return sql<boolean>`${valueOf(column)} = any(${meant}::${type})`
}

function contains(ctx: Context, column: FieldSql, piece: string): Holds {
  if (column.contains) return column.contains(ctx, piece)
  return sql<boolean>`lower(${valueOf(column)}) like '%' || lower(${likeText(piece)}) || '%'`
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** From the first to the last day, both inclusive, in the workspace's zone; null is without end. */
function within(ctx: Context, field: Field, column: FieldSql, first: string | null, last: string | null): Holds {
  const { timeZone } = ctx.workspace
  const value = valueOf(column)
  const isInstant = field.type === 'instant'
  const bounds = [
    first !== null && (isInstant ? sql`${value} >= ${startOfDay(first, timeZone)}` : sql`${value} >= ${first}::date`),
    last !== null && (isInstant ? sql`${value} < ${startOfDay(last, timeZone, 1)}` : sql`${value} <= ${last}::date`),
  ]
  return sql<boolean>`${sql.join(
    bounds.filter((bound) => bound !== false),
    sql` and `,
  )}`
}

/** The day that a value names, so many days later. */
function dayOf(ctx: Context, value: Condition['value'], addDays: number): string {
  const day = value === todayValue ? today(ctx) : String(value)
  return Temporal.PlainDate.from(day).add({ days: addDays }).toString()
}

function textsOf(value: Condition['value']): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
