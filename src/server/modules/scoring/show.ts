import { type RawBuilder, sql } from 'kysely'
import type { ParamsOf } from '../../../contract/endpoint.ts'
import type { Class, ScorePart } from '../../../contract/prospects.ts'
import * as contract from '../../../contract/scoring.ts'
import { wilson } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { mostCases } from './cases.ts'
import { latestRun } from './fit-run.ts'
import type { Known } from './known.ts'
import { scorerOf } from './scorer.ts'
import { latestVersions } from './versions.ts'

type About = ParamsOf<typeof contract.showScore>

const kinds = { companies: 'company', people: 'person', households: 'household', deals: 'deal' } as const

interface Row {
  readonly known: Known
  readonly frozen: {
    readonly points: number
    readonly class: Class
    readonly chance: number | null
    readonly parts: ScorePart[]
    readonly scored_at: string
  } | null
}

/** How likely somebody is to buy by what is known now, and of a deal what was said when it was opened. */
export async function showScore(ctx: Context, { kind, id }: About): Promise<contract.ScoreShown> {
  const scorer = await scorerOf(ctx)
  const { column, joins } = scorer.known('d', kind === 'deals')
  const frozen =
    kind === 'deals'
      ? sql`(select json_build_object('points', s.points, 'class', s.class, 'chance', s.chance, 'parts', s.parts,
          'scored_at', s.scored_at) from deal_scores s where s.workspace_id = d.workspace_id and s.deal_id = d.id)`
      : sql`null::json`
  const { rows } = await sql<Row>`
    select ${column} as known, ${frozen} as frozen from (${customer(kind)}
      from ${sql.table(kind)} b where b.workspace_id = ${ctx.workspace.id} and b.id = ${id}
        and ${seen(ctx.actor, sql.ref('b.owner_id'))}) d ${joins}`.execute(ctx.tx)
  const [row] = rows
  if (!row) fail('not_found', { kind: kinds[kind] })
  const { frozen: then } = row
  return {
    version: scorer.version?.number ?? null,
    kind: scorer.kind,
    now: scorer.score(row.known),
    atOpening: then && {
      points: then.points,
      class: then.class,
      chance: then.chance,
      parts: then.parts,
      scoredAt: new Date(then.scored_at).toISOString(),
    },
  }
}

/** A row `b` in the shape of a deal: whom it names, and from which source. */
function customer(kind: About['kind']): RawBuilder<unknown> {
  const column = { companies: 'company_id', people: 'person_id', households: 'household_id' } as const
  if (kind === 'deals') return sql`select b.*`
  const named = Object.values(column).map((each) =>
    each === column[kind] ? sql`b.id as ${sql.ref(each)}` : sql`null::uuid as ${sql.ref(each)}`,
  )
  return sql`select b.id, b.workspace_id, b.source_id, ${sql.join(named)}`
}

/** What is in use, how it was tested, and how it has done since. */
export async function showScoring(ctx: Context): Promise<contract.Scoring> {
  const versions = await latestVersions(ctx)
  return {
    ...versions,
    run: await latestRun(ctx),
    outcomes: await countOutcomes(ctx, seen(ctx.actor, sql.ref('d.owner_id'))),
    since: await sinceThen(ctx),
  }
}

/** Deals that have ended, counted up to 10,000; `which` narrows the deals `d`. */
export async function countOutcomes(
  ctx: Pick<Context, 'tx' | 'workspace'>,
  which: RawBuilder<unknown> = sql`true`,
): Promise<{ won: number; lost: number }> {
  const { rows } = await sql<{ won: number; lost: number }>`
    select count(*) filter (where x.outcome = 'won')::int as won, count(*) filter (where x.outcome <> 'won')::int as lost
    from (select d.outcome from deals d where d.workspace_id = ${ctx.workspace.id}
      and d.outcome in ('won', 'lost', 'disqualified') and ${which} limit ${mostCases}) x`.execute(ctx.tx)
  return rows[0] ?? { won: 0, lost: 0 }
}

/** What came of the deals that were scored when they were opened, by the class they were given then. */
async function sinceThen(ctx: Context): Promise<contract.Scoring['since']> {
  const { rows } = await sql<{ class: Class; ended: number; won: number }>`
    select s.class, count(*)::int as ended, count(*) filter (where d.outcome = 'won')::int as won
    from deal_scores s join deals d on d.workspace_id = s.workspace_id and d.id = s.deal_id
    where s.workspace_id = ${ctx.workspace.id} and d.outcome in ('won', 'lost', 'disqualified')
      and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    group by s.class order by s.class limit 3`.execute(ctx.tx)
  return rows.map((row) => ({ ...row, winRate: wilson(row.won, row.ended) }))
}
