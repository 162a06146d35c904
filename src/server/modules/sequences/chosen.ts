import { type RawBuilder, sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sequences.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { nameHas, parseFilter, passes } from '../../kernel/list/conditions.ts'
import { seen } from '../../kernel/seen.ts'
import { withOwnFields } from '../fields/index.ts'
import { peopleNamed } from '../outreach/index.ts'
import { hasOptedOut, peopleSource, type Told } from '../people/index.ts'

type Whom = BodyOf<typeof contract.previewEnrolment>

const mostAtOnce = 20_000

export interface Chosen extends Told {
  readonly id: string
  readonly name: string
  readonly owner_id: string | null
  readonly opted_out: boolean
}

/** The people that are named, on a list, or found by a filter, at most so many at once. */
export async function chosenPeople(
  ctx: Context,
  input: Whom,
  until: 'written' | 'looked',
): Promise<{ chosen: Chosen[]; more: boolean }> {
  const ways = [input.personIds, input.listId, input.filter].filter((way) => way !== undefined)
  if (ways.length !== 1) failFields([{ field: 'personIds', code: ways.length === 0 ? 'required' : 'unknown' }])
  const { rows } = await sql<Chosen>`
    select t.id, t.name, m.id as owner_id, t.country, c.country as company_country, t.phone_e164,
      ${hasOptedOut('person', 't.id')} as opted_out
    from people t
    left join companies c on c.workspace_id = t.workspace_id and c.id = t.company_id
    left join members m on m.workspace_id = t.workspace_id and m.id = t.owner_id and m.deactivated_at is null
    where t.workspace_id = ${ctx.workspace.id} and t.archived_at is null and t.merged_into_id is null
      and ${seen(ctx.actor, sql.ref('t.owner_id'))} and ${await whom(ctx, input, until)}
    order by t.id limit ${mostAtOnce + 1}`.execute(ctx.tx)
  return { chosen: rows.slice(0, mostAtOnce), more: rows.length > mostAtOnce }
}

async function whom(
  ctx: Context,
  { personIds, listId, filter, q }: Whom,
  until: 'written' | 'looked',
): Promise<RawBuilder<unknown>> {
  if (personIds !== undefined) return sql`t.id = any(${await peopleNamed(ctx, 'personIds', personIds, until)}::uuid[])`
  if (listId !== undefined) {
    const list = await ctx.tx
      .selectFrom('lists')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', listId)
      .executeTakeFirst()
    if (!list) fail('unknown_reference', { field: 'listId' })
    return sql`t.id in (select p.person_id from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state in ('waiting', 'set_aside'))`
  }
  const source = await withOwnFields(ctx, peopleSource)
  const read = parseFilter(source.fields, filter)
  return sql.join([read ? passes(ctx, source, read) : sql`true`, q ? nameHas(source, q) : sql`true`], sql` and `)
}
