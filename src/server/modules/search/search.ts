import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type Found, type RecordKind, recordKinds, type search as contract } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'
import { countryOfZone } from '../people/index.ts'
import { type Asked, readAsked } from './asked.ts'
import { mine, rowsOf } from './candidates.ts'
import { inOwnFields, type OwnFields, ownFields } from './own-fields.ts'
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
 * What fits best to what was typed: one statement by names and numbers; a second one by addresses, notes and own fields
 * if that is not enough; if nothing fits, what is spelt alike.
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
  const others = await byAddressesAndNotes(ctx, asked, kinds, await ownFields(ctx, kinds))
  const all = best([...named, ...others], asked, query.limit)
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

async function byAddressesAndNotes(
  ctx: Context,
  asked: Asked,
  kinds: readonly RecordKind[],
  fields: OwnFields,
): Promise<Candidate[]> {
  const own = inOwnFields(ctx, fields, asked)
  const byOwn = (kind: RecordKind) =>
    own && fields.has(kind) ? [sql`(select own.id, 4 as way from own where own.kind = ${sql.lit(kind)})`] : []
  const { rows } = await sql<Candidate & { note: string | null; own: OwnText | null }>`
    with mine as materialized (${mine(ctx)}), noted as materialized (${notes(ctx, asked)}),
      ${own ? sql`own as materialized (${own}),` : sql``}
      ${idsOf('company', [...waysByAddress(ctx, 'companies', asked), waysByNotes('company'), ...byOwn('company')])},
      ${idsOf('person', [...waysByAddress(ctx, 'people', asked), waysByNotes('person'), ...byOwn('person')])},
      ${idsOf('household', [...waysByAddress(ctx, 'households', asked), waysByNotes('household'), ...byOwn('household')])},
      ${idsOf('deal', [waysByNotes('deal'), ...byOwn('deal')])},
      ${own && fields.has('product') ? sql`${idsOf('product', byOwn('product'))},` : sql``}
      ${rowsOf(
        ctx,
        found,
        kinds.filter((kind) => kind !== 'product' || (own && fields.has(kind))),
      )}
    select rows.*, (select noted.text from noted
      where rows.id in (noted.company_id, noted.person_id, noted.household_id, noted.deal_id) limit 1) as note,
      ${own ? sql`(select json_build_object('key', own.key, 'text', own.text) from own where own.id = rows.id)` : sql`null`} as own
    from rows`.execute(ctx.tx)
  return rows.map(({ note, own: text, ...row }) => ({
    ...row,
    texts: { ...row.texts, ...(note === null ? {} : { note }), ...(text === null ? {} : { custom: text.text }) },
    ownName: fields.get(row.kind)?.find(({ key }) => key === text?.key)?.name,
  }))
}

interface OwnText {
  readonly key: string
  readonly text: string
}

const found = (kind: RecordKind) => sql`select id from ${sql.table(`${kind}_ids`)}`

function idsOf(kind: RecordKind, ways: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`${sql.table(`${kind}_ids`)} as materialized (
    select id, min(way) as way from (${sql.join(ways, sql` union all `)}) ways (id, way)
    group by id order by 2 limit ${ranked})`
}
