import { type RawBuilder, sql } from 'kysely'
import type { CustomField } from '../../../contract/custom-fields.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { RecordKind } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { likeText } from '../../kernel/fold.ts'
import { customFieldsOf, searchedKinds } from '../fields/index.ts'
import type { Asked } from './asked.ts'
import { isThere } from './candidates.ts'

const lists: Readonly<Record<RecordKind, ListKind>> = {
  company: 'companies',
  person: 'people',
  household: 'households',
  deal: 'deals',
  product: 'products',
}

/** The texts and links among the workspace's own fields, by the kind of record that has them. */
export type OwnFields = ReadonlyMap<RecordKind, readonly CustomField[]>

export async function ownFields(ctx: Context, kinds: readonly RecordKind[]): Promise<OwnFields> {
  const all = await Promise.all(
    kinds.map(async (kind) => {
      const fields = await customFieldsOf(ctx, lists[kind])
      return [kind, fields.filter((field) => searchedKinds.includes(field.kind))] as const
    }),
  )
  return new Map(all.filter(([, fields]) => fields.length > 0))
}

const bound = 50
// Of a long text, what stands around the first place.
const [before, shown] = [40, 160]

/** The records in one of whose own fields everything stands that was typed: kind, id, the field's key, its text. Null where there are no such fields. */
export function inOwnFields(ctx: Context, fields: OwnFields, { lower }: Asked): RawBuilder<unknown> | null {
  const words = lower.split(/\s+/).slice(0, 6)
  if (fields.size === 0 || !words.some((word) => [...word].length > 2)) return null
  const parts = [...fields].map(([kind, own]) => inTable(ctx, kind, own, words))
  return sql.join(parts, sql` union all `)
}

function inTable(ctx: Context, kind: RecordKind, own: readonly CustomField[], words: readonly string[]) {
  const table = lists[kind]
  const custom = sql.ref(`${table}.custom`)
  const there = kind === 'product' ? sql`products.workspace_id = ${ctx.workspace.id}` : sql`${isThere(ctx, table)}`
  const has = (text: RawBuilder<unknown>, written: (word: string) => string) =>
    sql.join(
      words.map((word) => sql`lower(${text}) like ${`%${likeText(written(word))}%`}`),
      sql` and `,
    )
  const first = words[0] ?? ''
  // Every value of the row at once, as the index has them; then the one field in which all of it stands.
  return sql`(
    with found as materialized (
      select ${sql.ref(`${table}.id`)} as id, ${custom} as custom from ${sql.table(table)}
      where ${custom} <> '{}' and ${has(sql`${custom}::text`, asJson)} and ${there})
    select ${sql.lit(kind)} as kind, found.id, own.key,
      substring(own.value from greatest(1, strpos(lower(own.value), ${first}) - ${sql.lit(before)}) for ${sql.lit(shown)}) as text
    from found cross join lateral (
      select v.key, v.value from jsonb_each_text(found.custom) v
      where v.key = any(${own.map(({ key }) => key)}::text[]) and ${has(sql`v.value`, (word) => word)} limit 1) own
    limit ${bound})`
}

/** A word as it stands within JSON. */
function asJson(word: string): string {
  return JSON.stringify(word).slice(1, -1)
}
