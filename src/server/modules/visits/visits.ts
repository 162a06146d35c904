import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import type * as contract from '../../../contract/visits.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { isAbout, whomOf, whomSeen } from '../../kernel/whom.ts'
import { isOfOptedOut } from '../people/index.ts'

export interface VisitRow {
  readonly id: string
  readonly on_day: string
  readonly member_id: string
  readonly position: number
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
  readonly status: contract.VisitStatus
  readonly done_at: Date | null
  readonly revisit_on: string | null
  readonly touch_id: string | null
  readonly created_at: Date
  readonly member: contract.Visit['member']
  readonly customer: contract.Visit['customer'] & Pick<contract.Visit, 'street' | 'postalCode' | 'city' | 'phone'>
  readonly at: contract.Visit['at']
  readonly before: contract.Visit['before']
  readonly deal: contract.Visit['deal']
}

/** More than this nobody goes to in a day. */
export const mostOfDay = 200

/** Nobody goes any more to who has asked since not to be contacted. */
const stands = sql<boolean>`(v.status <> 'planned' or not ${isOfOptedOut('v')})`

const dayCursor = z.tuple([z.int(), z.uuid()])
const timeCursor = z.tuple([instant, z.uuid()])

export async function listVisits(ctx: Context, query: QueryOf<typeof contract.listVisits>) {
  if (query.day !== undefined) return ofDay(ctx, query, query.day)
  const after = decodeCursor(query.after, timeCursor)
  const whom = whomOf(query)
  const { rows } = await sql<VisitRow>`
    ${visitRows(
      ctx,
      sql<boolean>`${isAbout('v', whom)}
      and ${after ? sql`(v.created_at, v.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}`,
    )}
    order by v.created_at desc, v.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], show)
}

async function ofDay(ctx: Context, query: QueryOf<typeof contract.listVisits>, day: string) {
  const after = decodeCursor(query.after, dayCursor)
  const { rows } = await sql<VisitRow>`
    ${visitRows(
      ctx,
      sql<boolean>`v.on_day = ${day}::date and v.member_id = ${memberAsked(ctx, query.member)} and ${stands}
      and ${after ? sql`(v.position, v.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}`,
    )}
    order by v.position, v.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.position, row.id], show)
}

/** What a member has planned for a day and not done yet, in the order of the way. */
export async function plannedVisits(
  ctx: Context,
  { memberId, day }: { readonly memberId: string; readonly day: string },
): Promise<contract.Visit[]> {
  const { rows } = await sql<VisitRow>`
    ${visitRows(ctx, sql<boolean>`v.on_day = ${day}::date and v.member_id = ${memberId} and v.status = 'planned' and ${stands}`)}
    order by v.position, v.id limit ${mostOfDay}`.execute(ctx.tx)
  return rows.map(show)
}

/** The member that is named, else oneself. */
export function memberAsked(ctx: Context, memberId: string | undefined): string {
  return memberId ?? memberOf(ctx) ?? failFields([{ field: 'memberId', code: 'required' }])
}

export async function findVisit(ctx: Context, id: string, lock = false): Promise<VisitRow> {
  const { rows } = await sql<VisitRow>`
    ${visitRows(ctx, sql<boolean>`v.id = ${id}`)} ${lock ? sql`for update of v` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'visit' })
}

/** Visits `v` to customers that the actor sees. */
function visitRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<VisitRow> {
  const address = (kind: string, table: string) => sql`(
    select json_build_object('kind', ${sql.lit(kind)}, 'id', c.id, 'name', c.name, 'street', c.street,
      'postalCode', c.postal_code, 'city', c.city, 'phone', c.phone)
    from ${sql.table(table)} c where c.workspace_id = v.workspace_id and c.id = ${sql.ref(`v.${kind}_id`)})`
  return sql<VisitRow>`
    select v.id, v.on_day, v.member_id, v.position, v.company_id, v.person_id, v.household_id, v.status, v.done_at,
      v.revisit_on, v.touch_id, v.created_at, ${namedBy('members', 'v.member_id')} as member,
      coalesce(${address('company', 'companies')}, ${address('person', 'people')},
        ${address('household', 'households')}) as customer,
      (select json_build_object('latitude', k.latitude, 'longitude', k.longitude) from coordinates k
        where k.workspace_id = v.workspace_id and ${isSame('k')} order by k.id desc limit 1) as at,
      (select json_build_object('outcome', b.status, 'at', to_char(b.done_at at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) from visits b
        where b.workspace_id = v.workspace_id and ${isSame('b')} and b.done_at is not null and b.id <> v.id
          and (v.done_at is null or b.done_at < v.done_at)
        order by b.done_at desc limit 1) as before,
      (select json_build_object('id', d.id, 'name', d.name) from deals d
        where d.workspace_id = v.workspace_id and d.outcome = 'open' and ${isSame('d')}
          and ${seen(ctx.actor, sql.ref('d.owner_id'))}
        order by d.id desc limit 1) as deal
    from visits v where v.workspace_id = ${ctx.workspace.id} and ${where} and ${whomSeen(ctx, 'v')}`
}

/** Whether a row of another table, under this alias, is about whom the visit is to. */
function isSame(alias: string): RawBuilder<boolean> {
  const one = (column: string) => sql`${sql.ref(`${alias}.${column}`)} = ${sql.ref(`v.${column}`)}`
  return sql<boolean>`(${one('company_id')} or ${one('person_id')} or ${one('household_id')})`
}

export function show(row: VisitRow): contract.Visit {
  const { street, postalCode, city, phone, ...customer } = row.customer
  return {
    id: row.id,
    day: row.on_day,
    member: row.member,
    position: row.position,
    customer,
    street,
    postalCode,
    city,
    phone,
    at: row.at,
    status: row.status,
    doneAt: row.done_at?.toISOString() ?? null,
    revisitOn: row.revisit_on,
    before: row.before,
    deal: row.deal,
  }
}
