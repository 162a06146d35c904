import { sql } from 'kysely'
import type { Criterion, StageDraft } from '../../../contract/process.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { costsKnownAt } from '../people/index.ts'
import type { DealNote } from './activities.ts'
import { windowDays } from './movement.ts'
import { type Scope, momentOf } from './scope.ts'
import { type SourceCosts, shareWithin } from './source-costs.ts'
import type { ProcessMap } from './stages.ts'

/** What a version plans for a stage. */
export interface PlannedStage extends Pick<StageDraft, 'key' | 'name' | 'purpose' | 'buyerStep' | 'targets'> {
  /** Touchpoints planned for a deal, each as often as it is to be made. */
  readonly contacts: number
  readonly entryCriteria: readonly Criterion[]
  readonly exitCriteria: readonly Criterion[]
}

/** What the map is made of beside the history: the plan, the notes that were written, and what it cost. */
export interface MapInputs {
  readonly currency: string
  readonly planned: readonly PlannedStage[]
  readonly notes: readonly DealNote[]
  readonly costs: SourceCosts
}

export async function mapInputs(ctx: Context, scope: Scope, process: ProcessMap): Promise<MapInputs> {
  return {
    currency: ctx.workspace.currency,
    planned: await plannedStages(ctx, process.shown[0]?.versionId ?? ''),
    notes: await notesIn(ctx, scope),
    costs: await sourceCosts(ctx, scope),
  }
}

/** Those about deals that were written in the window, as far as they were known. */
export async function notesIn(ctx: Context, scope: Scope): Promise<DealNote[]> {
  const zone = ctx.workspace.timeZone
  const { rows } = await sql<DealNote>`
    select deal_id as "dealId", (extract(epoch from created_at) * 1000)::float8 as "writtenAt" from notes
    where workspace_id = ${ctx.workspace.id} and deal_id is not null and deleted_at is null
      and created_at >= ${startOfDay(scope.asOf, zone, 1 - windowDays)} and created_at <= ${momentOf(ctx, scope)}
    order by created_at, id`.execute(ctx.tx)
  return rows
}

/** The stages of a version before care, in order, with what is planned in them. */
export async function plannedStages(ctx: Context, versionId: string): Promise<PlannedStage[]> {
  const rows = await ctx.tx
    .selectFrom('stages')
    .select(['key', 'name', 'phases', 'purpose', 'buyer_step', 'entry_criteria', 'exit_criteria', 'touchpoints'])
    .select(['target_duration_days', 'target_conversion_percent', 'target_deals'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute()
  return rows
    .filter(({ phases }) => !phases.includes('care'))
    .map((row) => ({
      key: row.key,
      name: row.name,
      purpose: row.purpose,
      buyerStep: row.buyer_step,
      entryCriteria: row.entry_criteria,
      exitCriteria: row.exit_criteria,
      contacts: row.touchpoints.reduce((sum, { count }) => sum + count, 0),
      targets: {
        durationDays: row.target_duration_days,
        conversionPercent: row.target_conversion_percent,
        deals: row.target_deals,
      },
    }))
}

// So many entries nobody types: what a company pays for its sources, month by month, over decades.
const mostCosts = 10_000

async function sourceCosts(ctx: Context, { from, to, asOf, knownAt, source }: Scope): Promise<SourceCosts> {
  const last = to !== undefined && to < asOf ? to : asOf
  const rows = await costsKnownAt(ctx, { source, knownAt, from, to: last }, mostCosts)
  const counted = rows.filter(({ currency }) => currency === ctx.workspace.currency)
  const bySource = Map.groupBy(counted, ({ source_id }) => source_id)
  return {
    bySource: [...bySource].map(([sourceId, entries]) => ({
      sourceId,
      minor: entries.reduce((sum, entry) => {
        const days = { from: entry.from_on, to: entry.to_on }
        return sum + entry.amount_minor * shareWithin(days, { from, to: last })
      }, 0),
    })),
    otherCurrencies: rows.length - counted.length,
  }
}
