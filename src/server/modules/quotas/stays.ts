import { sql } from 'kysely'
import { type QuotaVersion, mostQuotaStays } from '../../../contract/quota-history.ts'
import type { QuotaDifference } from '../../../contract/quotas.ts'
import type { StayedDifference } from '../../database/tables/quotas.ts'
import type { Context } from '../../kernel/context.ts'

/** Where a plan and Settings differ, before it is known whether it is meant to. */
export type Difference = Omit<QuotaDifference, 'stays'> & {
  /** Whom it is about: one member, or the sellers of a team. */
  readonly memberIds: readonly string[]
}

/** What a difference is known by. */
export function knownBy({ kind, member, team, memberIds, follow }: Difference): StayedDifference {
  return {
    kind,
    memberId: member?.id ?? null,
    teamId: team?.id ?? null,
    memberIds: memberIds.toSorted(),
    nodeId: 'nodeId' in follow ? follow.nodeId : null,
  }
}

/**
 * Says of differences that the plan stays as it is, where somebody said so and Settings have not changed for the same people since: those
 * of which nobody did come first.
 */
export async function withStays(
  ctx: Context,
  planId: string,
  differences: readonly Difference[],
): Promise<QuotaDifference[]> {
  if (differences.length === 0) return []
  const { rows } = await sql<{ difference: StayedDifference; said_at: Date; said_by: string | null }>`
    select s.difference, s.said_at,
      (select m.name from members m where m.workspace_id = s.workspace_id and m.id = s.said_by) as said_by
    from quota_stays s
    where s.workspace_id = ${ctx.workspace.id} and s.plan_id = ${planId} and not exists (
      select from audit_entries e
      where e.workspace_id = s.workspace_id and e.occurred_at > s.said_at
        and e.subject_id::text in (select jsonb_array_elements_text(s.difference -> 'memberIds'))
        and (e.action in ('member.deactivated', 'member.reactivated') or
          (e.action = 'member.changed' and e.data ?| array['team', 'role'])))
    order by s.said_at desc, s.id desc limit ${mostStaysAPlan}`.execute(ctx.tx)
  const said = new Map(rows.toReversed().map((row) => [textOf(row.difference), row]))
  const told = differences.map((each): QuotaDifference => {
    const { memberIds: _, ...difference } = each
    const stay = said.get(textOf(knownBy(each)))
    return { ...difference, stays: stay ? { saidAt: stay.said_at.toISOString(), saidBy: stay.said_by } : null }
  })
  return [...told.filter(({ stays }) => stays === null), ...told.filter(({ stays }) => stays !== null)]
}

const mostStaysAPlan = 2_000

function textOf({ kind, memberId, teamId, memberIds, nodeId }: StayedDifference): string {
  return JSON.stringify([kind, memberId, teamId, memberIds, nodeId])
}

/** What was left as it is in versions of a plan, by number, in the order in which it was said. */
export async function staysOf(
  ctx: Context,
  planId: string,
  numbers: readonly number[],
): Promise<Map<number, QuotaVersion['stays']>> {
  const { rows } = await sql<{ number: number; said_at: Date } & Omit<QuotaVersion['stays'][number], 'saidAt'>>`
    select s.number, s.difference ->> 'kind' as kind, s.said_at,
      (select m.name from members m
        where m.workspace_id = s.workspace_id and m.id = (s.difference ->> 'memberId')::uuid) as member,
      (select t.name from teams t
        where t.workspace_id = s.workspace_id and t.id = (s.difference ->> 'teamId')::uuid) as team,
      (select m.name from members m where m.workspace_id = s.workspace_id and m.id = s.said_by) as "saidBy"
    from quota_stays s
    where s.workspace_id = ${ctx.workspace.id} and s.plan_id = ${planId} and s.number = any(${numbers})
    order by s.said_at, s.id limit ${numbers.length * mostQuotaStays}`.execute(ctx.tx)
  const told = rows.map(({ number, said_at, ...stay }) => ({
    number,
    stay: { ...stay, saidAt: said_at.toISOString() },
  }))
  return new Map(
    [...Map.groupBy(told, ({ number }) => number)].map(([number, all]) => [number, all.map(({ stay }) => stay)]),
  )
}
