import { sql } from 'kysely'
import type * as contract from '../../../contract/appointments.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { isWorkingDay } from '../../kernel/working-days.ts'
import { countryOfPerson, type Told } from '../people/index.ts'

const daysAhead = 120

/** When nobody works where somebody is; whom the actor does not see, the workspace's country stands in for. */
export async function daysOff(
  ctx: Context,
  { deal, company, person, household }: QueryOf<typeof contract.listDaysOff>,
): Promise<OutputOf<typeof contract.listDaysOff>> {
  const { rows } = await sql<Told>`
    select coalesce(p.country, h.country) as country, c.country as company_country,
      coalesce(p.phone_e164, h.phone_e164, c.phone_e164) as phone_e164
    from (select ${ctx.workspace.id}::uuid as workspace_id) w
    left join deals d on d.workspace_id = w.workspace_id and d.id = ${deal ?? null}::uuid
      and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    left join people p on p.workspace_id = w.workspace_id and p.id = coalesce(${person ?? null}::uuid, d.person_id)
      and ${seen(ctx.actor, sql.ref('p.owner_id'))}
    left join companies c on c.workspace_id = w.workspace_id
      and c.id = coalesce(${company ?? null}::uuid, d.company_id, p.company_id) and ${seen(ctx.actor, sql.ref('c.owner_id'))}
    left join households h on h.workspace_id = w.workspace_id and h.id = coalesce(${household ?? null}::uuid, d.household_id)
      and ${seen(ctx.actor, sql.ref('h.owner_id'))}`.execute(ctx.tx)
  const country = countryOfPerson(ctx.workspace, rows[0])
  const first = Temporal.PlainDate.from(today(ctx))
  const days = Array.from({ length: daysAhead }, (_, ahead) => first.add({ days: ahead }).toString())
  const closed = await closedDaysOf(ctx)
  return { country, days: days.filter((day) => !isWorkingDay(day, country, closed)) }
}
