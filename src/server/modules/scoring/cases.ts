import { sql } from 'kysely'
import type { Features, FeatureValue } from '../../database/tables/scoring.ts'
import type { Judging } from '../segments/index.ts'
import type { Asked } from './fitting.ts'
import type { Case, Stamps } from './guard.ts'
import { candidatesOf, type Known } from './known.ts'
import { scorerOf } from './scorer.ts'
import { choicesOf } from './versions.ts'

/** As many as tell all that can be told of a company's selling; those before are of another time. */
export const mostCases = 10_000

interface Row {
  readonly id: string
  readonly won: boolean
  readonly ended_at: Date
  readonly is_undated: boolean
  readonly known: Known
  /** As it was known when the deal was opened; null for one that no score saw. */
  readonly features: Features | null
}

/** All that a score is fitted to: the latest deals that have ended, with what was known of their customers. */
export async function readCases(ctx: Judging): Promise<Asked> {
  const [candidates, { fields: choices }, scorer] = [
    await candidatesOf(ctx),
    await choicesOf(ctx),
    await scorerOf(ctx, { forModel: true }),
  ]
  const { column, joins } = scorer.known('d', true)
  const { rows } = await sql<Row>`
    select d.id, d.outcome = 'won' as won, d.ended_at, ${column} as known, s.features,
      exists (select from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.occurred_at = d.ended_at
        and f.type in ('deal.won', 'deal.lost', 'deal.disqualified') and not f.dated) as is_undated
    from (select * from deals e where e.workspace_id = ${ctx.workspace.id} and e.outcome in ('won', 'lost', 'disqualified')
      and e.ended_at is not null order by e.ended_at desc, e.id desc limit ${mostCases}) d ${joins}
    left join deal_scores s on s.workspace_id = d.workspace_id and s.deal_id = d.id`.execute(ctx.tx)
  const now = rows.map(({ known }) => scorer.features(known))
  const cases = rows.map(({ id, won, ended_at, is_undated, features }, at): Case => {
    const endedAt = ended_at.getTime()
    return { id, won, endedAt, isUndated: is_undated, features: features ?? now[at] ?? {} }
  })
  const keys = candidates.map(({ key }) => key)
  const stamps = { after: await stampedAfter(ctx, candidates, cases), later: changedLater(rows, now, keys) }
  return { cases, candidates, choices, stamps }
}

// Somebody always corrects a word afterwards; a field of which a twentieth came afterwards is filled afterwards.
const leastStamped = 5
const stampedShare = 0.05

/** Fields of deals that were written when the deal was over, as the log tells. */
async function stampedAfter(
  ctx: Judging,
  candidates: readonly { readonly key: string; readonly id?: string }[],
  cases: readonly Case[],
): Promise<Stamps['after']> {
  const own = candidates.filter(({ key, id }) => id !== undefined && key.startsWith('deals.'))
  if (own.length === 0) return new Set()
  const { rows } = await sql<{ field_id: string; count: number }>`
    select f.data ->> 'fieldId' as field_id, count(distinct f.deal_id)::int as count
    from facts f join deals d on d.workspace_id = f.workspace_id and d.id = f.deal_id
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = any(${cases.map(({ id }) => id)}::uuid[])
      and f.type = 'deal.custom_changed' and f.occurred_at > d.ended_at
    group by 1 limit 300`.execute(ctx.tx)
  const counts = new Map(rows.map((row) => [row.field_id, row.count]))
  return new Set(
    own.flatMap(({ key, id = '' }) => {
      const count = counts.get(id) ?? 0
      const filled = cases.filter(({ features }) => features[key] !== undefined).length
      return count >= leastStamped && count >= filled * stampedShare ? [key] : []
    }),
  )
}

const changedShare = 0.2
const leastFrozen = 20

/**
 * Fields that say something else by now than when the deal was opened. Where only some of the deals were scored then, the
 * others would tell what was learned while they ran.
 */
function changedLater(rows: readonly Row[], now: readonly Features[], keys: readonly string[]): Stamps['later'] {
  const frozen = rows.flatMap(({ features }, at) =>
    features === null ? [] : [{ before: features, now: now[at] ?? {} }],
  )
  if (frozen.length < leastFrozen || frozen.length === rows.length) return new Set()
  return new Set(
    keys.filter((key) => {
      const changed = frozen.filter((one) => !isSame(one.before[key], one.now[key])).length
      return changed >= frozen.length * changedShare
    }),
  )
}

function isSame(one: FeatureValue | undefined, other: FeatureValue | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
