import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { RecordKind } from '../../../contract/search.ts'
import type { Context } from '../../kernel/context.ts'
import { likeText, wordQuery } from '../../kernel/fold.ts'
import type { Asked, AskedNumber } from './asked.ts'
import { isThere } from './candidates.ts'

/**
 * The ways to a record, each through one index and each bounded, so that a frequent piece costs no more than a rare one: an
 * index brings its rows one after the other, and enough of them are enough. The order among them is made afterwards.
 */
type Way = RawBuilder<unknown>

const bound = { beginning: 40, words: 100, pieces: 120, other: 50 }
// A trigram index knows no piece of fewer letters.
const shortestPiece = 3

type CustomerTable = 'companies' | 'people' | 'households'

/** Those whose names begin as typed, in the order of names: a common table expression that `waysToCustomers` reads. */
export function beginning(ctx: Context, table: CustomerTable, { text }: Asked): RawBuilder<unknown> {
  const folded = sql.ref(`${table}.name_folded`)
  return sql`${sql.table(`${table}_beginning`)} as materialized (
    select id, 1 as way from ${sql.table(table)}
    where ${isThere(ctx, table)} and ${folded} like ${`${likeText(text)}%`}
    order by ${folded} limit ${bound.beginning})`
}

/** Companies, people or households by their names and numbers. */
export function waysToCustomers(ctx: Context, table: CustomerTable, asked: Asked): Way[] {
  const { words, text, number } = asked
  const there = isThere(ctx, table)
  const folded = sql.ref(`${table}.name_folded`)
  const pieces = everyPiece(folded, words)
  const by = (rank: number, most: number, condition: RawBuilder<unknown>) => way(table, there, rank, most, condition)
  const ways = [
    sql`select id, way from ${sql.table(`${table}_beginning`)}`,
    sql`(select id, 0 as way from ${sql.table(table)} where ${there} and id in (select mine.id from mine)
      and ${pieces})`,
  ]
  // Whole names that begin so stand above all others: where there are enough of them nothing else is looked for.
  const isWanted = sql`(select count(*) from ${sql.table(`${table}_beginning`)}) < ${bound.beginning}`
  if (words.length === 1 && [...text].length > 1)
    ways.push(by(2, bound.words, sql`${folded} like ${`% ${likeText(text)}%`} and ${isWanted}`))
  if (words.some(isLong)) ways.push(by(3, bound.pieces, sql`${pieces} and ${isWanted}`))
  if (number) ways.push(...numbers(table, number).map((condition) => by(1, bound.other, condition)))
  return ways
}

/**
 * The same by pieces of their addresses. Asked for only when names gave too little: `com` stands in every address, and an
 * index of pieces collects all of them before it gives the first.
 */
export function waysByAddress(ctx: Context, table: CustomerTable, { lower }: Asked): Way[] {
  if (!isLong(lower) || /\s/.test(lower)) return []
  const there = isThere(ctx, table)
  return addresses[table].map((address) => way(table, there, 2, bound.other, address(lower)))
}

function isLong(word: string): boolean {
  return [...word].length >= shortestPiece
}

const piece = (text: string) => `%${likeText(text)}%`

const addresses = {
  companies: [
    (text: string) => sql`companies.domain like ${piece(text)}`,
    (text: string) => sql`companies.email like ${`${likeText(text)}%`}`,
    (text: string) => inMore('companies', text),
  ],
  people: [(text: string) => sql`people.email like ${piece(text)}`, (text: string) => inMore('people', text)],
  households: [
    (text: string) => sql`lower(households.street) like ${piece(text)}`,
    (text: string) => sql`households.email like ${`${likeText(text)}%`}`,
    (text: string) => inMore('households', text),
  ],
} satisfies Record<CustomerTable, readonly ((text: string) => RawBuilder<unknown>)[]>

function numbers(table: CustomerTable, { beginnings, digits }: AskedNumber): RawBuilder<unknown>[] {
  const e164 = sql.ref(`${table}.phone_e164`)
  const phone = sql.ref(`${table}.phone`)
  const reversed = [...digits].reverse().join('')
  return [
    ...beginnings.map((beginning) => sql`${e164} like ${`${beginning}%`}`),
    sql`reverse(translate(coalesce(${e164}, ${phone}), '+-()./ ', '')) like ${`${reversed}%`} and ${phone} is not null`,
    inMore(table, digits),
  ]
}

