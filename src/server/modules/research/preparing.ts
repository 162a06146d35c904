import { sql } from 'kysely'
import type { showPreparing } from '../../../contract/call-sheets.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import { judgeShares } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { standing } from '../deals/index.ts'

/** Under so many deals on either side nothing is compared. */
const leastCompared = 10
const windowDays = 365

interface Count {
  readonly prepared: boolean
  readonly deals: number
  readonly won: number
}

/** Closed deals that were prepared for before they ended, and those that were not. Describes; it was no experiment. */
export async function preparingPays(ctx: Context): Promise<OutputOf<typeof showPreparing>> {
  const to = today(ctx)
  const from = Temporal.PlainDate.from(to)
    .subtract({ days: windowDays - 1 })
    .toString()
  const { rows } = await sql<Count>`
    select p.deal_id is not null as prepared, count(*)::int as deals,
      count(*) filter (where d.outcome = 'won')::int as won
    from deals d
    left join (
      select f.deal_id, min(f.occurred_at) as at from facts f
      where f.workspace_id = ${ctx.workspace.id} and f.type = 'deal.prepared' and ${standing('f')} group by f.deal_id
    ) p on p.deal_id = d.id and p.at < d.ended_at
    where d.workspace_id = ${ctx.workspace.id} and d.outcome in ('won', 'lost')
      and d.ended_at >= ${startOfDay(from, ctx.workspace.timeZone)} and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    group by 1 limit 2`.execute(ctx.tx)
  const sides = [true, false].map((prepared) => rows.find((row) => row.prepared === prepared) ?? { deals: 0, won: 0 })
  const { verdict, groups } = judgeShares(
    sides.map(({ deals, won }) => ({ successes: won, trials: deals })),
    { leastTrials: leastCompared },
  )
  const [prepared, unprepared] = groups.map(({ successes, trials, plain }) => ({
    deals: trials,
    won: successes,
    share: plain.estimate,
    low: plain.low,
    high: plain.high,
  }))
  if (!prepared || !unprepared) throw new RangeError('two sides were judged')
  return { from, to, prepared, unprepared, verdict }
}
