import { type RawBuilder, sql } from 'kysely'
import type { Class, ScorePart } from '../../../contract/prospects.ts'
import type { ScoreRules } from '../../../contract/scoring.ts'
import type { SegmentKind } from '../../../contract/segments.ts'
import type { Filter } from '../../../contract/filters.ts'
import type { Features } from '../../database/tables/scoring.ts'
import { type Judging, type Market, marketsInUse, marketsOf, workplaceOf } from '../segments/index.ts'
import { featuresOf, type Known, knownSql } from './known.ts'
import { tell } from './model.ts'
import { partsOf, type Yield, yieldOf } from './rules.ts'
import { versionInUse } from './versions.ts'

export interface Score {
  readonly points: number
  readonly class: Class
  /** The probability to be won; null by rules. */
  readonly chance: number | null
  readonly parts: ScorePart[]
}

/** The score that is in use, ready to score by. */
export interface Scorer {
  /** Null for the rules that every workspace begins with. */
  readonly version: { readonly id: string; readonly number: number } | null
  readonly kind: 'rules' | 'model'
  /** What rules give for what only a list knows. */
  readonly points: ScoreRules['points']
  /** What to read of a customer that `x` names: columns as `known`, and their joins. */
  readonly known: (x: string, ofDeal?: boolean) => ReturnType<typeof knownSql>
  readonly score: (known: Known) => Score
  readonly features: (known: Known) => Features
}

export async function scorerOf(
  ctx: Judging,
  always: { readonly forModel: boolean } = { forModel: false },
): Promise<Scorer> {
  const { version, rules, model, cutA, cutB } = await versionInUse(ctx)
  const markets = await marketsInUse(ctx)
  const yields = model === null ? await sourceYields(ctx) : new Map<string, Yield>()
  const own = model === null ? rules.rules : []
  const passes = await passingOf(ctx, own)
  const classOf = (points: number): Class => (points >= cutA ? 'A' : points >= cutB ? 'B' : 'C')
  return {
    version,
    kind: model === null ? 'rules' : 'model',
    points: rules.points,
    known: (x, ofDeal = false) =>
      knownSql(markets, passes(x), x, { forModel: always.forModel || model !== null, ofDeal }),
    score: (known) => {
      if (model !== null) {
        const told = tell(model, featuresOf(known))
        return { ...told, class: classOf(told.points) }
      }
      const sourceYield = (known.sourceId === null ? undefined : yields.get(known.sourceId)) ?? 'unknown'
      const parts = partsOf(rules, { ...known, sourceYield })
      const points = parts.reduce((sum, part) => sum + part.points, 0)
      return { points, class: classOf(points), chance: null, parts }
    },
    features: featuresOf,
  }
}

/** Whether the customer of `x` passes each of these rules. */
async function passingOf(ctx: Judging, rules: ScoreRules['rules']): Promise<(x: string) => RawBuilder<boolean>[]> {
  // A filter that was read when the rule was written.
  const asMarkets = rules.map(
    ({ name, kind, filter }): Market => ({ id: name, name, kind, filter: filter as unknown as Filter }),
  )
  const markets = await marketsOf(ctx, asMarkets)
  return (x) => {
    const of = (column: string) => sql.ref(`${x}.${column}`)
    const who = {
      workspace: of('workspace_id'),
      person: of('person_id'),
      company: of('company_id'),
      household: of('household_id'),
    }
    const ids: Readonly<Record<SegmentKind, RawBuilder<unknown>>> = {
      people: who.person,
      companies: workplaceOf(who),
      households: who.household,
    }
    return markets.all.map(
      ({ kind, filter }) => sql<boolean>`exists (select 1 from ${sql.table(kind)} t
        where t.workspace_id = ${who.workspace} and t.id = ${ids[kind]} and ${markets.passes(kind, filter)})`,
    )
  }
}

// What a source gave years ago says little of today.
const latestDeals = 20_000

/** What came of each source, among the deals that were opened last and have ended. */
async function sourceYields(ctx: Judging): Promise<ReadonlyMap<string, Yield>> {
  const { rows } = await sql<{ source_id: string | null; won: number; ended: number }>`
    select x.source_id, count(*) filter (where x.outcome = 'won') as won, count(*) as ended
    from (
      select d.source_id, d.outcome from deals d where d.workspace_id = ${ctx.workspace.id} and d.outcome <> 'open'
      order by d.id desc limit ${latestDeals}) x
    group by x.source_id`.execute(ctx.tx)
  const all = rows.reduce((sum, { won, ended }) => ({ won: sum.won + won, ended: sum.ended + ended }), {
    won: 0,
    ended: 0,
  })
  return new Map(rows.flatMap((row) => (row.source_id === null ? [] : [[row.source_id, yieldOf(row, all)]])))
}
