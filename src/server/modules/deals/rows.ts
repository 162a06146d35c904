import { type RawBuilder, sql } from 'kysely'
import type { CustomValues } from '../../../contract/custom-values.ts'
import type { Deal, DealItem } from '../../../contract/deals.ts'
import type { MarketMaturity, Outcome } from '../../../contract/facts.ts'
import type { Qualification } from '../../../contract/qualification.ts'
import type { ProcessVersion } from '../../../contract/process.ts'

/** A deal as lists and cards read it, from the relation `d`. */
export interface ItemRow {
  readonly id: string
  readonly name: string
  readonly outcome: Outcome
  readonly stage_id: string
  /** Key, name, position. */
  readonly stage: readonly [string, string, number]
  readonly stage_entered_at: Date
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
  readonly customer_name: string | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly expected_close_on: string | null
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly opened_at: Date
  readonly ended_at: Date | null
  readonly custom: CustomValues
  readonly version: number
}

/** A deal as its page reads it. */
export interface DealRow extends ItemRow {
  readonly process_id: string
  readonly version_id: string
  /** Number, and who may override its gates. */
  readonly process_version: readonly [number, ProcessVersion['overrides']]
  readonly source_id: string | null
  readonly source_name: string | null
  readonly opened_dated: boolean
  readonly length_days: number | null
  readonly observed_from: string | null
  readonly come_back_on: string | null
  readonly previous_deal_id: string | null
  readonly next_deal_id: string | null
  readonly external_id: string | null
  readonly tag_ids: string[]
  readonly payment_terms_id: string | null
  readonly market_maturity: MarketMaturity | null
  readonly qualification: Partial<Qualification>
  readonly created_at: Date
  readonly updated_at: Date
  readonly field_versions: Record<string, number>
  readonly lines: Deal['lines']
  readonly stakeholders: Deal['stakeholders']
  readonly confirmed: Deal['confirmed']
}

// Names come by subqueries, not by joins: a row that had to be waited for is read again with its new stage and owner, which
// a join would not find among the rows it had joined before; and nothing is left for the planner to try in many orders.
const ownColumns = sql`
  d.id, d.name, d.outcome, d.stage_id, d.stage_entered_at, d.company_id, d.person_id, d.household_id, d.owner_id,
  d.amount_minor, d.currency, d.expected_close_on, d.next_step, d.next_step_on, d.opened_at, d.ended_at, d.custom, d.version,
  (select m.name from members m where m.workspace_id = d.workspace_id and m.id = d.owner_id) as owner_name,
  coalesce(
    (select c.name from companies c where c.workspace_id = d.workspace_id and c.id = d.company_id),
    (select p.name from people p where p.workspace_id = d.workspace_id and p.id = d.person_id),
    (select h.name from households h where h.workspace_id = d.workspace_id and h.id = d.household_id)
  ) as customer_name`

export const itemColumns: RawBuilder<ItemRow> = sql`${ownColumns},
  (select json_build_array(s.key, s.name, s.position) from stages s
    where s.workspace_id = d.workspace_id and s.id = d.stage_id) as stage`

// An end of today has a day: then the length says nothing any more.
const lengthOfUndated = sql`
  case when d.length_days is not null and exists (
    select 1 from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.occurred_at = d.ended_at and not f.dated
  ) then d.length_days end`

