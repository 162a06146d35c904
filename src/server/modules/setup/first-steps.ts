import { sql } from 'kysely'
import type { FirstSteps } from '../../../contract/first-steps.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { has } from '../../kernel/rights.ts'

type Key = FirstSteps['steps'][number]['key']

const shown = 4

/** In the order a workspace is set up; a member is shown the first four they may do. */
const steps: readonly { readonly key: Key; readonly right: Permission }[] = [
  { key: 'process', right: 'process.edit' },
  { key: 'deals', right: 'deals.work' },
  { key: 'team', right: 'members.manage' },
  { key: 'products', right: 'products.edit' },
  { key: 'next_step', right: 'deals.work' },
  { key: 'committee', right: 'deals.work' },
  { key: 'end', right: 'deals.work' },
]

type Done = Record<Key, boolean> & { readonly is_alone: boolean; readonly is_put_away: boolean }

/**
 * What a member does first, ticked by what the workspace's own rows and the member's own facts say; the sample's do not
 * count. Who is alone is not asked to invite anybody but what they sell; who leads others, the other way round.
 */
export async function showFirstSteps(ctx: Context): Promise<FirstSteps> {
  const done = await readDone(ctx)
  const left = done.is_alone ? 'team' : 'products'
  const offered = steps.filter(({ key, right }) => key !== left && has(ctx.actor, right)).slice(0, shown)
  return {
    steps: offered.map(({ key }) => ({ key, isDone: done[key] })),
    isPutAway: done.is_put_away,
  }
}

/** Puts the list away for this member, or brings it back; a key has none. */
export async function putFirstStepsAway(ctx: Context, { isPutAway }: { isPutAway: boolean }): Promise<FirstSteps> {
  const { actor, workspace, now } = ctx
  if (isPutAway && actor.kind === 'member') {
    await ctx.tx
      .insertInto('first_steps')
      .values({ workspace_id: workspace.id, id: actor.id, put_away_at: now })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing())
      .execute()
  }
  if (!isPutAway)
    await ctx.tx.deleteFrom('first_steps').where('workspace_id', '=', workspace.id).where('id', '=', actor.id).execute()
  return showFirstSteps(ctx)
}

async function readDone({ tx, actor, workspace }: Context): Promise<Done> {
  const w = workspace.id
  const own = (alias: string) => sql`not exists (
    select from sample_rows s where s.workspace_id = ${w} and s.id = ${sql.ref(`${alias}.id`)})`
  // The sample's facts were recorded before it was loaded; what the member does with its deals counts. Types are written out, so that the
  // planner sees that the index facts_of_beginners has them.
  const mine = (...types: string[]) => sql<boolean>`exists (
    select from facts f where f.workspace_id = ${w} and f.actor_id = ${actor.id} and f.type in (${sql.join(types.map((type) => sql.lit(type)))})
      and f.recorded_at >= coalesce((select s.loaded_at from samples s where s.workspace_id = ${w}), '-infinity'))`
  const isTeam = sql<boolean>`((
    select count(*) > 1 from members m where m.workspace_id = ${w} and m.user_id is not null and ${own('m')})
    or exists (select from invitations i where i.workspace_id = ${w}))`
  const { rows } = await sql<Done>`
    select
      exists (
        select from process_versions v join processes p on p.workspace_id = v.workspace_id and p.id = v.process_id
        where v.workspace_id = ${w} and (v.number > 1 or v.status = 'draft') and ${own('p')}) as process,
      exists (select from deals d where d.workspace_id = ${w} and ${own('d')}) as deals,
      ${isTeam} as team,
      exists (select from products p where p.workspace_id = ${w} and ${own('p')}) as products,
      ${mine('deal.next_step_planned')} as next_step,
      ${mine('deal.stakeholder_set')} as committee,
      ${mine('deal.won', 'deal.lost', 'deal.disqualified', 'deal.postponed')} as "end",
      not ${isTeam} as is_alone,
      exists (select from first_steps a where a.workspace_id = ${w} and a.id = ${actor.id}) as is_put_away`.execute(tx)
  const [done] = rows
  if (!done) throw new RangeError('a select without from has a row')
  return done
}
