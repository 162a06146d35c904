import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'

/**
 * The stages of all processes, numbered so that a stage of one key is the same in all versions of its process, and comes after
 * those that stand before it.
 */
export async function slotsOf(ctx: Context) {
  const { rows } = await sql<{ id: string; place: string }>`
    select g.id, p.id || ' ' || g.key as place
    from stages g
    join process_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id and v.status <> 'draft'
    join processes p on p.workspace_id = v.workspace_id and p.id = v.process_id
    where g.workspace_id = ${ctx.workspace.id} and not ('care' = any(g.phases))
    order by p.id, g.position, v.number limit 5000`.execute(ctx.tx)
  const places = [...new Set(rows.map(({ place }) => place))]
  const of = rows.map(({ id, place }) => ({ stage: id, slot: places.indexOf(place) + 1 }))
  return { count: places.length + 1, of }
}
