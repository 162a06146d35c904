import type { BodyOf, InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/summaries.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { parseKey, sha256 } from '../../kernel/key.ts'
import type { Visitor } from '../../kernel/route.ts'

interface Way {
  readonly canMail: boolean
}

export async function showSummaryChoice(ctx: Context, { canMail }: Way): Promise<contract.SummaryChoice> {
  const row = await ctx.tx
    .selectFrom('workspaces as w')
    .leftJoin('members as m', (join) => join.onRef('m.workspace_id', '=', 'w.id').on('m.id', '=', memberOf(ctx)))
    .select(['w.weekly_summary as forAll', 'm.weekly_summary as own'])
    .where('w.id', '=', ctx.workspace.id)
    .executeTakeFirstOrThrow()
  return { canMail, ...row }
}

/** @throws Failure not_found for a key that stands for nobody: mails go to members */
export async function chooseSummary(ctx: Context, { own }: BodyOf<typeof contract.chooseSummary>, way: Way) {
  const memberId = memberOf(ctx) ?? fail('not_found', { kind: 'member' })
  await ctx.tx
    .updateTable('members')
    .set({ weekly_summary: own })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', memberId)
    .execute()
  return showSummaryChoice(ctx, way)
}

export async function chooseSummaryForAll(
  ctx: Context,
  { forAll }: BodyOf<typeof contract.chooseSummaryForAll>,
  way: Way,
) {
  await ctx.tx.updateTable('workspaces').set({ weekly_summary: forAll }).where('id', '=', ctx.workspace.id).execute()
  return showSummaryChoice(ctx, way)
}

/** What the link in a mail does, whoever opens it. A secret that is wrong is not told apart from one that never was. */
export async function stopSummary({ db }: Visitor, { body }: InputOf<typeof contract.stopSummary>) {
  const key = parseKey(body.token) ?? fail('not_found', { kind: 'member' })
  const found = await db
    .selectFrom('weekly_summaries as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.id', '=', 's.member_id'),
    )
    .innerJoin('workspaces as w', 'w.id', 's.workspace_id')
    .select(['m.id', 'm.language', 'w.name as workspace'])
    .where('s.workspace_id', '=', key.workspaceId)
    .where('s.stop_token_hash', '=', sha256(key.secret))
    .executeTakeFirst()
  if (!found) return fail('not_found', { kind: 'member' })
  await db
    .updateTable('members')
    .set({ weekly_summary: body.wanted })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', found.id)
    .execute()
  return { workspace: found.workspace, language: found.language, wanted: body.wanted }
}
