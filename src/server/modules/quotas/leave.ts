import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/quota-history.ts'
import { mostQuotaStays } from '../../../contract/quota-history.ts'
import type { QuotaPlan } from '../../../contract/quotas.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { foundDifferences } from './differences.ts'
import { findPlan, showPlan } from './plan-rows.ts'
import { knownBy, staysOf, withStays } from './stays.ts'

/** Says that the latest version of a plan stays as it is though Settings differ. */
export async function leaveQuotaDifference(
  ctx: Context,
  id: string,
  { kind, memberId, teamId }: BodyOf<typeof contract.leaveQuotaDifference>,
): Promise<QuotaPlan> {
  const { plan, number, content } = await findPlan(ctx, id, { lock: true })
  const found = (await foundDifferences(ctx, plan, content.nodes)).find(
    (each) => each.kind === kind && (each.member?.id ?? null) === memberId && (each.team?.id ?? null) === teamId,
  )
  if (!found) return fail('unknown_reference', { field: memberId === null ? 'teamId' : 'memberId' })
  const [told] = await withStays(ctx, id, [found])
  if (told?.stays === null) {
    const said = (await staysOf(ctx, id, [number])).get(number) ?? []
    if (said.length >= mostQuotaStays) fail('too_many', { kind: 'quota_stay', limit: mostQuotaStays })
    await ctx.tx
      .insertInto('quota_stays')
      .values({
        workspace_id: ctx.workspace.id,
        id: newId(),
        plan_id: id,
        number,
        difference: JSON.stringify(knownBy(found)),
        said_at: ctx.now,
        said_by: memberOf(ctx) ?? ctx.actor.id,
      })
      .execute()
  }
  return showPlan(ctx, plan, number, content)
}
