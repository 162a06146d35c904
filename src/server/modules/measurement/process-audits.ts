import { isDeepStrictEqual } from 'node:util'
import { type Selectable, sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type {
  AuditReport,
  AuditSummary,
  ProcessAudit,
  listProcessAudits,
  makeProcessAudit,
} from '../../../contract/process-audits.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { adherenceIn } from './adherence.ts'
import { figure } from './figures.ts'
import { findingsOf } from './findings.ts'
import { notesIn } from './map-inputs.ts'
import { type MapScope, mapScope, measuredMap, usualByDay } from './mapped-process.ts'

type AuditRow = Selectable<Tables['process_audits']>
type NamedRow = AuditRow & {
  readonly process_name: string
  readonly version_number: number
  readonly maker: string | null
}

/** Looks through a process as of a day, and keeps what is found. */
export async function makeAudit(
  ctx: Context,
  { process, asOf }: BodyOf<typeof makeProcessAudit>,
): Promise<ProcessAudit> {
  const asked = { process, as_of: asOf, known_at: ctx.now.toISOString() }
  const mapped = await mapScope(ctx, asked, undefined)
  const report = await reportOf(ctx, mapped)
  const id = newId()
  await ctx.tx
    .insertInto('process_audits')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      process_id: report.map.processId,
      version_id: report.map.versionId,
      as_of: mapped.scope.asOf,
      made_at: ctx.now,
      made_by: ctx.actor.memberId ?? ctx.actor.id,
      sees: ctx.actor.sees === null ? null : [...ctx.actor.sees],
      report: JSON.stringify(report),
    })
    .execute()
  return showAudit(ctx, id)
}

export async function listAudits(ctx: Context, { process, limit, after }: QueryOf<typeof listProcessAudits>) {
  const before = decodeCursor(after, idCursor)?.[0]
  const rows = await audits(ctx)
    .$if(process !== undefined, (q) => q.where('a.process_id', '=', process ?? ''))
    .$if(before !== undefined, (q) => q.where('a.id', '<', before ?? ''))
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, (row) => [row.id], summary)
}

export async function showAudit(ctx: Context, id: string): Promise<ProcessAudit> {
  const row = await readAudit(ctx, id)
  const former = await audits(ctx)
    .where('a.process_id', '=', row.process_id)
    .where('a.id', '<', id)
    .where(sql<boolean>`a.sees is not distinct from ${row.sees}::uuid[]`)
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    ...summary(row),
    report: row.report,
    former: former
      ? { id: former.id, asOf: former.as_of, madeAt: former.made_at.toISOString(), report: former.report }
      : null,
  }
}

/** The audit worked out anew from the log, on both its clocks, of the deals that its maker saw. */
export async function replayAudit(ctx: Context, id: string): Promise<{ isSame: boolean; report: AuditReport }> {
  const row = await readAudit(ctx, id)
  const as = { ...ctx, actor: { ...ctx.actor, sees: row.sees } }
  const asked = { process: row.process_id, as_of: row.as_of, known_at: row.made_at.toISOString() }
  const report = await reportOf(as, await mapScope(as, asked, row.version_id))
  // As the database gave the kept one back: by way of JSON, in an order of fields of its own.
  return { isSame: isDeepStrictEqual(JSON.parse(JSON.stringify(report)), row.report), report }
}

async function reportOf(ctx: Context, mapped: MapScope): Promise<AuditReport> {
  const { scope } = mapped
  const map = await measuredMap(ctx, mapped, usualByDay)
  const adherence = await adherenceIn(ctx, scope, map.processId)
  const withoutWin = await figure(ctx, 'doneWithoutWin', { ...mapped, notes: await notesIn(ctx, scope) })
  return { findings: findingsOf({ map, adherence, withoutWin, drift: await driftOf(ctx, mapped) }), map }
}

/** What has changed since the version before; null for a first one. */
async function driftOf(ctx: Context, { scope, process }: MapScope) {
  const versionId = process.shown[0]?.versionId ?? ''
  const versions = await ctx.tx
    .selectFrom('process_versions')
    .select(['id', 'number'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', process.processId)
    .where('status', 'in', ['published', 'retired'])
    .orderBy('number', 'desc')
    .limit(1000)
    .execute()
  const after = versions.find(({ id }) => id === versionId)
  const before = after && versions.find(({ number }) => number < after.number)
  return after && before ? figure(ctx, 'drift', { scope, before, after, byDay: usualByDay }) : null
}

/** Those that one made oneself; who sees all deals sees all audits. */
function audits(ctx: Context) {
  const { actor, workspace } = ctx
  return ctx.tx
    .selectFrom('process_audits as a')
    .innerJoin('processes as p', (join) =>
      join.onRef('p.workspace_id', '=', 'a.workspace_id').onRef('p.id', '=', 'a.process_id'),
    )
    .innerJoin('process_versions as v', (join) =>
      join.onRef('v.workspace_id', '=', 'a.workspace_id').onRef('v.id', '=', 'a.version_id'),
    )
    .selectAll('a')
    .select(['p.name as process_name', 'v.number as version_number'])
    .select(
      sql<string | null>`coalesce(
        (select m.name from members m where m.workspace_id = a.workspace_id and m.id = a.made_by),
        (select k.name from api_keys k where k.workspace_id = a.workspace_id and k.id = a.made_by))`.as('maker'),
    )
    .where('a.workspace_id', '=', workspace.id)
    .$if(actor.sees !== null, (q) => q.where('a.made_by', '=', actor.memberId ?? actor.id))
}

async function readAudit(ctx: Context, id: string): Promise<NamedRow> {
  const row = await audits(ctx).where('a.id', '=', id).executeTakeFirst()
  return row ?? fail('not_found', { kind: 'process_audit' })
}

function summary(row: NamedRow): AuditSummary {
  return {
    id: row.id,
    processId: row.process_id,
    processName: row.process_name,
    versionNumber: row.version_number,
    asOf: row.as_of,
    madeAt: row.made_at.toISOString(),
    madeBy: row.maker,
    findings: row.report.findings,
  }
}
