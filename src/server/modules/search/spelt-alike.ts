import { sql } from 'kysely'
import type { Found, RecordKind } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import type { Asked } from './asked.ts'
import { isThere, mine, rowsOf } from './candidates.ts'
import { type Candidate, shown } from './rank.ts'

// Shares of the trigrams of what was typed that a stretch of the name has too. A letter left out leaves more than half, two
// letters swapped a third; the lower share is asked only when the higher finds nothing, because it finds many.
const likenesses = [0.5, 0.34]
const fewestLetters = 4
// As they come: of more that are so alike nobody could tell the right one.
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
  for (const likeness of likenesses) {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(ctx.tx)
    const rows = await alike(ctx, text, among, limit)
    if (rows.length > 0) return rows.map((row) => shown(row, { field: 'name', text: row.name, pieces: [] }))
  }
  return []
}

async function alike(
  ctx: Context,
  text: string,
  among: readonly (keyof typeof tables)[],
  limit: number,
): Promise<Candidate[]> {
  const ids = among.map((kind) => {
    const folded = sql.ref(`${tables[kind]}.name_folded`)
    return sql`${sql.table(`${kind}_found`)} as materialized (
        select ${sql.ref(`${tables[kind]}.id`)}, word_similarity(${text}, ${folded}) as likeness
        from ${sql.table(tables[kind])} where ${text}::text <% ${folded} and ${isThere(ctx, tables[kind])}),
      ${sql.table(`${kind}_ids`)} as materialized (
        select id, likeness from (select id, likeness from ${sql.table(`${kind}_found`)} limit ${compared}) alike
        order by likeness desc limit ${limit})`
  })
  const all = among.map((kind) => sql`select id, likeness from ${sql.table(`${kind}_ids`)}`)
  const { rows } = await sql<Candidate>`
    with mine as materialized (${mine(ctx)}), ${sql.join(ids)},
      ids as (${sql.join(all, sql` union all `)}),
      ${rowsOf(ctx, (kind) => sql`select id from ${sql.table(`${kind}_ids`)}`, among)}
    select rows.* from rows join ids using (id) order by ids.likeness desc, rows.recent, length(rows.name), rows.id
    limit ${limit}`.execute(ctx.tx)
  return rows
}
