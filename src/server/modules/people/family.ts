import { sql } from 'kysely'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type * as positions from '../../../contract/positions.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'

/** The companies above one, nearest first, and those directly below it. */
export async function showFamily(ctx: Context, id: string): Promise<OutputOf<typeof positions.showFamily>> {
  const workspace = ctx.workspace.id
  const mine = (alias: string) => seen(ctx.actor, sql.ref(`${alias}.owner_id`))
  const { rows } = await sql<OutputOf<typeof positions.showFamily>>`
    with recursive above (id, parent_id, name, far) as (
      select c.id, c.parent_id, c.name, 0 from companies c
      where c.workspace_id = ${workspace} and c.id = ${id} and ${mine('c')}
      union all
      select c.id, c.parent_id, c.name, above.far + 1 from companies c join above on c.id = above.parent_id
      where c.workspace_id = ${workspace} and above.far < 20 and ${mine('c')}
    )
    select
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.far), '[]')
        from above a where a.far > 0) as above,
      (select coalesce(json_agg(json_build_object('id', b.id, 'name', b.name) order by b.name), '[]') from (
        select c.id, c.name from companies c
        where c.workspace_id = ${workspace} and c.parent_id = ${id} and c.archived_at is null and ${mine('c')}
        order by c.id limit 100) b) as below
    from above where far = 0`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'company' })
}
