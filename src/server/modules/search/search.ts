import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type Found, type RecordKind, recordKinds, type search as contract } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'
import { countryOfZone } from '../people/index.ts'
import { type Asked, readAsked } from './asked.ts'
import { mine, rowsOf } from './candidates.ts'
import { best, type Candidate } from './rank.ts'
import { speltAlike } from './spelt-alike.ts'
import {
  beginning,
  notes,
  waysByAddress,
  waysByNotes,
  waysToColleagues,
  waysToCustomers,
  waysToDeals,
  waysToProducts,
} from './ways.ts'

// Of each kind as many candidates are ranked: more than any screen shows, few enough to bring in a millisecond.
const ranked = 60

/**
 * What fits best to what was typed: one statement by names and numbers; a second one by addresses and notes if that is not
 * enough; if nothing fits, what is spelt alike.
 */
export async function search(
  ctx: Context,
  query: QueryOf<typeof contract>,
): Promise<{ items: Found[]; approximate: boolean }> {
  const asked = readAsked(query.q, countryOfZone(ctx.workspace.timeZone))
  const kinds = wanted(ctx, query.kinds)
  if (asked.words.length === 0 || kinds.length === 0) return { items: [], approximate: false }
  const named = await byNames(ctx, asked, kinds)
  const items = best(named, asked, query.limit)
  if (items.length === query.limit) return { items, approximate: false }
  const all = best([...named, ...(await byAddressesAndNotes(ctx, asked, kinds))], asked, query.limit)
  if (all.length > 0) return { items: all, approximate: false }
  const alike = await speltAlike(ctx, asked, kinds, query.limit)
  return { items: alike, approximate: alike.length > 0 }
}

function wanted(ctx: Context, named: string | undefined): RecordKind[] {
  const names = named?.split(',')
  return recordKinds.filter(
    (kind) => (!names || names.includes(kind)) && (kind !== 'deal' || has(ctx.actor, 'deals.read')),
  )
}

async function byNames(ctx: Context, asked: Asked, kinds: readonly RecordKind[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with mine as materialized (${mine(ctx)}),
      ${beginning(ctx, 'companies', asked)}, ${beginning(ctx, 'people', asked)}, ${beginning(ctx, 'households', asked)},
      ${idsOf('company', waysToCustomers(ctx, 'companies', asked))},
      ${idsOf('person', [...waysToCustomers(ctx, 'people', asked), ...waysToColleagues(ctx, asked)])},
      ${idsOf('household', waysToCustomers(ctx, 'households', asked))},
      ${idsOf('deal', waysToDeals(ctx, asked))},
      ${idsOf('product', waysToProducts(ctx, asked))},
      ${rowsOf(ctx, found, kinds)}
    select * from rows`.execute(ctx.tx)
  return rows
}

async function byAddressesAndNotes(ctx: Context, asked: Asked, kinds: readonly RecordKind[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate & { note: string | null }>`
    with mine as materialized (${mine(ctx)}), noted as materialized (${notes(ctx, asked)}),
      ${idsOf('company', [...waysByAddress(ctx, 'companies', asked), waysByNotes('company')])},
      ${idsOf('person', [...waysByAddress(ctx, 'people', asked), waysByNotes('person')])},
      ${idsOf('household', [...waysByAddress(ctx, 'households', asked), waysByNotes('household')])},
      ${idsOf('deal', [waysByNotes('deal')])},
      ${rowsOf(
        ctx,
        found,
        kinds.filter((kind) => kind !== 'product'),
      )}
    select rows.*, (select noted.text from noted
      where rows.id in (noted.company_id, noted.person_id, noted.household_id, noted.deal_id) limit 1) as note
    from rows`.execute(ctx.tx)
  return rows.map(({ note, ...row }) => (note === null ? row : { ...row, texts: { ...row.texts, note } }))
}

const found = (kind: RecordKind) => sql`select id from ${sql.table(`${kind}_ids`)}`

function idsOf(kind: RecordKind, ways: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`${sql.table(`${kind}_ids`)} as materialized (
    select id, min(way) as way from (${sql.join(ways, sql` union all `)}) ways (id, way)
    group by id order by 2 limit ${ranked})`
}
