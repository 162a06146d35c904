import { sql } from 'kysely'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { findChoice } from '../../kernel/choices.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { countryNamed } from '../people/index.ts'
import { fillIn, languageFor, type Names } from './introduction.ts'
import { kinds } from './kinds.ts'

interface Row {
  readonly deal: string
  readonly customer: string | null
  readonly person: string | null
  readonly country: string | null
  readonly sender: string | null
  readonly receiver: string | null
}

/** The introduction of a kind of handoff as it would be sent: filled in, in the customer's language. */
export async function draftHandoff(
  ctx: Context,
  dealId: string,
  { kind, to, language: asked }: QueryOf<typeof contract.draftHandoff>,
): Promise<OutputOf<typeof contract.draftHandoff>> {
  const row = await about(ctx, dealId, to ?? null)
  if (kind === undefined) return fail('unknown_reference', { field: 'kind' })
  const { introductions } = await findChoice(ctx, kinds, kind, { field: 'kind' })
  if (row.receiver === null) fail('unknown_reference', { field: 'to' })
  const country = countryNamed(row.country) ?? null
  const language = languageFor(introductions, { asked, country, own: ctx.workspace.language })
  const text = introductions.find((each) => each.language === language)?.text ?? null
  const customer = row.customer ?? row.deal
  const names: Names = {
    deal: row.deal,
    customer,
    person: row.person ?? customer,
    sender: row.sender ?? '',
    receiver: row.receiver,
  }
  return {
    introduction: text === null ? null : fillIn(text, names),
    language,
    languages: introductions.map((each) => each.language),
  }
}

/** What the introduction of a deal names; the person is its customer, or the first of its committee. */
async function about(ctx: Context, dealId: string, to: string | null): Promise<Row> {
  const { rows } = await sql<Row>`
    select d.name as deal, coalesce(c.name, p.name, h.name) as customer, coalesce(c.country, p.country, h.country) as country,
      coalesce(p.name, (select s.name from stakeholders k join people s on s.workspace_id = k.workspace_id and s.id = k.person_id
        where k.workspace_id = d.workspace_id and k.deal_id = d.id order by k.id limit 1)) as person,
      (select m.name from members m where m.workspace_id = d.workspace_id
        and m.id = coalesce(${memberOf(ctx)}, d.owner_id)) as sender,
      (select m.name from members m where m.workspace_id = d.workspace_id and m.id = ${to}) as receiver
    from deals d
    left join companies c on c.workspace_id = d.workspace_id and c.id = d.company_id
    left join people p on p.workspace_id = d.workspace_id and p.id = d.person_id
    left join households h on h.workspace_id = d.workspace_id and h.id = d.household_id
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(
    ctx.tx,
  )
  return rows[0] ?? fail('not_found', { kind: 'deal' })
}
