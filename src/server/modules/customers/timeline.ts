import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/customers.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, type Page, pageOf } from '../../kernel/page.ts'
import { factsOf, showFact } from '../deals/index.ts'
import { fileColumns, type FileRow, noteRows, type NoteRow, showFile, showNote } from '../notes/index.ts'
import { dealIds, requireSeen, type Whose } from './whose.ts'

type Query = QueryOf<typeof contract.listCompanyTimeline>

const cursor = z.tuple([instant, z.uuid()])
type After = readonly [string, string] | null

/** A thing that happened, with what it is sorted by. */
interface Placed {
  readonly at: Date
  readonly id: string
  readonly shown: contract.Happening
}

/** Everything about a customer, newest first: a page of each kind, merged and cut. */
export async function listTimeline(ctx: Context, whose: Whose, query: Query): Promise<Page<contract.Happening>> {
  await requireSeen(ctx, whose)
  const after = decodeCursor(query.after, cursor)
  const kinds = query.kinds?.split(',') ?? ['fact', 'note', 'file']
  const most = query.limit + 1
  const placed = [
    ...(kinds.includes('fact') ? await facts(ctx, whose, query, after, most) : []),
    ...(kinds.includes('note') ? await notes(ctx, whose, query, after, most) : []),
    ...(kinds.includes('file') ? await files(ctx, whose, query, after, most) : []),
  ].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id > b.id ? -1 : 1))
  return pageOf(
    placed.slice(0, most),
    query.limit,
    ({ at, id }) => [at.toISOString(), id],
    ({ shown }) => shown,
  )
}

interface DealName {
  readonly id: string
  readonly name: string
  readonly process_id: string
  readonly version_id: string
}

async function facts(ctx: Context, whose: Whose, query: Query, after: After, most: number): Promise<Placed[]> {
  const which = sql<boolean>`f.deal_id = any(${dealIds(ctx, whose)}) and ${only(query.deal, 'f.deal_id')}`
  const rows = await factsOf(ctx, which, after, most)
  const deals = await dealsNamed(ctx, [...new Set(rows.map(({ deal_id }) => deal_id))])
  return rows.flatMap((row): Placed[] => {
    const deal = deals.get(row.deal_id)
    if (!deal) return []
    const at = row.occurred_at.toISOString()
    const place = { deal: { id: deal.id, name: deal.name }, processId: deal.process_id, versionId: deal.version_id }
    return [{ at: row.occurred_at, id: row.id, shown: { kind: 'fact', at, ...place, fact: showFact(row) } }]
  })
}

async function dealsNamed(ctx: Context, ids: readonly string[]): Promise<Map<string, DealName>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DealName>`
    select d.id, d.name, d.process_id, d.version_id from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

async function notes(ctx: Context, whose: Whose, query: Query, after: After, most: number): Promise<Placed[]> {
  const where = sql<boolean>`n.deleted_at is null and ${theirs(ctx, whose, 'n', query.deal)} and ${behind(after, 'n')}`
  const { rows } = await sql<NoteRow>`
    ${noteRows(ctx, where)} order by n.created_at desc, n.id desc limit ${most}`.execute(ctx.tx)
  return rows.map((row) => {
    const deal = row.deal_id === null ? null : { id: row.deal_id, name: row.about_name }
    const shown = { kind: 'note', at: row.created_at.toISOString(), deal, note: showNote(row) } as const
    return { at: row.created_at, id: row.id, shown }
  })
}

async function files(ctx: Context, whose: Whose, query: Query, after: After, most: number): Promise<Placed[]> {
  const { rows } = await sql<FileRow & { created_at: Date; deal: { id: string; name: string } | null }>`
    select ${fileColumns}, (select json_build_object('id', d.id, 'name', d.name) from deals d
        where d.workspace_id = f.workspace_id and d.id = f.deal_id) as deal
    from files f
    where f.workspace_id = ${ctx.workspace.id} and f.deleted_at is null and f.note_id is null
      and ${theirs(ctx, whose, 'f', query.deal)} and ${behind(after, 'f')}
    order by f.created_at desc, f.id desc limit ${most}`.execute(ctx.tx)
  return rows.map((row) => {
    const shown = { kind: 'file', at: row.created_at.toISOString(), deal: row.deal, file: showFile(row) } as const
    return { at: row.created_at, id: row.id, shown }
  })
}

/** Whether a note or a file hangs on them or on one of their deals; with a deal, on that one. */
function theirs(ctx: Context, whose: Whose, alias: string, deal: string | undefined): RawBuilder<boolean> {
  const onDeals = sql<boolean>`${sql.ref(`${alias}.deal_id`)} = any(${dealIds(ctx, whose)})`
  if (deal !== undefined) return sql<boolean>`${onDeals} and ${only(deal, `${alias}.deal_id`)}`
  return sql<boolean>`(${whose.attached(ctx, alias)} or ${onDeals})`
}

function only(deal: string | undefined, column: string): RawBuilder<boolean> {
  return deal === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ${deal}`
}

function behind(after: After, alias: string): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const place = sql`(${sql.ref(`${alias}.created_at`)}, ${sql.ref(`${alias}.id`)})`
  return sql<boolean>`${place} < (${after[0]}::timestamptz, ${after[1]}::uuid)`
}
