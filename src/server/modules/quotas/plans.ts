import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import type * as contract from '../../../contract/quotas.ts'
import { type QuotaContent, type QuotaNode, type QuotaPlan, mostQuotaNodes } from '../../../contract/quotas.ts'
import { apportion } from '../../kernel/apportion.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { type Year, endOf, yearOf } from './calendar.ts'
import { edited } from './edit.ts'
import { fiscalFirstMonth } from './fiscal.ts'
import { proposed, resultsOf, territoriesOf } from './measured.ts'
import { type PlanRow, findPlan, gapOf, listPlanRows, showHead, showPlan } from './plan-rows.ts'
import { blank } from './reorganise.ts'
import { splitNode } from './share.ts'
import { zeros } from './tree.ts'

export async function listQuotaPlans(ctx: Context) {
  return { items: (await listPlanRows(ctx)).map(showHead) }
}

export async function showQuotaPlan(ctx: Context, id: string, asked: number | undefined): Promise<QuotaPlan> {
  const { plan, number, content } = await findPlan(ctx, id, { number: asked })
  return showPlan(ctx, plan, number, content)
}

/** Begins the plan of the fiscal year of a day: the goal by season, to teams and sellers as they are, alike. */
export async function beginQuotaPlan(
  ctx: Context,
  { on, goalMinor, seasons: wanted }: BodyOf<typeof contract.beginQuotaPlan>,
): Promise<QuotaPlan> {
  const year = await freeYear(ctx, on)
  const seasons =
    wanted?.length === year.months && wanted.some((weight) => weight > 0) ? wanted : zeros(year.months).map(() => 1)
  const nodes = await standingNodes(ctx, year)
  if (nodes.length > mostQuotaNodes) fail('too_many', { kind: 'quota', limit: mostQuotaNodes })
  const [root] = nodes
  const months = apportion(goalMinor, seasons)
  const content: QuotaContent = {
    seasons,
    nodes: root ? sharedOut(nodes, root, { ...year, seasons }, months) : [],
    bottomUp: null,
    adjustments: [],
  }
  const id = newId()
  await ctx.tx
    .insertInto('quota_plans')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      starts_on: year.startsOn,
      months: year.months,
      currency: ctx.workspace.currency,
      approved_version: null,
      created_at: ctx.now,
    })
    .execute()
  await keepVersion(ctx, id, 1, content, { kind: 'begun' })
  return showQuotaPlan(ctx, id, undefined)
}

/** The fiscal year of a day, cut short where the next plan begins within it; refused where there is one already. */
async function freeYear(ctx: Context, on: string): Promise<Year> {
  const { startsOn } = yearOf(on, await fiscalFirstMonth(ctx))
  const plans = (await listPlanRows(ctx)).map((row) => ({ ...row, endsOn: endOf(row) }))
  const holder = plans.find((plan) => plan.startsOn <= on && on < plan.endsOn)
  if (holder) return fail('quota_plan_exists', { id: holder.id })
  const begins = plans.reduce((day, { endsOn }) => (endsOn <= on && endsOn > day ? endsOn : day), startsOn)
  const whole = { startsOn: begins, months: 12 }
  const ends = plans.reduce(
    (day, plan) => (plan.startsOn > on && plan.startsOn < day ? plan.startsOn : day),
    yearEnd(startsOn),
  )
  const { months, years } = Temporal.PlainDate.from(begins).until(Temporal.PlainDate.from(ends), {
    largestUnit: 'years',
  })
  return { ...whole, months: Math.min(12, years * 12 + months) }
}

function yearEnd(startsOn: string): string {
  return endOf({ startsOn, months: 12 })
}

/** The company, its teams that have sellers, and the sellers. */
async function standingNodes(ctx: Context, { months }: Year): Promise<QuotaNode[]> {
  const { rows } = await sql<{ id: string; team_id: string | null }>`
    select id, team_id from members
    where workspace_id = ${ctx.workspace.id} and role = 'seller' and deactivated_at is null
    order by id limit ${mostQuotaNodes}`.execute(ctx.tx)
  const root: QuotaNode = { ...blank, id: newId(), parentId: null, kind: 'company', amounts: [] }
  const teams = [...new Set(rows.flatMap(({ team_id }) => team_id ?? []))]
  const places = new Map(teams.map((team) => [team, newId()]))
  const teamNodes = teams.map(
    (team): QuotaNode => ({
      ...blank,
      id: places.get(team) ?? '',
      parentId: root.id,
      kind: 'team',
      subjectId: team,
      amounts: [],
    }),
  )
  const sellers = rows.map((row): QuotaNode => {
    const parentId = places.get(row.team_id ?? '') ?? root.id
    return { ...blank, id: newId(), parentId, kind: 'member', subjectId: row.id, amounts: zeros(months) }
  })
  return sellers.length === 0 ? [{ ...root, amounts: zeros(months) }] : [root, ...teamNodes, ...sellers]
}

