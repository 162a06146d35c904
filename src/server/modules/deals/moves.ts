import { type Insertable, sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type { FactData, Outcome, stateFacts } from '../../../contract/facts.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { type BulkFact, insertFacts } from './bulk-facts.ts'
import type { GateStage } from './gate.ts'
import type { HeldDeal } from './hold.ts'
import type { PinnedVersion } from './pinned-version.ts'
import { type DealRow, showDealRow } from './rows.ts'
import { type AnyFact, type DealColumns, save, saveNew } from './save.ts'

// The only file that writes where a deal stands (stage, outcome, end), and always with the fact that says so; bulk.ts does
// the same for deals by the thousand.

type StateFact = Extract<AnyFact, { type: (typeof stateFacts)[number] }>

/** A change of stage or outcome. */
export interface Step {
  /** What tells it; time and stages are added here. */
  readonly fact: StateFact
  readonly at: Date
  /** Where the deal stands afterwards. */
  readonly stage: GateStage
  /** The version that the stage is of, where it is another one than before. */
  readonly version?: PinnedVersion
  /** When it came there; unchanged unless said. */
  readonly stageEnteredAt?: Date
  readonly outcome: Outcome
  /** When it ended: now unless said, and never for an open deal. */
  readonly endedAt?: Date | null
  readonly comeBackOn?: string | null
  /** What changes with it, and the facts that tell that; they come before it in the log. */
  readonly set?: Pick<DealColumns, 'amount_minor'>
  readonly before?: readonly AnyFact[]
}

export interface Moved {
  readonly deal: Deal
  readonly factId: string
}

/** Takes a deal to another stage or outcome. */
export async function take(ctx: Context, held: HeldDeal, step: Step): Promise<Moved> {
  const { version } = step
  const state = {
    ...(version ? { process_id: version.processId, version_id: version.id } : {}),
    stage_id: step.stage.id,
    stage_entered_at: step.stageEnteredAt ?? held.stage_entered_at,
    outcome: step.outcome,
    ended_at: step.outcome === 'open' ? null : (step.endedAt ?? step.at),
    come_back_on: step.comeBackOn ?? null,
    ...step.set,
  }
  // Facts of one instant are read in the order of their ids.
  const before = (step.before ?? []).map((fact): AnyFact => ({ ...fact, id: fact.id ?? newId() }))
  const id = step.fact.id ?? newId()
  const fact: AnyFact = { ...step.fact, id, occurredAt: step.at, fromStageId: held.stage_id, stageId: step.stage.id }
  const fields = ['stage', 'outcome', ...(step.set ? ['amountMinor'] : [])]
  const saved = await save(ctx, held, { set: state, fields, facts: [...before, fact] })
  const { key, name, position } = step.stage
  const row: DealRow = {
    ...held,
    ...state,
    ...saved,
    stage: [key, name, position],
    ...(version ? { process_version: [version.number, version.overrides] } : {}),
  }
  return { deal: showDealRow(row), factId: id }
}

/** A locked deal that comes to a stage of another version, or is given back to the one it was on. */
export interface VersionChange {
  readonly fact: BulkFact
  /** The version that the stage entered is of. */
  readonly version: Pick<PinnedVersion, 'id' | 'processId'>
  readonly stageEnteredAt: Date
}

/** Takes many open deals to stages of other versions, in two statements, whatever their number. */
export async function changeVersions(ctx: Context, changes: readonly VersionChange[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ fact, version, stageEnteredAt }) => ({
    id: fact.deal_id,
    process_id: version.processId,
    version_id: version.id,
    stage_id: fact.stage_id,
    stage_entered_at: stageEnteredAt,
  }))
  await sql`
    update deals d set process_id = r.process_id, version_id = r.version_id, stage_id = r.stage_id,
      stage_entered_at = r.stage_entered_at, version = d.version + 1, updated_at = ${ctx.now}::timestamptz,
      field_versions = d.field_versions || jsonb_build_object('stage', d.version + 1, 'version', d.version + 1)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, process_id uuid, version_id uuid, stage_id uuid,
      stage_entered_at timestamptz)
    where d.workspace_id = ${ctx.workspace.id} and d.id = r.id`.execute(ctx.tx)
  await insertFacts(
    ctx,
    changes.map(({ fact }) => fact),
  )
}

export interface Beginning {
  /** All of the row but what follows from its beginning: it is open, since `opened_at`, in the stage it begins in. */
  readonly row: Omit<
    Insertable<Tables['deals']>,
    'workspace_id' | 'outcome' | 'ended_at' | 'stage_entered_at' | 'created_at' | 'updated_at'
  > & { readonly opened_at: Date }
  readonly opened: FactData<'deal.opened'>
  readonly lines: readonly Omit<Insertable<Tables['deal_lines']>, 'workspace_id' | 'id' | 'deal_id' | 'position'>[]
  /** What else is told of it from the start. */
  readonly after: readonly AnyFact[]
}

/** Writes a new deal with its lines and its first fact, in one statement. */
export async function begin(ctx: Context, { row, opened, lines, after }: Beginning): Promise<void> {
  const workspace_id = ctx.workspace.id
  const times = { stage_entered_at: row.opened_at, created_at: ctx.now, updated_at: ctx.now }
  const fact: AnyFact = { type: 'deal.opened', data: opened, occurredAt: row.opened_at, stageId: row.stage_id }
  const rows = lines.map((line, position) => ({ ...line, workspace_id, id: newId(), deal_id: row.id, position }))
  await saveNew(ctx, { ...row, ...times, workspace_id }, rows, [fact, ...after])
}
