import { type RawBuilder, sql } from 'kysely'
import type { AlikeReason } from '../../../contract/duplicates.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { type DescribedRow, describe, describedColumns, tables } from './described.ts'
import { keysOf } from './likeness/keys.ts'
import { likeness } from './likeness/score.ts'
import { type AlikeKind, type Described, type Traits, traitsOf } from './likeness/traits.ts'
import { possible } from './likeness/weights.ts'

/** One that may be the same as a row that comes in: a row of the base by its id, or an earlier one of the same batch by its place. */
export interface Alike {
  readonly id: string | null
  /** Place in the batch, from 0. */
  readonly earlier: number | null
  readonly score: number
  readonly reasons: readonly AlikeReason[]
}

// Of a key that more rows share, nothing is learned that another key does not say better.
const mostPerKey = 20

interface Asked {
  readonly traits: Traits
  readonly keys: readonly number[]
}

/**
 * Who of the base, and which earlier row of the batch, may be the same as each row: for each in its place, the likeliest
 * first, from the score `least`. One query for all rows, by indexed columns alone; what was written a moment ago is found by its
 * mail address, number or site, all else once the scan has come by. Archived rows and what the actor does not see are left out.
 */
export async function findAlike(
  ctx: Context,
  kind: AlikeKind,
  rows: readonly Described[],
  least: number = possible,
): Promise<Alike[][]> {
  const asked = rows.map((row): Asked => {
    const traits = traitsOf(kind, row)
    return { traits, keys: keysOf(kind, traits) }
  })
  const found = amongEarlier(kind, asked, least)
  for (const row of await askBase(ctx, kind, rows, asked)) {
    const traits = asked[row.n]?.traits
    if (!traits) continue
    const { score, reasons } = likeness(kind, traits, traitsOf(kind, describe(row)))
    if (score >= least) found[row.n]?.push({ id: row.id, earlier: null, score, reasons })
  }
  for (const alike of found) alike.sort((one, other) => other.score - one.score)
  return found
}

function amongEarlier(kind: AlikeKind, asked: readonly Asked[], least: number): Alike[][] {
  const byKey = new Map<number, number[]>()
  return asked.map(({ traits, keys }, place) => {
    const earlier = new Set<number>()
    for (const key of keys) {
      const sharing = byKey.get(key)
      if (!sharing) byKey.set(key, [place])
      else {
        for (const other of sharing.slice(0, mostPerKey)) earlier.add(other)
        sharing.push(place)
      }
    }
    earlier.delete(place)
    return [...earlier].flatMap((other): Alike[] => {
      const before = asked[other]
      if (!before) return []
      const { score, reasons } = likeness(kind, traits, before.traits)
      return score >= least ? [{ id: null, earlier: other, score, reasons }] : []
    })
  })
}

/** The rows of the base that share something with a row of the batch; `n` is its place. */
async function askBase(
  ctx: Context,
  kind: AlikeKind,
  rows: readonly Described[],
  asked: readonly Asked[],
): Promise<(DescribedRow & { n: number })[]> {
  const keys = flat(asked.map((one) => one.keys))
  const mails = flat(rows.map(({ emails = [] }) => emails.map((mail) => mail.toLowerCase())))
  const phones = flat(rows.map((row) => row.phones ?? []))
  const sites =
    kind === 'company' ? flat(asked.map(({ traits }) => traits.domains.flatMap((each) => [each, `www.${each}`]))) : none
  const { rows: found } = await sql<DescribedRow & { n: number }>`
    with found (n, id) as (
      select a.n, k.row_id from ${list(keys, 'bigint')} cross join lateral (
        select row_id from likeness_keys where workspace_id = ${ctx.workspace.id} and key = a.value limit ${mostPerKey}) k
      union ${byColumn(ctx, kind, mails, 'email')}
      union ${byColumn(ctx, kind, phones, 'phone_e164')}
      ${kind === 'company' ? sql`union ${byColumn(ctx, kind, sites, 'domain')}` : sql``})
    select found.n, ${describedColumns(kind)}
    from found join ${sql.table(tables[kind])} t on t.workspace_id = ${ctx.workspace.id} and t.id = found.id
    where t.archived_at is null and ${seen(ctx.actor, sql.ref('t.owner_id'))}
    limit ${asked.length * mostPerKey + mostPerKey}`.execute(ctx.tx)
  return found
}

/** Values with the place of the row that each is of. */
interface Flat<Value> {
  readonly values: readonly Value[]
  readonly places: readonly number[]
}

const none: Flat<string> = { values: [], places: [] }

function flat<Value>(lists: readonly (readonly Value[])[]): Flat<Value> {
  return { values: lists.flat(), places: lists.flatMap((list, place) => list.map(() => place)) }
}

function list<Value>({ values, places }: Flat<Value>, type: 'bigint' | 'text'): RawBuilder<unknown> {
  // As text: the driver quotes the numbers of an array one by one, which takes longer than to find them.
  const numbers = type === 'bigint' ? `{${values.join(',')}}` : values
  return sql`unnest(${numbers}::${sql.raw(type)}[], ${`{${places.join(',')}}`}::integer[]) as a (value, n)`
}

function byColumn(ctx: Context, kind: AlikeKind, asked: Flat<string>, column: string): RawBuilder<unknown> {
  return sql`select a.n, k.id from ${list(asked, 'text')} cross join lateral (
    select id from ${sql.table(tables[kind])} where workspace_id = ${ctx.workspace.id} and ${sql.ref(column)} = a.value
    limit ${mostPerKey}) k`
}
