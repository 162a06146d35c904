import type { compareDeals } from '../../../contract/comparing.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/insights.ts'
import type { Context } from '../../kernel/context.ts'
import { showDeal } from '../deals/index.ts'
import { figure } from './figures.ts'
import { dividingField } from './dividing-field.ts'
import { groupNames, groupingOf } from './grouping.ts'
import { type Asked, scopeOf } from './scope.ts'
import { processMap } from './stages.ts'

type Comparing = QueryOf<typeof compareDeals>

/** Groups of deals beside each other, called by their names. */
export async function comparison(
  ctx: Context,
  { by, by_day: byDay, least, bounds, field: named, ...asked }: Comparing,
) {
  const field = by === 'field' ? await dividingField(ctx, named) : null
  const ends = bounds === undefined ? null : ascending(bounds)
  const grouping = { ...(await groupingOf(ctx, { by, bounds: ends, field })), by }
  const found = await figure(ctx, 'comparison', { scope: scopeOf(ctx, asked), grouping, byDay, least })
  const names = await groupNames(
    ctx,
    by,
    found.groups.map(({ key }) => key),
    field,
  )
  const told = field && { id: field.id, record: field.record, key: field.key, name: field.name }
  return {
    ...found,
    field: told,
    groups: found.groups.map((group) => ({ ...group, name: names.get(group.key) ?? null })),
  }
}

/** '50000,120000' as numbers, each once. */
function ascending(bounds: string): number[] {
  return [...new Set(bounds.split(',').map(Number))].toSorted((one, other) => one - other)
}

type StageTimes = QueryOf<typeof contract.showStageTimes>

export async function stageTimes(ctx: Context, { by_day: byDay, ...asked }: StageTimes) {
  const found = await figure(ctx, 'stageTimes', { ...(await inProcess(ctx, asked)), byDay })
  const ids = found.skippers.owners.flatMap(({ id }) => id ?? [])
  const names = await groupNames(ctx, 'owner', ids)
  const owners = found.skippers.owners.map((owner) => ({ ...owner, name: names.get(owner.id ?? '') ?? null }))
  return { ...found, skippers: { ...found.skippers, owners } }
}

/** By all deals of its process that one sees. */
export async function timeFrame(ctx: Context, { id }: { readonly id: string }) {
  const { processId } = await showDeal(ctx, id)
  const asked = await inProcess(ctx, { process: processId })
  return figure(ctx, 'timeFrame', { ...asked, currency: ctx.workspace.currency, id })
}

/** Here the days asked about are those on which something moved; whenever a deal was opened, it counts. */
export async function stageFlow(ctx: Context, { from, to, as_of, ...asked }: QueryOf<typeof contract.showStageFlow>) {
  const asOf = as_of !== undefined && to !== undefined && as_of < to ? as_of : (to ?? as_of)
  const { scope, process } = await inProcess(ctx, { ...asked, as_of: asOf })
  const since = from ?? null
  return figure(ctx, 'stageFlow', { scope, process, since, currency: ctx.workspace.currency })
}

export async function closingSignals(ctx: Context, asked: QueryOf<typeof contract.showClosingSignals>) {
  return figure(ctx, 'signals', await inProcess(ctx, asked))
}

async function inProcess(ctx: Context, asked: Asked) {
  const process = await processMap(ctx, asked.process)
  return { scope: scopeOf(ctx, { ...asked, process: process.processId }), process }
}
