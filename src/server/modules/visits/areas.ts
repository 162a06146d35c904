import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/areas.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { fold, likeText } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { unlessTaken } from '../../kernel/unique.ts'

const most = 1_000

interface Row extends Omit<contract.Area, 'postalCodes' | 'memberId'> {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
  readonly postal_codes: string[]
}

const cursor = z.tuple([cursorText, z.uuid()])

export async function listAreas(ctx: Context, query: QueryOf<typeof contract.listAreas>) {
  const after = decodeCursor(query.after, cursor)
  const behind = after ? sql<boolean>`(a.name_folded, a.id) > (${after[0]}, ${after[1]}::uuid)` : sql<boolean>`true`
  const { rows } = await sql<Row>`
    ${areaRows(ctx, behind)} order by a.name_folded, a.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addArea(ctx: Context, input: BodyOf<typeof contract.addArea>): Promise<contract.Area> {
  const { name, city = null, memberId = null } = input
  const postalCodes = bare(input.postalCodes)
  requirePlace({ postalCodes, city })
  await requireReferences(ctx, { memberId: 'members' }, input)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from areas where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'areas', limit: most })
  const id = newId()
  const row = { name, name_folded: fold(name), postal_codes: postalCodes, city }
  await unlessTaken(
    ctx,
    'area',
    () =>
      ctx.tx
        .insertInto('areas')
        .values({ workspace_id: ctx.workspace.id, id, ...row, member_id: memberId, created_at: ctx.now })
        .execute(),
    () => named(ctx, name),
  )
  return show(await findArea(ctx, id))
}

const columns = { name: 'name', postalCodes: 'postal_codes', city: 'city', memberId: 'member_id' } as const

export async function changeArea(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeArea>,
): Promise<contract.Area> {
  const row = await findArea(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const wanted = { ...input, ...(input.postalCodes ? { postalCodes: bare(input.postalCodes) } : {}) }
  const changed = changedFields(current, wanted)
  if (changed.length === 0) return current
  requirePlace({ ...current, ...wanted })
  await requireReferences(ctx, { memberId: 'members' }, input)
  const { name } = wanted
  await unlessTaken(
    ctx,
    'area',
    () =>
      ctx.tx
        .updateTable('areas')
        .set({
          ...columnsOf(columns, wanted),
          ...(name === undefined ? {} : { name_folded: fold(name) }),
          ...nextVersion(row, changed),
        })
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => named(ctx, name ?? row.name),
  )
  return show(await findArea(ctx, id))
}

export async function deleteArea(ctx: Context, id: string): Promise<Record<string, never>> {
  await findArea(ctx, id, true)
  await ctx.tx.deleteFrom('areas').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Whether an address, under this alias, lies in an area. */
export function liesIn(alias: string, { postalCodes, city }: Pick<contract.Area, 'postalCodes' | 'city'>) {
  const code = sql`replace(${sql.ref(`${alias}.postal_code`)}, ' ', '')`
  const codes = postalCodes.map((beginning) => sql<boolean>`${code} like ${`${likeText(beginning)}%`}`)
  return sql<boolean>`${codes.length > 0 ? sql`(${sql.join(codes, sql` or `)})` : sql`true`}
    and ${city === null ? sql`true` : sql`${sql.ref(`${alias}.city`)} = any(${spelt(city)}::text[])`}`
}

/** Cities are found by an index of what was typed: as the area has it, and as files write it. */
function spelt(city: string): string[] {
  const capital = city.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
  return [city, city.toUpperCase(), city.toLowerCase(), capital]
}

export async function areaNamed(ctx: Context, id: string): Promise<contract.Area> {
  const { rows } = await sql<Row>`${areaRows(ctx, sql<boolean>`a.id = ${id}`)}`.execute(ctx.tx)
  return rows[0] ? show(rows[0]) : fail('unknown_reference', { field: 'areaId' })
}

function bare(postalCodes: readonly string[]): string[] {
  return [...new Set(postalCodes.map((code) => code.replace(/\s/g, '')))].toSorted()
}

/** An area without postal codes and without a city would be everywhere. */
function requirePlace({ postalCodes, city }: Pick<contract.Area, 'postalCodes' | 'city'>): void {
  if (postalCodes.length === 0 && city === null) failFields([{ field: 'postalCodes', code: 'required' }])
}

async function named(ctx: Context, name: string): Promise<{ id: string } | undefined> {
  return ctx.tx
    .selectFrom('areas')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('name_folded', '=', fold(name))
    .executeTakeFirst()
}

async function findArea(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${areaRows(ctx, sql<boolean>`a.id = ${id}`)} ${lock ? sql`for update of a` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'area' })
}

function areaRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select a.id, a.version, a.field_versions, a.name, a.name_folded, a.postal_codes, a.city,
      ${namedBy('members', 'a.member_id')} as member
    from areas a where a.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ id, version, name, postal_codes, city, member }: Row): contract.Area {
  return { id, version, name, postalCodes: postal_codes, city, memberId: member?.id ?? null, member }
}
