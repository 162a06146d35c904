import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'

/**
 * The stages of all processes, numbered so that a stage of one key is the same in all versions of its process, and comes after
 * those that stand before it.
 */
export async function slotsOf(ctx: Context) {
  const { rows } = await sql<{ process: string; stages: { id: string; key: string }[] }>`
    select v.process_id as process, json_agg(json_build_object('id', g.id, 'key', g.key) order by g.position) as stages
    from stages g
    join process_versions v on v.workspace_id = g.workspace_id and v.id = g.version_id and v.status <> 'draft'
    where g.workspace_id = ${ctx.workspace.id} and not ('care' = any(g.phases))
    group by v.process_id, v.number order by v.process_id, v.number desc limit 1000`.execute(ctx.tx)
  const ofProcess = Object.groupBy(rows, ({ process }) => process)
  const places = Object.entries(ofProcess).flatMap(([process, versions = []]) =>
    inOneLine(versions.map(({ stages }) => stages.map(({ key }) => key))).map((key) => `${process} ${key}`),
  )
  const slots = new Map(places.map((place, at) => [place, at + 1]))
  const of = rows.flatMap(({ process, stages }) =>
    stages.map(({ id, key }) => ({ stage: id, slot: slots.get(`${process} ${key}`) ?? 0 })),
  )
  return { count: places.length + 1, of }
}

/**
 * The keys of several versions in one order: that of the first, and what only later ones have stands after what came before it there.
 * @param versions the newest first
 */
export function inOneLine(versions: readonly (readonly string[])[]): string[] {
  const line: string[] = []
  for (const keys of versions) {
    let at = 0
    for (const key of keys) {
      const found = line.indexOf(key)
      if (found === -1) line.splice(at, 0, key)
      at = (found === -1 ? at : found) + 1
    }
  }
  return line
}
