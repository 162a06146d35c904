import { sql } from 'kysely'
import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import { type QuotaDifference, type QuotaNode, mostQuotaDifferences, mostQuotaNodes } from '../../../contract/quotas.ts'
import { type Context, today } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'
import { type Year, endOf } from './calendar.ts'
import { type Difference, withStays } from './stays.ts'
import type { Nodes } from './tree.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** Somebody who sells, or has a place in the plan. */
interface Person extends Named {
  readonly team: Named | null
  /** An active seller. */
  readonly sells: boolean
  readonly isGone: boolean
}

/** Where the latest version of a plan and the teams of the workspace differ today; for whoever may let it follow. */
export async function differencesFor(
  ctx: Context,
  plan: Year & { readonly id: string },
  nodes: Nodes,
): Promise<QuotaDifference[]> {
  const found = await foundDifferences(ctx, plan, nodes)
  return (await withStays(ctx, plan.id, found)).slice(0, mostQuotaDifferences)
}

export async function foundDifferences(ctx: Context, year: Year, nodes: Nodes): Promise<Difference[]> {
  if (!has(ctx.actor, 'quotas.plan') || endOf(year) <= today(ctx)) return []
  const placed = nodes.flatMap(({ kind, subjectId }) => (kind === 'member' && subjectId !== null ? [subjectId] : []))
  const { rows } = await sql<Person>`
    select m.id, m.name, m.role = 'seller' and m.deactivated_at is null as sells, m.deactivated_at is not null as "isGone",
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team
    from members m left join teams t on t.workspace_id = m.workspace_id and t.id = m.team_id
    where m.workspace_id = ${ctx.workspace.id}
      and (m.id = any(${placed}::uuid[]) or (m.role = 'seller' and m.deactivated_at is null))
    order by lower(m.name), m.id limit ${mostQuotaNodes * 2}`.execute(ctx.tx)
  return differences(nodes, rows, year.startsOn > today(ctx) ? year.startsOn : today(ctx))
}

/**
 * What would make a plan follow its people. Teams come first: whoever is in a team without a place is spoken of once it has one.
 * @param on the day to follow from
 */
export function differences(nodes: Nodes, people: readonly Person[], on: string): Difference[] {
  const [root] = nodes
  if (root === undefined) return []
  const teams = new Map(
    nodes.flatMap((node) => (node.kind === 'team' && isHeld(node, on) ? [[node.subjectId, node]] : [])),
  )
  const missing = new Map(
    people.flatMap(({ sells, team }) => (sells && team !== null && !teams.has(team.id) ? [[team.id, team]] : [])),
  )
  const added = [...missing.values()].map((team): Difference => {
    const follow = { kind: 'add', parentId: root.id, of: 'team', subjectId: team.id, ...fresh } as const
    const memberIds = people.flatMap(({ id, sells, team: its }) => (sells && its?.id === team.id ? [id] : []))
    return { kind: 'team', member: null, team, on, follow, memberIds }
  })
  const others = people.flatMap((person): Difference[] => {
    const { id, name, team, sells, isGone } = person
    const place = nodes.findLast((node) => node.kind === 'member' && node.subjectId === id && isHeld(node, on))
    const tell = (kind: QuotaDifference['kind'], follow: QuotaEdit, day = on): Difference[] => [
      { kind, member: { id, name }, team, on: day, follow, memberIds: [id] },
    ]
    if (isGone && place) return tell('left', { kind: 'end', nodeId: place.id, on: later(place, on), rest: 'open' })
    if (!sells || (team !== null && missing.has(team.id))) return []
    const parentId = (team ? teams.get(team.id) : root)?.id ?? root.id
    if (place === undefined) {
      const open = nodes.filter((node) => node.kind === 'open' && node.parentId === parentId && isHeld(node, on))
      const takesOver = open.length === 1 ? (open[0]?.id ?? null) : null
      return tell('joined', { kind: 'add', parentId, of: 'member', subjectId: id, ...fresh, from: on, takesOver })
    }
    if (place.parentId === parentId) return []
    const day = later(place, on)
    return tell('moved', { kind: 'move', nodeId: place.id, parentId, on: day, takesQuota: true }, day)
  })
  return [...added, ...others]
}

const fresh = { from: null, ramp: [] as number[], takesOver: null }

/** Whether a place is held on a day, or will be later. */
function isHeld({ until }: QuotaNode, on: string): boolean {
  return until === null || on < until
}

function later({ from }: QuotaNode, on: string): string {
  return from !== null && from > on ? from : on
}
