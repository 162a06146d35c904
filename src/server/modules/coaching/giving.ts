import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { type Context, today } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { nowOf, workspaceOf } from '../../kernel/job.ts'
import type { SellerFacts } from '../measurement/index.ts'
import { circumstancesOf, sellerFacts } from './looking.ts'
import { type Circumstances, advise, judge, metricOf } from './rules.ts'

const firstMs = 120_000
const hourMs = 3_600_000
/** Four weeks show whether something moves. */
const checkDays = 28

/** Sees to it that each workspace is looked at once a day. Returns what ends it. */
export function coachDaily(db: Kysely<Tables>): () => void {
  // The next hour tries again.
  const look = () => void coachAll(db).catch(() => {})
  const first = setTimeout(look, firstMs).unref()
  const timer = setInterval(look, hourMs).unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}

/** Looks at every workspace that sells and was not looked at today, one after the other. */
export async function coachAll(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id from workspaces w
    where exists (select 1 from deals d where d.workspace_id = w.id limit 1)
      and not exists (select 1 from coaching_days c where c.workspace_id = w.id
        and c.on_day = (now() at time zone w.time_zone)::date)
    limit 1000`.execute(db)
  for (const { id } of rows) {
    const workspace = await workspaceOf(db, id)
    if (!workspace) continue
    const actor = { kind: 'automation', id, role: 'owner', sees: null } as const
    await db.transaction().execute(async (tx) => {
      await coach({ tx, workspace, now: await nowOf(tx), actor, version: null })
    })
  }
}

/** Advises every active seller who has not the same advice already, and judges advice whose time has come. */
export async function coach(ctx: Context): Promise<void> {
  const on = today(ctx)
  await ctx.tx
    .insertInto('coaching_days')
    .values({ workspace_id: ctx.workspace.id, id: newId(), on_day: on })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const [facts = []] = await sellerFacts(ctx, [on])
  const members = await activeMembers(ctx)
  const circumstances = await circumstancesOf(ctx)
  for (const own of facts) {
    if (!members.has(own.owner)) continue
    const known = await circumstances(own.owner)
    await judgeDue(ctx, own, known, on)
    await give(ctx, own, known, on)
  }
}

async function activeMembers(ctx: Context): Promise<ReadonlySet<string>> {
  const rows = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deactivated_at', 'is', null)
    .limit(10_000)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function give(ctx: Context, own: SellerFacts, known: Circumstances, on: string): Promise<void> {
  const found = advise(own, known)
  if (found.length === 0) return
  const checkOn = Temporal.PlainDate.from(on).add({ days: checkDays }).toString()
  await ctx.tx
    .insertInto('coaching_advices')
    .values(
      found.map(({ code, numbers, dealId, before, goal }) => ({
        workspace_id: ctx.workspace.id,
        id: newId(),
        member_id: own.owner,
        code,
        on_day: on,
        given_at: ctx.now,
        numbers: JSON.stringify(numbers),
        deal_id: dealId,
        before,
        goal,
        check_on: checkOn,
      })),
    )
    // The same advice stands until it was looked at whether it helped.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function judgeDue(ctx: Context, own: SellerFacts, known: Circumstances, on: string): Promise<void> {
  const due = await ctx.tx
    .selectFrom('coaching_advices')
    .select(['id', 'code', 'before', 'goal'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('member_id', '=', own.owner)
    .where('checked_at', 'is', null)
    .where('check_on', '<=', on)
    .limit(20)
    .execute()
  for (const { id, code, before, goal } of due) {
    const after = metricOf(code, own, known)
    await ctx.tx
      .updateTable('coaching_advices')
      .set({ checked_at: ctx.now, after, verdict: judge(before, goal, after) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  }
}