const moreColumns = sql`
  d.process_id, d.version_id, d.source_id, d.opened_dated, ${lengthOfUndated} as length_days, d.observed_from, d.come_back_on, d.previous_deal_id,
  d.external_id, d.tag_ids, d.payment_terms_id, d.market_maturity, d.qualification, d.created_at, d.updated_at, d.field_versions,
  (select s.name from sources s where s.workspace_id = d.workspace_id and s.id = d.source_id) as source_name,
  (select n.id from deals n where n.workspace_id = d.workspace_id and n.previous_deal_id = d.id
    order by n.id desc limit 1) as next_deal_id,
  (select coalesce(json_agg(json_build_object('productId', l.product_id, 'productName', p.name, 'quantity', l.quantity,
      'priceMinor', l.price_minor, 'costMinor', l.cost_minor, 'listMinor', l.list_minor, 'priceList', (
        select json_build_object('id', i.id, 'name', i.name) from price_lists i
        where i.workspace_id = l.workspace_id and i.id = l.price_list_id)) order by l.position), '[]')
    from deal_lines l join products p on p.workspace_id = l.workspace_id and p.id = l.product_id
    where l.workspace_id = d.workspace_id and l.deal_id = d.id) as lines,
  (select coalesce(json_agg(json_build_object('personId', p.id, 'name', p.name, 'title', p.title, 'role', k.role)
      order by k.id), '[]')
    from stakeholders k join people p on p.workspace_id = k.workspace_id and p.id = k.person_id
    where k.workspace_id = d.workspace_id and k.deal_id = d.id) as stakeholders,
  (select coalesce(json_agg(json_build_object('stageKey', c.stage_key, 'criterion', c.criterion, 'at', c.confirmed_at,
      'by', coalesce((select m.name from members m where m.workspace_id = c.workspace_id and m.id = c.confirmed_by),
        (select a.name from api_keys a where a.workspace_id = c.workspace_id and a.id = c.confirmed_by)))
      order by c.id), '[]')
    from confirmations c where c.workspace_id = d.workspace_id and c.deal_id = d.id) as confirmed`

export const dealColumns: RawBuilder<DealRow> = sql`${itemColumns}, ${moreColumns},
  (select json_build_array(v.number, v.overrides) from process_versions v
    where v.workspace_id = d.workspace_id and v.id = d.version_id) as process_version`

/** A deal but for what its process version says of it, which a change knows already. */
export const heldColumns: RawBuilder<Omit<DealRow, 'stage' | 'process_version'>> = sql`${ownColumns}, ${moreColumns}`

export function showItem(row: ItemRow): DealItem {
  const [key, name, position] = row.stage
  return {
    id: row.id,
    name: row.name,
    outcome: row.outcome,
    stage: { id: row.stage_id, key, name, position },
    stageEnteredAt: row.stage_entered_at.toISOString(),
    customer: customerOf(row),
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    amountMinor: row.amount_minor,
    currency: row.currency,
    expectedCloseOn: row.expected_close_on,
    nextStep: row.next_step_on === null ? null : { text: row.next_step ?? '', on: row.next_step_on },
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    custom: { ...row.custom },
    version: row.version,
  }
}

export function showDealRow(row: DealRow): Deal {
  return {
    ...showItem(row),
    processId: row.process_id,
    versionId: row.version_id,
    versionNumber: row.process_version[0],
    source: row.source_id === null ? null : { id: row.source_id, name: row.source_name ?? '' },
    openedDated: row.opened_dated,
    lengthDays: row.length_days,
    observedFrom: row.observed_from,
    comeBackOn: row.come_back_on,
    previousDealId: row.previous_deal_id,
    nextDealId: row.next_deal_id,
    externalId: row.external_id,
    tagIds: row.tag_ids,
    paymentTermsId: row.payment_terms_id,
    marketMaturity: row.market_maturity,
    qualification: { need: null, means: null, authority: null, time: null, ...row.qualification },
    lines: row.lines,
    stakeholders: row.stakeholders,
    // JSON made by the database writes an instant with its offset.
    confirmed: row.confirmed.map((done) => ({ ...done, at: new Date(done.at).toISOString() })),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

function customerOf(row: ItemRow): DealItem['customer'] {
  const name = row.customer_name ?? ''
  if (row.company_id !== null) return { kind: 'company', id: row.company_id, name }
  if (row.person_id !== null) return { kind: 'person', id: row.person_id, name }
  return row.household_id === null ? null : { kind: 'household', id: row.household_id, name }
}
