import { sql } from 'kysely'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sequences.ts'
import { newcombeDifference, wilson } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { findSequence } from './sequences.ts'
import { reasonToStop } from './stopping.ts'

interface StepRow {
  readonly number: number
  readonly step: number
  readonly variant: 'a' | 'b' | null
  readonly steps: readonly contract.Step[]
  readonly n: number
  readonly replied: number
  readonly skipped: number
}

/** What came of a sequence. A reply counts for the last step that was done before it. */
export async function sequenceResults(
  ctx: Context,
  id: string,
): Promise<OutputOf<typeof contract.showSequenceResults>> {
  await findSequence(ctx, id)
  const enrolled = sql`
    select e.id, e.version_id, e.step, coalesce(e.end_reason, ${reasonToStop}) as reason from enrolments e
    join people p on p.workspace_id = e.workspace_id and p.id = e.person_id and ${seen(ctx.actor, sql.ref('p.owner_id'))}
    where e.workspace_id = ${ctx.workspace.id} and e.sequence_id = ${id}`
  const { rows: reasons } = await sql<{ reason: contract.EndReason | null; count: number }>`
    select x.reason, count(*)::int as count from (${enrolled}) x group by x.reason limit 100`.execute(ctx.tx)
  const { rows } = await sql<StepRow>`
    select v.number, d.step, d.variant, v.steps, count(*) filter (where not d.skipped)::int as n,
      count(*) filter (where not d.skipped and x.reason in ('replied', 'meeting', 'won') and x.step = d.step + 1)::int as replied,
      count(*) filter (where d.skipped)::int as skipped
    from (${enrolled}) x
    join enrolment_steps d on d.workspace_id = ${ctx.workspace.id} and d.enrolment_id = x.id
    join sequence_versions v on v.workspace_id = ${ctx.workspace.id} and v.id = x.version_id
    group by v.number, v.steps, d.step, d.variant order by v.number desc, d.step, d.variant limit 1000`.execute(ctx.tx)
  return {
    started: reasons.reduce((sum, { count }) => sum + count, 0),
    reasons: reasons.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
    steps: rows.flatMap(showStep),
    tests: rows.flatMap((row) => testOf(row, rows)),
  }
}

function showStep({ number, step, variant, steps, n, replied, skipped }: StepRow) {
  const planned = steps[step - 1]
  if (!planned) return []
  const { kind, title } = planned
  return [{ number, step, variant, kind, title, skipped, n, replied, ...wilson(replied, n) }]
}

function testOf(row: StepRow, rows: readonly StepRow[]) {
  if (row.variant !== 'a') return []
  const other = rows.find((each) => each.number === row.number && each.step === row.step && each.variant === 'b')
  if (!other) return []
  const trials = ({ n, replied }: StepRow) => ({ successes: replied, trials: n })
  return [{ number: row.number, step: row.step, difference: newcombeDifference(trials(row), trials(other)) }]
}