/** The months of the company, to the sellers by their capacity: a team gets as much as its sellers together. */
function sharedOut(
  nodes: QuotaNode[],
  root: QuotaNode,
  frame: Year & { seasons: readonly number[] },
  months: number[],
): QuotaNode[] {
  const leaves = nodes.filter(({ amounts }) => amounts.length > 0)
  const parts = months.map((minor) =>
    apportion(
      minor,
      leaves.map(() => 1),
    ),
  )
  const begun = nodes.map((node) => {
    const place = leaves.indexOf(node)
    return place < 0 ? node : { ...node, amounts: parts.map((each) => each[place] ?? 0) }
  })
  return splitNode(begun, frame, { node: root, by: 'capacity', fromMonth: 0, measured: new Map() })
}

/** Makes the next version of a plan. */
export async function editQuotaPlan(ctx: Context, id: string, edit: QuotaEdit): Promise<QuotaPlan> {
  const { plan, content } = await findPlan(ctx, id, { lock: true })
  if (ctx.version !== plan.version) requireVersion(ctx, plan, await showQuotaPlan(ctx, id, undefined))
  const next = await nextContent(ctx, plan, content, edit)
  const number = plan.version + 1
  await ctx.tx
    .updateTable('quota_plans')
    .set({ version: number })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await keepVersion(ctx, id, number, next, edit)
  return showQuotaPlan(ctx, id, undefined)
}

async function nextContent(ctx: Context, year: PlanRow, content: QuotaContent, edit: QuotaEdit): Promise<QuotaContent> {
  if (edit.kind === 'propose') {
    const { growthPercent } = edit
    const found = await proposed(ctx, content.nodes, year, content.seasons, growthPercent)
    return { ...content, bottomUp: { on: today(ctx), growthPercent, proposals: found } }
  }
  if (edit.kind === 'add') {
    if (edit.of === 'team') await requireTeam(ctx, edit.subjectId)
    else await requireReferences(ctx, { subjectId: edit.of === 'member' ? 'members' : 'products' }, edit)
  }
  const measured = await measuredFor(ctx, year, content, edit)
  const next = edited(content, edit, { year, measured, makeId: newId })
  if (!('refused' in next)) return next
  switch (next.refused) {
    case 'quota_does_not_fit':
      return fail('quota_does_not_fit', { mostMinor: next.mostMinor, currency: year.currency })
    case 'quota_out_of_place':
      return fail('quota_out_of_place')
    case 'unknown_reference':
      return fail('unknown_reference', { field: next.field })
    case 'too_many':
      return fail('too_many', { kind: next.kind, limit: next.limit })
  }
}

async function requireTeam(ctx: Context, id: string): Promise<void> {
  const team = await ctx.tx
    .selectFrom('teams')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!team) fail('unknown_reference', { field: 'subjectId' })
}

async function measuredFor(ctx: Context, year: PlanRow, { nodes }: QuotaContent, edit: QuotaEdit) {
  if (edit.kind !== 'split') return new Map<string, number>()
  if (edit.by === 'territory') return territoriesOf(ctx, nodes)
  return edit.by === 'results' ? resultsOf(ctx, nodes, year) : new Map<string, number>()
}

/** The latest version holds from now on. What separates it from the proposals from below must have its names. */
export async function approveQuotaPlan(ctx: Context, id: string): Promise<QuotaPlan> {
  const { plan, number, content } = await findPlan(ctx, id, { lock: true })
  if (ctx.version !== plan.version) requireVersion(ctx, plan, await showQuotaPlan(ctx, id, undefined))
  const gap = gapOf(content, plan.months)
  if (gap !== null && gap !== 0) fail('quota_gap_open', { gapMinor: gap, currency: plan.currency })
  await ctx.tx
    .updateTable('quota_versions')
    .set({ approved_at: ctx.now, approved_by: memberOf(ctx) ?? ctx.actor.id })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('plan_id', '=', id)
    .where('number', '=', number)
    .where('approved_at', 'is', null)
    .execute()
  await ctx.tx
    .updateTable('quota_plans')
    .set({ approved_version: number })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showQuotaPlan(ctx, id, undefined)
}

export async function deleteQuotaPlan(ctx: Context, id: string): Promise<Record<never, never>> {
  const { plan } = await findPlan(ctx, id, { lock: true })
  if (plan.approved_version !== null) fail('quota_plan_approved')
  await ctx.tx.deleteFrom('quota_plans').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

async function keepVersion(
  ctx: Context,
  planId: string,
  number: number,
  content: QuotaContent,
  edit: QuotaEdit | { kind: 'begun' },
): Promise<void> {
  await ctx.tx
    .insertInto('quota_versions')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      plan_id: planId,
      number,
      content: JSON.stringify(content),
      edit: JSON.stringify(edit),
      recorded_at: ctx.now,
      recorded_by: memberOf(ctx) ?? ctx.actor.id,
      approved_at: null,
      approved_by: null,
    })
    .execute()
}
