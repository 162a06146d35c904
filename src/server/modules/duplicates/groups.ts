import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { AlikeKind } from './likeness/traits.ts'

interface PairRow {
  readonly id: string
  readonly one_id: string
  readonly other_id: string
  readonly score: number
  readonly group_id: string
  readonly leads: boolean
}

// More pairs than that hang together only by mistake.
const most = 5_000

/**
 * Says anew which open pairs hang together with these rows: each group is named by its least row, and its surest pair
 * leads it.
 */
export async function regroup(ctx: Pick<Context, 'tx' | 'workspace'>, kind: AlikeKind, ids: readonly string[]) {
  if (ids.length === 0) return
  const { rows } = await sql<PairRow>`
    with recursive reached (id) as (
      select unnest(${ids}::uuid[])
      union
      select case when d.one_id = r.id then d.other_id else d.one_id end
      from reached r join duplicates d on (d.one_id = r.id or d.other_id = r.id)
      where d.workspace_id = ${ctx.workspace.id} and d.kind = ${kind} and d.state = 'open')
    select d.id, d.one_id, d.other_id, d.score, d.group_id, d.leads from duplicates d
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'open' and d.one_id in (select id from reached)
    limit ${most}`.execute(ctx.tx)
  const changed = grouped(rows).filter((next) => next.group_id !== next.row.group_id || next.leads !== next.row.leads)
  if (changed.length === 0) return
  await sql`
    update duplicates d set group_id = r.group_id, leads = r.leads
    from jsonb_to_recordset(${JSON.stringify(changed.map(({ row, ...next }) => ({ id: row.id, ...next })))}::jsonb)
      as r (id uuid, group_id uuid, leads boolean)
    where d.workspace_id = ${ctx.workspace.id} and d.id = r.id`.execute(ctx.tx)
}

function grouped(rows: readonly PairRow[]): { row: PairRow; group_id: string; leads: boolean }[] {
  const groupOf = components(rows.map(({ one_id, other_id }) => [one_id, other_id]))
  const leaders = new Map<string, PairRow>()
  for (const row of rows) {
    const group = groupOf(row.one_id)
    const leader = leaders.get(group)
    if (!leader || row.score > leader.score || (row.score === leader.score && row.id > leader.id))
      leaders.set(group, row)
  }
  return rows.map((row) => {
    const group_id = groupOf(row.one_id)
    return { row, group_id, leads: leaders.get(group_id) === row }
  })
}

/** What hangs together by pairs: the least of each component, asked by any of its members. */
export function components(pairs: readonly (readonly [string, string])[]): (id: string) => string {
  const above = new Map<string, string>()
  const top = (id: string): string => {
    let at = id
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next
    above.set(id, at)
    return at
  }
  for (const [one, other] of pairs) {
    const [a, b] = [top(one), top(other)]
    if (a < b) above.set(b, a)
    if (b < a) above.set(a, b)
  }
  return top
}
