import { type RawBuilder, sql } from 'kysely'
import { type CustomField, listFieldOf } from '../../../contract/custom-fields.ts'
import { type CustomKind, listKeyOf } from '../../../contract/custom-values.ts'
import type { Context } from '../../kernel/context.ts'
import { likeText } from '../../kernel/fold.ts'
import { type FieldSql, type ListSource, ownerSql, type SortSql } from '../../kernel/list/source.ts'
import { everyCustomFieldOf } from './definitions.ts'

/** A kind of rows with the fields that the workspace has made for it; the same one where it has made none. */
export async function withOwnFields(ctx: Context, source: ListSource): Promise<ListSource> {
  const own = await everyCustomFieldOf(ctx, source.kind)
  if (own.length === 0) return source
  return {
    ...source,
    fields: [...source.fields, ...own.map(listFieldOf)],
    sql: { ...source.sql, ...Object.fromEntries(own.map((field) => [listKeyOf(field), sqlOf(field)])) },
  }
}

function sqlOf(field: CustomField): FieldSql {
  const { key, kind } = field
  // Keys are letters, digits and underscores: they may stand in the text.
  const text = sql`(t.custom ->> ${sql.lit(key)})`
  switch (kind) {
    case 'text':
    case 'link':
    case 'long_text':
      return { ...sorted(text, 'text'), anyOf: equal(key), contains: piece(text) }
    case 'number':
      return sorted(sql`${text}::numeric`, 'numeric')
    case 'money':
      return sorted(sql`(t.custom -> ${sql.lit(key)} ->> 'minor')::bigint`, 'bigint')
    case 'date':
      return sorted(sql`${text}::date`, 'date')
    case 'yes_no':
      return { value: sql`${text}::boolean` }
    case 'choice':
      return { ...choice(field, text), anyOf: equal(key) }
    case 'multi_choice':
      return { anyOf: equal(key, (value) => [value]), isEmpty: sql<boolean>`${text} is null` }
    case 'person':
      return person(key, sql`${text}::uuid`)
  }
}

function sorted(value: RawBuilder<unknown>, type: SortSql['type']): FieldSql {
  return { value, sort: { key: value, type, isNullable: true } }
}

/** Options stand in the order they were put in, which is not that of their keys. */
function choice({ options }: CustomField, text: RawBuilder<unknown>): FieldSql {
  // An object is looked up by halving; an array of two hundred options would be read through for every row.
  const places = JSON.stringify(Object.fromEntries(options.map(({ key }, at) => [key, at])))
  const order = sql`(${places}::jsonb ->> ${text})::integer`
  return { value: text, sort: { key: order, type: 'integer', isNullable: true } }
}

/** Called and grouped by name, as the owner is. */
function person(key: string, id: RawBuilder<unknown>): FieldSql {
  return {
    ...ownerSql,
    value: id,
    anyOf: equal(key),
    sort: {
      key: sql.ref('own.name'),
      type: 'text',
      isNullable: true,
      join: sql`left join members own on own.workspace_id = t.workspace_id and own.id = ${id}`,
    },
  }
}

// Both indexes hold the rows with values alone, which a condition must say to be answered by one.
const hasOwn = sql`t.custom <> '{}'`

/** Whether the field holds one of these values. */
function equal(key: string, as: (value: string) => unknown = (value) => value): FieldSql['anyOf'] {
  return (_ctx, values) => {
    const each = values.map((value) => sql`t.custom @> ${JSON.stringify({ [key]: as(value) })}::jsonb`)
    return sql<boolean>`(${hasOwn} and (${sql.join(each, sql` or `)}))`
  }
}

/** Whether a text has this piece, whatever the case: found in all values of the row at once, then looked at in its own. */
function piece(text: RawBuilder<unknown>): FieldSql['contains'] {
  return (_ctx, typed) => {
    const within = (written: string) => sql`'%' || lower(${likeText(written)}) || '%'`
    const asJson = JSON.stringify(typed).slice(1, -1)
    return sql<boolean>`(${hasOwn} and lower(t.custom::text) like ${within(asJson)} and lower(${text}) like ${within(typed)})`
  }
}

/** The kinds whose texts a search looks through. */
export const searchedKinds: readonly CustomKind[] = ['text', 'long_text', 'link']
