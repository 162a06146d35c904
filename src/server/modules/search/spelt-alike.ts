import { sql } from 'kysely'
import type { Found, RecordKind } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import type { Asked } from './asked.ts'
import { isThere, mine, rowsOf } from './candidates.ts'
import { type Candidate, shown } from './rank.ts'

// Share of the trigrams of what was typed that a stretch of the name has too: two letters swapped in a long name leave 0.45.
const likeness = 0.4
const fewestLetters = 4
const compared = 300

const tables = { company: 'companies', person: 'people', household: 'households' } as const

/** Customers whose names are spelt nearly like that, the nearest first; the caller is in a transaction. */
export async function speltAlike(
  ctx: Context,
  { text }: Asked,
  kinds: readonly RecordKind[],
  limit: number,
): Promise<Found[]> {
  const among = kinds.filter((kind): kind is keyof typeof tables => kind in tables)
  if ([...text].length < fewestLetters || among.length === 0 || /\d{4}/.test(text)) return []
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(ctx.tx)
  const alike = among.map((kind) => {
    const folded = sql.ref(`${tables[kind]}.name_folded`)
    return sql`${sql.table(`${kind}_found`)} as materialized (
        select ${sql.ref(`${tables[kind]}.id`)}, word_similarity(${text}, ${folded}) as likeness
        from ${sql.table(tables[kind])} where ${text}::text <% ${folded} and ${isThere(ctx, tables[kind])}),
      ${sql.table(`${kind}_ids`)} as materialized (
        select id, likeness from (select id, likeness from ${sql.table(`${kind}_found`)} limit ${compared}) alike
        order by likeness desc limit ${limit})`
  })
  const ids = among.map((kind) => sql`select id, likeness from ${sql.table(`${kind}_ids`)}`)
  const { rows } = await sql<Candidate>`
    with mine as materialized (${mine(ctx)}), ${sql.join(alike)},
      ids as (${sql.join(ids, sql` union all `)}),
      ${rowsOf(ctx, (kind) => sql`select id from ${sql.table(`${kind}_ids`)}`, among)}
    select rows.* from rows join ids using (id) order by ids.likeness desc, rows.recent, length(rows.name), rows.id
    limit ${limit}`.execute(ctx.tx)
  return rows.map((row) => shown(row, { field: 'name', text: row.name, pieces: [] }))
}
