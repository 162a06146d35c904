import { type RawBuilder, sql } from 'kysely'
import type { ArmReading, ExperimentReading } from '../../../contract/experiment-reading.ts'
import type { Experiment, ExperimentStatus } from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface SummaryRow
  extends Pick<
    Experiment,
    | 'id'
    | 'name'
    | 'hypothesis'
    | 'kind'
    | 'process'
    | 'control'
    | 'changed'
    | 'sequences'
    | 'measure'
    | 'measureStage'
    | 'horizonDays'
    | 'smallestEffect'
    | 'decision'
  > {
  readonly created_at: Date
  readonly started_at: Date | null
  readonly ended_at: Date | null
  readonly decided_at: Date | null
}

export interface ExperimentRow
  extends SummaryRow,
    Pick<
      Experiment,
      | 'sourceIds'
      | 'teamIds'
      | 'ownerIds'
      | 'unit'
      | 'bySource'
      | 'changedPercent'
      | 'createdBy'
      | 'plan'
      | 'decisionReason'
      | 'decidedBy'
      | 'decidedReading'
    > {}

const version = (column: 'control_version_id' | 'changed_version_id') => sql`(
  select json_build_object('id', v.id, 'number', v.number) from process_versions v
  where v.workspace_id = e.workspace_id and v.id = ${sql.ref(`e.${column}`)})`

const sequence = (column: 'control_sequence_id' | 'changed_sequence_id') => sql`(
  select json_build_object('id', q.id, 'name', q.name) from sequences q
  where q.workspace_id = e.workspace_id and q.id = ${sql.ref(`e.${column}`)})`

const who = (column: 'created_by' | 'decided_by') => sql<Named | null>`(
  select json_build_object('id', n.id, 'name', n.name) from (
    select m.id, m.name from members m where m.workspace_id = e.workspace_id and m.id = ${sql.ref(`e.${column}`)}
    union all
    select k.id, k.name from api_keys k where k.workspace_id = e.workspace_id and k.id = ${sql.ref(`e.${column}`)}
  ) n limit 1)`

/** Named as in the version that is tested against; both have it. */
const measureStage = sql<{ key: string; name: string } | null>`(
  select json_build_object('key', g.key, 'name', g.name) from stages g
  where g.workspace_id = e.workspace_id and g.version_id = e.control_version_id and g.key = e.measure_stage)`

/** The columns of `experiments e` that `showRow` reads. */
export const summaryColumns: RawBuilder<SummaryRow> = sql`
  e.id, e.name, e.hypothesis, e.kind, e.measure, ${measureStage} as "measureStage", e.horizon_days as "horizonDays", e.smallest_effect as "smallestEffect", e.decision,
  e.created_at, e.started_at, e.ended_at, e.decided_at,
  (select json_build_object('id', p.id, 'name', p.name) from processes p
    where p.workspace_id = e.workspace_id and p.id = e.process_id) as process,
  ${version('control_version_id')} as control, ${version('changed_version_id')} as changed,
  case when e.kind = 'sequence' then json_build_object('control', ${sequence('control_sequence_id')},
    'changed', ${sequence('changed_sequence_id')}) end as sequences`

const wholeColumns: RawBuilder<ExperimentRow> = sql`${summaryColumns},
  e.source_ids as "sourceIds", e.team_ids as "teamIds", e.owner_ids as "ownerIds", e.unit, e.by_source as "bySource",
  e.changed_percent as "changedPercent", e.plan, e.decision_reason as "decisionReason",
  e.decided_reading as "decidedReading", ${who('created_by')} as "createdBy", ${who('decided_by')} as "decidedBy"`

/** One experiment; locked against everybody else who would begin, end or decide it when it is to be changed. */
export async function readRow(ctx: Context, id: string, lock: 'for update' | '' = ''): Promise<ExperimentRow> {
  const { rows } = await sql<ExperimentRow>`
    select ${wholeColumns} from experiments e
    where e.workspace_id = ${ctx.workspace.id} and e.id = ${id} ${lock === '' ? sql`` : sql`for update of e`}`.execute(
    ctx.tx,
  )
  const row = rows[0] ?? fail('not_found', { kind: 'experiment' })
  return { ...row, decidedReading: row.decidedReading && wholeReading(row.decidedReading) }
}

type AddedLater = 'came' | 'cameByHorizon' | 'timeToCome' | 'given'
type KeptArm = Omit<ArmReading, AddedLater> & Partial<Pick<ArmReading, AddedLater>>

/** A reading as it was kept: at first there were wins only, and what came was what was won; and versions only, which every deal got. */
function wholeReading(kept: ExperimentReading): ExperimentReading {
  const whole = (arm: KeptArm): ArmReading => {
    const { came = arm.won, cameByHorizon = arm.wonByHorizon, timeToCome = arm.timeToSignature, given = arm.n } = arm
    return { ...arm, came, cameByHorizon, timeToCome, given }
  }
  return { ...kept, arms: { control: whole(kept.arms.control), changed: whole(kept.arms.changed) } }
}

export function statusOf(row: Pick<SummaryRow, 'started_at' | 'ended_at' | 'decided_at'>): ExperimentStatus {
  if (row.decided_at !== null) return 'decided'
  if (row.ended_at !== null) return 'ended'
  return row.started_at === null ? 'planned' : 'running'
}

/** A row as the API shows it: a whole one, or a summary. */
export function showRow<Row extends SummaryRow>(row: Row) {
  const { created_at, started_at, ended_at, decided_at, ...told } = row
  return {
    ...told,
    status: statusOf(row),
    createdAt: created_at.toISOString(),
    startedAt: started_at?.toISOString() ?? null,
    endedAt: ended_at?.toISOString() ?? null,
    decidedAt: decided_at?.toISOString() ?? null,
  }
}
