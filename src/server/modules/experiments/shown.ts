import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Arm, ExperimentReading } from '../../../contract/experiment-reading.ts'
import type * as contract from '../../../contract/experiments.ts'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { factTypes, standing, standingTypes } from '../deals/index.ts'
import { type NamedLife, type Scope, causes, dayNumber, dayText, figure, scopeOf } from '../measurement/index.ts'
import { goalOf } from './measures.ts'
import { type ReadDeal, readingOf } from './reading.ts'
import { type ExperimentRow, readRow } from './rows.ts'

type Clocks = QueryOf<typeof contract.readExperiment>

/** What an experiment says. Whoever sees some deals only is told of these. */
export async function readExperiment(ctx: Context, id: string, asked: Clocks) {
  const scope = scopeOf(ctx, asked)
  return { ...(await readingOn(ctx, await readRow(ctx, id), scope)), knownAt: scope.knownAt.toISOString() }
}

export async function readingOn(ctx: Context, row: ExperimentRow, scope: Scope): Promise<ExperimentReading> {
  const { asOf } = scope
  const { unit, changedPercent, horizonDays, smallestEffect, plan } = row
  const isRunning = row.started_at !== null && (row.ended_at === null || row.ended_at > untilOf(ctx, scope))
  const design = { unit, changedPercent, horizonDays, smallestEffect, plannedDeals: plan?.deals ?? null, isRunning }
  const reading = readingOf(design, await dealsIn(ctx, row, scope), dayNumber(asOf))
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

/** What happened from then on does not count, nor what was recorded since. */
function untilOf(ctx: Context, { asOf, knownAt }: Scope): Date {
  return new Date(Math.min(startOfDay(asOf, ctx.workspace.timeZone, 1).getTime(), knownAt.getTime()))
}

interface ArmRow {
  readonly id: string
  readonly arm: Arm
  readonly seller: string | null
  readonly seller_name: string | null
  readonly reversed: boolean
  readonly given: boolean
  readonly moved: boolean
}

/** The deals that came into an experiment, with what has become of them. By the arm they came to, wherever they went since. */
export async function dealsIn(
  ctx: Context,
  row: Pick<ExperimentRow, 'id' | 'process' | 'sequences' | 'measure' | 'measureStage'>,
  scope: Scope,
): Promise<(ReadDeal & NamedLife)[]> {
  const moment = { until: startOfDay(scope.asOf, ctx.workspace.timeZone, 1), knownAt: scope.knownAt }
  const { rows } = await sql<ArmRow>`
    select f.deal_id as id, f.data ->> 'arm' as arm, f.data ->> 'ownerId' as seller, m.name as seller_name,
      ${row.sequences ? putInto(row.sequences, 'own', moment) : sql`true`} as given,
      ${row.sequences ? putInto(row.sequences, 'other', moment) : onOtherVersion(moment)} as moved,
      exists (select from facts r where r.workspace_id = f.workspace_id and r.deal_id = f.deal_id
        and r.type = 'deal.win_reversed' and ${standing('r', moment)}) as reversed
    from facts f
    join deals d on d.workspace_id = f.workspace_id and d.id = f.deal_id
    left join members m on m.workspace_id = f.workspace_id and m.id = (f.data ->> 'ownerId')::uuid
    where f.workspace_id = ${ctx.workspace.id} and f.type = 'deal.assigned_to_arm'
      and f.data ->> 'experimentId' = ${row.id} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(ctx.tx)
  const ids = rows.map(({ id }) => id)
  const goal = await goalOf(ctx, { ...row, processId: row.process.id, measureStageKey: row.measureStage?.key ?? null })
  const lives = new Map((await figure(ctx, 'lives', { scope, ids, goal })).map((life) => [life.id, life]))
  return rows.flatMap(({ id, arm, seller, seller_name, reversed, given, moved }) => {
    const life = lives.get(id)
    if (life === undefined) return []
    return [{ ...life, cause: causes[life.standing], arm, seller, sellerName: seller_name, reversed, given, moved }]
  })
}

type Moment = Parameters<typeof standing>[1]

/** Whether the deal of an arm's fact `f` is on another version than it came to. */
function onOtherVersion(moment: Moment) {
  return sql`(
    select s.version_id::text from facts v
    join stages s on s.workspace_id = v.workspace_id and s.id = v.stage_id
    where v.workspace_id = f.workspace_id and v.deal_id = f.deal_id and v.type in (${factTypes(standingTypes)})
      and ${standing('v', moment)}
    order by v.occurred_at desc, v.id desc limit 1) is distinct from f.data ->> 'versionId'`
}

/** Whether somebody was put into a sequence with the deal of an arm's fact `f`: the one of its arm, or the other one. */
function putInto(
  { control, changed }: NonNullable<ExperimentRow['sequences']>,
  which: 'own' | 'other',
  { until, knownAt }: { readonly until: Date; readonly knownAt: Date },
) {
  const [ofChanged, ofControl] = which === 'own' ? [changed.id, control.id] : [control.id, changed.id]
  const before = new Date(Math.min(until.getTime(), knownAt.getTime() + 1))
  return sql`exists (select from enrolments n where n.workspace_id = f.workspace_id and n.deal_id = f.deal_id
    and n.started_at < ${before}
    and n.sequence_id = case f.data ->> 'arm' when 'changed' then ${ofChanged}::uuid else ${ofControl}::uuid end)`
}
