import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/scoring.ts'
import type { FieldChoices, Model } from '../../database/tables/scoring.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import type { Judging } from '../segments/index.ts'
import { usualRules } from './rules.ts'

type Rules = contract.ScoreRules

interface Row {
  readonly id: string
  readonly number: number
  readonly kind: 'rules' | 'model'
  readonly definition: Pick<Rules, 'points' | 'rules'> | Model
  readonly report: contract.ScoreReport | null
  readonly cut_a: number
  readonly cut_b: number
  readonly made_by: string | null
  readonly made_at: Date
  readonly in_use: boolean
}

export interface InUse {
  readonly version: { readonly id: string; readonly number: number } | null
  /** Those of the version, or the latest: lists rank by them beside a fitted score. */
  readonly rules: Rules
  readonly model: Model | null
  readonly cutA: number
  readonly cutB: number
}

/** What customers are scored by now. */
export async function versionInUse(ctx: Judging): Promise<InUse> {
  const { rows } = await sql<Row>`
    ${versions(ctx)} where v.workspace_id = ${ctx.workspace.id} and (${isInUse(ctx)} or v.id = (${latestRules(ctx)}))
    limit 2`.execute(ctx.tx)
  const used = rows.find(({ in_use }) => in_use)
  const rules = rulesIn(used?.kind === 'rules' ? used : rows.find(({ kind, in_use }) => kind === 'rules' && !in_use))
  if (used === undefined) {
    return { version: null, rules: usualRules, model: null, cutA: usualRules.cutA, cutB: usualRules.cutB }
  }
  return {
    version: { id: used.id, number: used.number },
    rules: rules ?? usualRules,
    model: modelIn(used),
    cutA: used.cut_a,
    cutB: used.cut_b,
  }
}

/** What was chosen last: what is in use, and which fields are kept out or used all the same. */
export async function choicesOf(
  ctx: Judging,
): Promise<{ readonly versionId: string | null; readonly fields: FieldChoices }> {
  const { rows } = await sql<{ version_id: string | null; fields: FieldChoices }>`
    select c.version_id, c.fields from score_choices c where c.workspace_id = ${ctx.workspace.id}
    order by c.id desc limit 1`.execute(ctx.tx)
  const [row] = rows
  return { versionId: row?.version_id ?? null, fields: row?.fields ?? {} }
}

/** The rules as they are now, the latest fitted version, and what is in use. */
export async function latestVersions(ctx: Context) {
  const { rows } = await sql<Row>`
    ${versions(ctx)} where v.workspace_id = ${ctx.workspace.id} and (${isInUse(ctx)} or v.id = (${latestRules(ctx)})
      or v.id = (select m.id from score_versions m where m.workspace_id = ${ctx.workspace.id} and m.kind = 'model'
        order by m.number desc limit 1))
    order by v.number desc limit 3`.execute(ctx.tx)
  const used = rows.find(({ in_use }) => in_use)
  const model = rows.find(({ kind }) => kind === 'model')
  return {
    rules: rulesIn(rows.find(({ kind }) => kind === 'rules')) ?? usualRules,
    inUse: used ? showVersion(used) : null,
    model: model ? showVersion(model) : null,
  }
}

/** To how many outcomes the latest fitted version was fitted and tested; 0 without one. */
export async function latestModel(ctx: Judging): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (v.report -> 'trained' ->> 'n')::int + (v.report -> 'tested' ->> 'n')::int as n from score_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.kind = 'model' order by v.number desc limit 1`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}

const cursor = z.tuple([z.int(), z.uuid()])

export async function listScoreVersions(ctx: Context, query: QueryOf<typeof contract.listScoreVersions>) {
  const after = decodeCursor(query.after, cursor)
  const { rows } = await sql<Row>`
    ${versions(ctx)} where v.workspace_id = ${ctx.workspace.id} and ${after ? sql`v.number < ${after[0]}` : sql`true`}
    order by v.number desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.number, row.id], showVersion)
}

export async function showOne(ctx: Context, id: string): Promise<contract.ScoreVersion | undefined> {
  const { rows } = await sql<Row>`
    ${versions(ctx)} where v.workspace_id = ${ctx.workspace.id} and v.id = ${id}`.execute(ctx.tx)
  return rows[0] && showVersion(rows[0])
}

function versions(ctx: Judging) {
  return sql`
    select v.id, v.number, v.kind, v.definition, v.report, v.cut_a, v.cut_b, v.made_at,
      (select m.name from members m where m.workspace_id = v.workspace_id and m.id = v.made_by) as made_by,
      coalesce(${isInUse(ctx)}, false) as in_use
    from score_versions v`
}

function isInUse(ctx: Judging) {
  return sql`v.id = (select c.version_id from score_choices c where c.workspace_id = ${ctx.workspace.id}
    order by c.id desc limit 1)`
}

function latestRules(ctx: Judging) {
  return sql`select r.id from score_versions r where r.workspace_id = ${ctx.workspace.id} and r.kind = 'rules'
    order by r.number desc limit 1`
}

function showVersion(row: Row): contract.ScoreVersion {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    cutA: row.cut_a,
    cutB: row.cut_b,
    rules: rulesIn(row) ?? null,
    report: row.report,
    inUse: row.in_use,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
  }
}

function rulesIn(row: Row | undefined): Rules | undefined {
  if (row === undefined || !('points' in row.definition)) return undefined
  return { points: row.definition.points, rules: row.definition.rules, cutA: row.cut_a, cutB: row.cut_b }
}

function modelIn({ definition }: Row): Model | null {
  return 'slopes' in definition ? definition : null
}
