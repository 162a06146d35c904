import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/positions.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import { type Context, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, requireOrder } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'

const columns = { companyId: 'company_id', title: 'title', since: 'since', until: 'until' } as const
const most = 100

/** The further and former roles of a person, latest first. */
export async function listPositions(ctx: Context, personId: string): Promise<{ items: contract.Position[] }> {
  await requirePerson(ctx, personId)
  const rows = await positions(ctx)
    .where('positions.person_id', '=', personId)
    .orderBy(sql`coalesce(positions.until, 'infinity')`, 'desc')
    .orderBy('positions.id', 'desc')
    .limit(most)
    .execute()
  return { items: rows.map(show) }
}

export async function addPosition(
  ctx: Context,
  personId: string,
  input: BodyOf<typeof contract.addPosition>,
): Promise<contract.Position> {
  await requirePerson(ctx, personId)
  await requireReferences(ctx, { companyId: 'companies' }, input)
  requireOrder(input.since, input.until, 'until')
  const { items } = await listPositions(ctx, personId)
  if (items.length >= most) fail('too_many', { kind: 'position', limit: most })
  const id = newId()
  const row = { ...columnsOf(columns, input), company_id: input.companyId, person_id: personId }
  await ctx.tx
    .insertInto('positions')
    .values({ ...row, workspace_id: ctx.workspace.id, id, created_at: ctx.now })
    .execute()
  return showPosition(ctx, id)
}

export async function changePosition(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changePosition>,
): Promise<contract.Position> {
  const row = await held(ctx, id)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await requireReferences(ctx, { companyId: 'companies' }, input)
  const { since = row.since, until = row.until } = input
  requireOrder(since, until, 'until')
  await ctx.tx
    .updateTable('positions')
    .set({ ...columnsOf(columns, input), ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showPosition(ctx, id)
}

export async function deletePosition(ctx: Context, id: string): Promise<Record<string, never>> {
  await held(ctx, id)
  await ctx.tx.deleteFrom('positions').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Whoever goes to another company has been at the one before until today. */
export async function keepFormerRole(
  ctx: Context,
  person: {
    readonly id: string
    readonly company_id: string | null
    readonly company_since: string | null
    readonly title: string | null
  },
): Promise<void> {
  if (person.company_id === null) return
  const until = today(ctx)
  await ctx.tx
    .insertInto('positions')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      person_id: person.id,
      company_id: person.company_id,
      title: person.title,
      since: person.company_since !== null && person.company_since <= until ? person.company_since : null,
      until,
      created_at: ctx.now,
    })
    .execute()
}

const colleagueCursor = z.tuple([z.int(), z.uuid()])

interface ColleagueRow {
  readonly person_id: string
  readonly rank: 0 | 1 | 2
  readonly name: string
  readonly title: string | null
  readonly since: string | null
  readonly until: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly phone_e164: string | null
  readonly committees: contract.Colleague['committees']
}

const ranks = ['main', 'further', 'former'] as const

/** The people of a company: who works there, who has a role beside, who had one; each once, by the nearest. */
export async function listColleagues(ctx: Context, companyId: string, query: QueryOf<typeof contract.listColleagues>) {
  const workspace = ctx.workspace.id
  const after = decodeCursor(query.after, colleagueCursor)
  const company = await ctx.tx
    .selectFrom('companies')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('id', '=', companyId)
    .where(seen(ctx.actor, sql.ref('owner_id')))
    .executeTakeFirst()
  if (!company) return fail('not_found', { kind: 'company' })
  const { rows } = await sql<ColleagueRow>`
    with roles as (
      select p.id as person_id, 0 as rank, p.title, p.company_since as since, null::date as until
      from people p where p.workspace_id = ${workspace} and p.company_id = ${companyId}
      union all
      select r.person_id, case when r.until is null or r.until >= ${today(ctx)}::date then 1 else 2 end, r.title,
        r.since, r.until
      from positions r where r.workspace_id = ${workspace} and r.company_id = ${companyId}
    ), nearest as (
      select distinct on (person_id) * from roles order by person_id, rank, until desc nulls first
    )
    select n.*, p.name, p.email, p.phone, p.phone_e164,
      (select coalesce(json_agg(json_build_object('dealId', d.id, 'dealName', d.name, 'outcome', d.outcome,
          'role', k.role) order by d.id desc), '[]')
        from stakeholders k join deals d on d.workspace_id = k.workspace_id and d.id = k.deal_id
        where k.workspace_id = ${workspace} and k.person_id = p.id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      ) as committees
    from nearest n join people p on p.workspace_id = ${workspace} and p.id = n.person_id
    where p.archived_at is null and ${seen(ctx.actor, sql.ref('p.owner_id'))}
      and ${after ? sql<boolean>`(n.rank, n.person_id) > (${after[0]}::int, ${after[1]}::uuid)` : sql<boolean>`true`}
    order by n.rank, n.person_id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.rank, row.person_id], showColleague)
}

function showColleague(row: ColleagueRow): contract.Colleague {
  const { name, title, since, until, email, phone, committees } = row
  const role = ranks[row.rank]
  return {
    personId: row.person_id,
    phoneE164: row.phone_e164,
    name,
    title,
    role,
    since,
    until,
    email,
    phone,
    committees,
  }
}

function positions(ctx: Context) {
  return ctx.tx
    .selectFrom('positions')
    .innerJoin('people', (join) =>
      join.onRef('people.workspace_id', '=', 'positions.workspace_id').onRef('people.id', '=', 'positions.person_id'),
    )
    .innerJoin('companies', (join) =>
      join
        .onRef('companies.workspace_id', '=', 'positions.workspace_id')
        .onRef('companies.id', '=', 'positions.company_id'),
    )
    .where('positions.workspace_id', '=', ctx.workspace.id)
    .where(seen(ctx.actor, sql.ref('people.owner_id')))
    .selectAll('positions')
    .select(['people.name as person_name', 'companies.name as company_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof positions>['executeTakeFirstOrThrow']>>

function show(row: Row): contract.Position {
  return {
    id: row.id,
    version: row.version,
    personId: row.person_id,
    personName: row.person_name,
    ...fieldsOf(columns, row),
    companyName: row.company_name,
  }
}

async function showPosition(ctx: Context, id: string): Promise<contract.Position> {
  return show(await positions(ctx).where('positions.id', '=', id).executeTakeFirstOrThrow())
}

async function held(ctx: Context, id: string): Promise<Row> {
  const row = await positions(ctx).where('positions.id', '=', id).forUpdate('positions').executeTakeFirst()
  return row ?? fail('not_found', { kind: 'position' })
}

async function requirePerson(ctx: Context, id: string): Promise<void> {
  const person = await ctx.tx
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where(seen(ctx.actor, sql.ref('owner_id')))
    .executeTakeFirst()
  if (!person) fail('not_found', { kind: 'person' })
}
