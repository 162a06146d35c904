import { sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import { qualificationAspects } from '../../../contract/facts.ts'
import type { Criterion } from '../../../contract/process.ts'
import type { Aspect } from '../../../contract/qualification.ts'
import type { Context } from '../../kernel/context.ts'
import { type GateView, lacking } from './gate.ts'
import { versionOf } from './pinned-version.ts'
import { type DealRow, dealColumns, showDealRow } from './rows.ts'

/** What is not known of a deal yet: aspects nobody has confirmed, and what its stage asks for before the next one. */
export interface Gaps {
  readonly aspects: Aspect[]
  readonly criteria: Criterion[]
}

/** What the aspects say already. */
const ofAspects: readonly Criterion['kind'][] = [
  'need_confirmed',
  'means_confirmed',
  'authority_confirmed',
  'time_known',
]

export async function gapsOf(ctx: Context, deal: Deal): Promise<Gaps> {
  const { stages } = await versionOf(ctx, deal.versionId)
  const exit = stages.find(({ id }) => id === deal.stage.id)?.exitCriteria ?? []
  const view = viewOf(deal)
  return {
    aspects: qualificationAspects.filter((aspect) => !view.qualified.includes(aspect)),
    criteria: lacking(exit, deal.stage.key, view).filter(({ kind }) => !ofAspects.includes(kind)),
  }
}

/** What gates see of deals, by id. */
export async function gateViewsOf(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, GateView>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DealRow>`
    select ${dealColumns} from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}::uuid[])
    limit ${ids.length}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, viewOf(showDealRow(row))]))
}

function viewOf(deal: Deal): GateView {
  return {
    amountKnown: deal.amountMinor !== null,
    expectedCloseKnown: deal.expectedCloseOn !== null,
    ownerKnown: deal.owner !== null,
    nextStepPlanned: deal.nextStep !== null,
    hasLines: deal.lines.length > 0,
    customerIsPrivate: deal.customer !== null && deal.customer.kind !== 'company',
    stakeholderRoles: deal.stakeholders.map(({ role }) => role),
    qualified: qualificationAspects.filter((aspect) => deal.qualification[aspect]?.verdict === 'yes'),
    confirmed: deal.confirmed,
  }
}
