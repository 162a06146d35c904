import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/exports.ts'
import { words } from '../../../words/node.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { checkFilter } from '../../kernel/list/conditions.ts'
import { has } from '../../kernel/rights.ts'
import { sourceOf } from '../views/index.ts'
import { columnsOf } from './columns.ts'
import { findExport, show } from './files.ts'

/** Whatever takes long must not keep the short ones waiting: jobs of one kind run one after the other. */
export const shortJob = 'exports.make'
export const longJob = 'exports.everything'

/** Begins a file of what a list shows, or of people's cards. */
export async function makeExport(ctx: Context, body: BodyOf<typeof contract.makeExport>): Promise<contract.ExportFile> {
  const of = body.kind === 'table' ? body.of : 'people'
  const right = of === 'deals' ? 'deals.read' : 'base.read'
  if (!has(ctx.actor, right)) fail('forbidden', { permission: right })
  const source = await sourceOf(ctx, of)
  if (body.filter) checkFilter(source.fields, body.filter)
  const { t } = words(body.language ?? ctx.workspace.language)
  const name = `${t(`views.kind.${of}`)} ${today(ctx)}`
  if (body.kind === 'cards') return begin(ctx, body, `${name}.vcf`)
  columnsOf(source.fields, body.columns)
  return begin(ctx, body, `${name}.${body.format}`)
}

export async function exportEverything(ctx: Context): Promise<contract.ExportFile> {
  return begin(ctx, { kind: 'everything' }, `rondo-${ctx.workspace.slug}-${today(ctx)}.zip`)
}

const hourMs = 3_600_000

async function begin(ctx: Context, request: contract.ExportRequest, fileName: string): Promise<contract.ExportFile> {
  await requirePatience(ctx, request.kind)
  const id = newId()
  await ctx.tx
    .insertInto('exports')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      kind: request.kind,
      request: JSON.stringify(request),
      status: 'queued',
      file_name: fileName,
      actor: JSON.stringify(ctx.actor),
      created_by: ctx.actor.id,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + contract.keptHours * hourMs),
    })
    .execute()
  await enqueue(ctx, { kind: request.kind === 'everything' ? longJob : shortJob, payload: { exportId: id } })
  const row = await findExport(ctx, id)
  return row ? show(row) : fail('not_found', { kind: 'exports' })
}

// Of one's own that are not done yet: somebody who presses often gets no more by it.
const mostAtOnce = 5

/** Refuses who has many under way, asked for very many today, or wants everything while everything is on its way. */
async function requirePatience(ctx: Context, kind: contract.ExportKind): Promise<void> {
  const { rows } = await sql<{ today: number; waiting: number; everything: number }>`
    select count(*)::int as today,
      count(*) filter (where status in ('queued', 'running'))::int as waiting,
      count(*) filter (where status in ('queued', 'running') and kind = 'everything')::int as everything
    from exports where workspace_id = ${ctx.workspace.id} and created_by = ${ctx.actor.id}
      and created_at > ${ctx.now}::timestamptz - interval '1 day'`.execute(ctx.tx)
  const [found = { today: 0, waiting: 0, everything: 0 }] = rows
  if (found.waiting >= mostAtOnce || (kind === 'everything' && found.everything > 0))
    fail('too_many_requests', { retryAfterSeconds: 10 })
  if (found.today >= contract.mostExportsADay) fail('too_many_requests', { retryAfterSeconds: 3600 })
}
