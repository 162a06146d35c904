import { sql } from 'kysely'
import type { Context } from './context.ts'
import type { ClosedOn } from './working-days.ts'

/** More than these a workspace does not keep. */
export const mostClosedDays = 200

interface Row {
  readonly name: string
  readonly from: string
  readonly until: string
  readonly country: string | null
}

/** What a workspace has closed for, by day and country. */
export async function closedDaysOf({ tx, workspace }: Pick<Context, 'tx' | 'workspace'>): Promise<ClosedOn> {
  const { rows } = await sql<Row>`
    select c.name, c.from_on::text as "from", c.until_on::text as "until", c.country from closed_days c
    where c.workspace_id = ${workspace.id} order by c.from_on, c.id limit ${mostClosedDays}`.execute(tx)
  return (day, country) =>
    rows.find((row) => row.from <= day && day <= row.until && (row.country === null || row.country === country))
      ?.name ?? null
}
