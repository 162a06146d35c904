import { sql } from 'kysely'
import type { Arm, ExperimentReading } from '../../../contract/experiment-reading.ts'
import { type Context, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { standing } from '../deals/index.ts'
import { type NamedLife, causes, dayNumber, dayText, figure, scopeOf } from '../measurement/index.ts'
import { type ReadDeal, readingOf } from './reading.ts'
import { type ExperimentRow, readRow, statusOf } from './rows.ts'

/** What an experiment says today. Whoever sees some deals only is told of these. */
export async function readExperiment(ctx: Context, id: string): Promise<ExperimentReading> {
  return readingNow(ctx, await readRow(ctx, id))
}

export async function readingNow(ctx: Context, row: ExperimentRow): Promise<ExperimentReading> {
  const asOf = today(ctx)
  const { unit, changedPercent, horizonDays, smallestEffect, plan } = row
  const isRunning = statusOf(row) === 'running'
  const design = { unit, changedPercent, horizonDays, smallestEffect, plannedDeals: plan?.deals ?? null, isRunning }
  const reading = readingOf(design, await dealsIn(ctx, row.id), dayNumber(asOf))
  return {
    ...reading,
    asOf,
    readableOn: reading.readableOn === null ? null : dayText(reading.readableOn),
    history: reading.history.map(({ on, difference: { estimate, low, high } }) => ({
      on: dayText(on),
      estimate,
      low,
      high,
    })),
  }
}

interface ArmRow {
  readonly id: string
  readonly arm: Arm
  readonly seller: string | null
  readonly seller_name: string | null
  readonly reversed: boolean
  readonly moved: boolean
}

/** The deals that came into an experiment, with what has become of them. By the arm they came to, wherever they went since. */
export async function dealsIn(ctx: Context, experimentId: string): Promise<(ReadDeal & NamedLife)[]> {
  const { rows } = await sql<ArmRow>`
    select f.deal_id as id, f.data ->> 'arm' as arm, f.data ->> 'ownerId' as seller, m.name as seller_name,
      d.version_id::text <> f.data ->> 'versionId' as moved,
      exists (select from facts r where r.workspace_id = f.workspace_id and r.deal_id = f.deal_id
        and r.type = 'deal.win_reversed' and ${standing('r')}) as reversed
    from facts f
    join deals d on d.workspace_id = f.workspace_id and d.id = f.deal_id
    left join members m on m.workspace_id = f.workspace_id and m.id = (f.data ->> 'ownerId')::uuid
    where f.workspace_id = ${ctx.workspace.id} and f.type = 'deal.assigned_to_arm'
      and f.data ->> 'experimentId' = ${experimentId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(ctx.tx)
  const ids = rows.map(({ id }) => id)
  const lives = new Map((await figure(ctx, 'lives', { scope: scopeOf(ctx, {}), ids })).map((life) => [life.id, life]))
  return rows.flatMap(({ id, arm, seller, seller_name, reversed, moved }) => {
    const life = lives.get(id)
    if (life === undefined) return []
    return [{ ...life, cause: causes[life.standing], arm, seller, sellerName: seller_name, reversed, moved }]
  })
}
