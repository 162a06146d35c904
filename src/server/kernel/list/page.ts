import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import { day } from '../../../contract/primitives.ts'
import type { Context } from '../context.ts'
import { Failure } from '../fail.ts'
import { cursorText, decodeCursor } from '../page.ts'
import { parseFilter, passes } from './conditions.ts'
import { collated, type ListSource, type SortSql } from './source.ts'

/** What a list is asked for beside its own parameters. */
export interface ListQuery {
  /** JSON of a filter. */
  readonly filter?: string | undefined
  /** A field's key, after a minus for descending. */
  readonly sort?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
  /** Only these rows. */
  readonly ids?: readonly string[]
}

/** What a row carries beside its columns: the cursor goes on behind it. */
export interface Placed {
  readonly id: string
  readonly sort_key: string | null
}

// How it was sorted, the key of the last row as text, its id.
const sortCursor = z.tuple([cursorText, z.nullable(cursorText), z.uuid()])

/** The cursor after a row, for `pageOf`. */
export function cursorAfter(source: ListSource, query: ListQuery): (row: Placed) => readonly unknown[] {
  const sort = query.sort ?? source.usualSort ?? ''
  return (row) => [sort, row.sort_key, row.id]
}

/**
 * The ids of one page, `limit + 1` of them, in order: a relation of `id`, `sort_key` and `place`. Rows without a value come
 * last, whichever way it is sorted. Only ids are read here, so that names and sums are looked up for the page alone.
 * @param where what the list's own parameters ask of the row `t`
 */
export function pageOfIds(
  ctx: Context,
  source: ListSource,
  query: ListQuery,
  where: RawBuilder<boolean> = sql`true`,
): RawBuilder<Placed & { place: number }> {
  const filter = parseFilter(source.fields, query.filter)
  const conditions = sql<boolean>`${source.where(ctx)} and ${where} ${filter ? sql`and ${passes(ctx, source, filter)}` : sql``} ${query.ids ? sql`and t.id = any(${query.ids}::uuid[])` : sql``}`
  const order = orderOf(source, query.sort)
  const after = cursorOf(query, source)
  const limit = query.limit + 1
  if (order === null) return byId(ctx, source, conditions, after?.[2] ?? null, limit)
  return bySort(ctx, source, order, conditions, after, limit)
}

interface Order {
  readonly sort: SortSql
  readonly isDescending: boolean
}

/** How to sort; null for the newest first. */
function orderOf(source: ListSource, wanted: string | undefined): Order | null {
  const text = wanted ?? source.usualSort
  if (text === undefined) return null
  const key = text.replace(/^-/, '')
  const field = source.fields.find((each) => each.key === key && each.isSortable)
  const sort = source.sql[key]?.sort
  if (!field || !sort) throw new Failure('unreadable', { part: 'query' }, [{ field: 'sort', code: 'choice' }])
  return { sort, isDescending: text.startsWith('-') }
}

type Cursor = z.infer<typeof sortCursor>

/** A cursor of a list that was sorted otherwise names no place in this one. */
function cursorOf(query: ListQuery, source: ListSource): Cursor | null {
  const cursor = decodeCursor(query.after, sortCursor)
  if (cursor !== null && cursor[0] !== (query.sort ?? source.usualSort ?? ''))
    throw new Failure('unreadable', { part: 'cursor' })
  return cursor
}

function byId(ctx: Context, source: ListSource, where: RawBuilder<boolean>, after: string | null, limit: number) {
  return sql<Placed & { place: number }>`(
    select i.id, null::text as sort_key, row_number() over (order by i.id desc) as place from (
      select t.id from ${source.from(ctx)} t
      where ${where} ${after === null ? sql`` : sql`and t.id < ${after}::uuid`}
      order by t.id desc limit ${limit}) i)`
}

function bySort(
  ctx: Context,
  source: ListSource,
  { sort, isDescending }: Order,
  where: RawBuilder<boolean>,
  after: Cursor | null,
  limit: number,
) {
  const key = sort.type === 'text' ? collated(ctx, sort.key) : sort.key
  const [direction, beyond] = isDescending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const from = sql`${source.from(ctx)} t ${sort.join ?? sql``}`
  const isAmongMissing = after !== null && after[1] === null
  if (isAmongMissing && !sort.isNullable) throw new Failure('unreadable', { part: 'cursor' })
  const past =
    after === null || after[1] === null
      ? sql``
      : sql`and (${key}, t.id) ${beyond} (${boundOf(sort, after[1])}, ${after[2]}::uuid)`
  const present = sql`
    select t.id, ${key} as key, 0 as part from ${from}
    where ${where} and ${sort.key} is not null ${past} order by ${key} ${direction}, t.id ${direction} limit ${limit}`
  // The rows without a value follow when those with one are all told, and are not looked for before.
  const missing = sql`
    select t.id, null::${sql.raw(sort.type)} as key, 1 as part from ${from}
    where ${where} and ${sort.key} is null
      and ${isAmongMissing ? sql`t.id ${beyond} ${after[2]}::uuid` : sql`(select count(*) from present) < ${limit}`}
    order by t.id ${direction} limit ${limit}`
  const parts = isAmongMissing
    ? sql`with found as (${missing})`
    : sort.isNullable
      ? sql`with present as materialized (${present}), missing as (${missing}),
          found as (select * from present union all select * from missing)`
      : sql`with found as (${present})`
  return sql<Placed & { place: number }>`(
    ${parts} select f.id, f.key::text as sort_key,
      row_number() over (order by f.part, f.key ${direction}, f.id ${direction}) as place
    from found f order by place limit ${limit})`
}

/** The key of a cursor, read back as the type it was. A made-up one that the database could not read is no cursor. */
function boundOf(sort: SortSql, key: string): RawBuilder<unknown> {
  if (!isReadable(sort.type, key)) throw new Failure('unreadable', { part: 'cursor' })
  return sort.type === 'text' ? sql`${key}` : sql`${key}::${sql.raw(sort.type)}`
}

const timeOfDay = /^ (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/

function isReadable(type: SortSql['type'], key: string): boolean {
  switch (type) {
    case 'text':
      return true
    case 'bigint':
      return /^-?\d{1,18}$/.test(key)
    case 'integer':
      return /^-?\d{1,9}$/.test(key)
    case 'numeric':
      return /^-?\d{1,16}(?:\.\d{1,30})?$/.test(key)
    case 'date':
      return z.safeParse(day, key).success
    case 'timestamptz':
      return z.safeParse(day, key.slice(0, 10)).success && timeOfDay.test(key.slice(10))
  }
}
