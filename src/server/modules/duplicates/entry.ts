import { sql } from 'kysely'
import type * as contract from '../../../contract/duplicates.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fold, likeText } from '../../kernel/fold.ts'
import { seen } from '../../kernel/seen.ts'
import { countryOfZone, readPhone } from '../people/index.ts'
import { findAlike } from './alike-rows.ts'
import { hints, tables } from './described.ts'

type Query = QueryOf<typeof contract.findAlike>
type Found = Omit<contract.Likeness, 'score' | 'reasons'>

const most = 5
// Who types has said little yet: one thing in common is worth a hint.
const worthAHint = 0.15
// That a name begins so is a hint while it is typed, no more.
const begun = { score: 0.5, reasons: ['name_begins'] } satisfies Pick<contract.Likeness, 'score' | 'reasons'>

/** Who is known already by what is being typed; the likeliest first, each customer once. */
export async function findAlikeTyped(ctx: Context, query: Query): Promise<OutputOf<typeof contract.findAlike>> {
  const { kind, name, email, phone } = query
  const e164 = phone === undefined ? null : readPhone(phone, countryOfZone(ctx.workspace.timeZone)).e164
  const [alike = []] = await findAlike(
    ctx,
    kind,
    [{ ...query, name: name ?? '', emails: email === undefined ? [] : [email], phones: e164 === null ? [] : [e164] }],
    worthAHint,
  )
  const sure = alike.flatMap(({ id, score, reasons }) => (id === null ? [] : [{ id, score, reasons: [...reasons] }]))
  const known = await named(
    ctx,
    kind,
    sure.map(({ id }) => id),
  )
  const begins = name === undefined ? [] : await beginning(ctx, kind, fold(name))
  const likely = sure.flatMap(({ id, score, reasons }) => {
    const row = known.get(id)
    return row ? [{ ...row, score, reasons }] : []
  })
  const more = begins.filter(({ id }) => !known.has(id)).map((row) => ({ ...row, ...begun }))
  return { items: [...likely, ...more].slice(0, most) }
}

async function named(ctx: Context, kind: Query['kind'], ids: readonly string[]): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<Found, 'kind'>>`
    select t.id, t.name, ${hints[kind]} as hint from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[]) limit ${ids.length}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, { kind, ...row }]))
}

async function beginning(ctx: Context, kind: Query['kind'], folded: string): Promise<Found[]> {
  // Two letters begin half of all names.
  if (folded.length < 3) return []
  const { rows } = await sql<Omit<Found, 'kind'>>`
    select t.id, t.name, ${hints[kind]} as hint from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and t.archived_at is null and t.name_folded like ${`${likeText(folded)}%`}
      and ${seen(ctx.actor, sql.ref('t.owner_id'))}
    order by t.id desc limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({ kind, ...row }))
}