function inMore(table: CustomerTable, text: string): RawBuilder<unknown> {
  const [phones, emails] = [sql.ref(`${table}.more_phones`), sql.ref(`${table}.more_emails`)]
  return sql`(${phones}::text || ${emails}::text) like ${piece(text)} and (${phones} <> '[]' or ${emails} <> '[]')`
}

/** People by words of their own and words of their company: 'anna volvo'. */
export function waysToColleagues(ctx: Context, { words }: Asked): Way[] {
  if (words.length < 2) return []
  return words.slice(0, 3).map((employer, at) => {
    const others = everyPiece(
      sql.ref('people.name_folded'),
      words.filter((_, other) => other !== at),
    )
    return sql`(
      select people.id, 2 as way
      from (select companies.id from companies where ${isThere(ctx, 'companies')}
        and companies.name_folded like ${`${likeText(employer)}%`} order by companies.name_folded limit 20) employers
      join people on people.company_id = employers.id and ${isThere(ctx, 'people')} and ${others}
      limit ${bound.other})`
  })
}

/** Deals by the words of their names, and by the customers that were found. */
export function waysToDeals(ctx: Context, { words }: Asked): Way[] {
  const there = isThere(ctx, 'deals')
  const byWords = sql`deals.name_words @@ ${wordQuery(words)}::tsquery`
  const recent = sql`(select deals.id, 0 as way from deals where ${there} and deals.id in (select mine.id from mine))`
  const ofCustomers = (['company', 'person', 'household'] as const).map(
    (kind) => sql`(
      select latest.id, 3 as way from (select id from ${sql.table(`${kind}_ids`)} order by way limit 8) customers
      cross join lateral (select deals.id from deals where ${there} and ${sql.ref(`deals.${kind}_id`)} = customers.id
        order by deals.id desc limit 6) latest)`,
  )
  const isNameAsked = words.some((word) => [...word].length > 1)
  return [recent, ...ofCustomers, ...(isNameAsked ? [way('deals', there, 2, bound.pieces, byWords)] : [])]
}

/** Products: few enough to read them all. */
export function waysToProducts(ctx: Context, { words, lower }: Asked): Way[] {
  return [
    sql`(select products.id, 2 as way from products where products.workspace_id = ${ctx.workspace.id}
      and (${everyPiece(sql.ref('products.name_folded'), words)} or lower(products.code) like ${piece(lower)})
      limit ${bound.other})`,
  ]
}

/** Records by the notes that hang on them. */
export function waysByNotes(kind: Exclude<RecordKind, 'product'>): Way {
  return sql`(select ${sql.ref(`noted.${kind}_id`)}, 5 as way from noted where ${sql.ref(`noted.${kind}_id`)} is not null)`
}

/** The notes in which everything stands that was typed: at most fifty, with the text around the first place. */
export function notes(ctx: Context, { lower }: Asked): RawBuilder<unknown> {
  const words = lower.split(/\s+/).slice(0, 6)
  const first = words[0] ?? ''
  return sql`
    select id, company_id, person_id, household_id, deal_id,
      substring(plain from greatest(1, strpos(lower(plain), ${first}) - 40) for 160) as text
    from notes where workspace_id = ${ctx.workspace.id} and deleted_at is null
      and ${words.some(isLong) ? everyPiece(sql`lower(plain)`, words) : sql`false`}
    limit ${bound.other}`
}

// Materialised, so that the planner reads the index for all rows and not the table in the hope of the first few.
function way(
  table: string,
  there: RawBuilder<unknown>,
  rank: number,
  most: number,
  condition: RawBuilder<unknown>,
): Way {
  return sql`(
    with found as materialized (select ${sql.ref(`${table}.id`)} from ${sql.table(table)} where ${condition} and ${there})
    select id, ${sql.lit(rank)} as way from found limit ${most})`
}

function everyPiece(text: RawBuilder<unknown>, words: readonly string[]): RawBuilder<SqlBool> {
  return sql`(${sql.join(
    words.map((word) => sql`${text} like ${piece(word)}`),
    sql` and `,
  )})`
}
