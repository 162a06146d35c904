import { sql } from 'kysely'
import type { FactData, FactType } from '../../../contract/facts.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'

/** A fact of one of many deals. */
export interface BulkFact {
  readonly id: string
  readonly deal_id: string
  readonly type: FactType
  readonly occurred_at: Date
  readonly dated: boolean
  readonly from_stage_id: string | null
  readonly stage_id: string | null
  /** The fact that this one undoes. */
  readonly undoes?: string
  readonly data: FactData<FactType>
  /** The words that belong to it. */
  readonly words?: string
}

/** Writes facts of many deals, in their order: those of one instant are read in the order of their ids. */
export async function insertFacts(ctx: Context, facts: readonly BulkFact[]): Promise<void> {
  if (facts.length === 0) return
  await sql`
    insert into facts (workspace_id, id, deal_id, type, occurred_at, recorded_at, dated, actor_kind, actor_id,
      from_stage_id, stage_id, undoes, data)
    select ${ctx.workspace.id}, id, deal_id, type, occurred_at, ${ctx.now}::timestamptz, dated, ${ctx.actor.kind},
      ${ctx.actor.id}::uuid, from_stage_id, stage_id, undoes, data
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (id uuid, deal_id uuid, type text, occurred_at timestamptz,
      dated boolean, from_stage_id uuid, stage_id uuid, undoes uuid, data jsonb)`.execute(ctx.tx)
  const told = facts.flatMap(({ id, words }) => (words === undefined ? [] : [{ id, words }]))
  if (told.length > 0)
    await sql`
      insert into fact_words (workspace_id, id, words)
      select ${ctx.workspace.id}, id, words
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r (id uuid, words text)`.execute(ctx.tx)
  const dealIds = [...new Set(facts.map(({ deal_id }) => deal_id))]
  await leaveChange(ctx, { kind: 'deals', id: null, fields: [] }, dealIds)
}
