import { type RawBuilder, sql } from 'kysely'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

/** Running experiments `e` that test a sequence against another one. */
function testing(ctx: Context, id: string): RawBuilder<unknown> {
  return sql`e.workspace_id = ${ctx.workspace.id} and e.kind = 'sequence' and e.started_at is not null and e.ended_at is null
    and ${id}::uuid in (e.control_sequence_id, e.changed_sequence_id)`
}

/** Refuses to change what a running experiment tests. Whoever asks holds the sequence. */
export async function refuseWhileTested(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<ErrorData<'sequence_in_experiment'>>`
    select e.id, e.name from experiments e where ${testing(ctx, id)} limit 1`.execute(ctx.tx)
  if (rows[0]) fail('sequence_in_experiment', rows[0])
}

/**
 * The sequences that chance gave to the deals of people who are put into one that is tested: by person, with `worked` telling the deal of each.
 * Whose deal is in no running experiment is in none of them.
 */
export async function drawnSequences(
  ctx: Context,
  id: string,
  worked: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person_id: string; sequence_id: string }>`
    with testing as materialized (
      select e.id, e.control_sequence_id, e.changed_sequence_id from experiments e where ${testing(ctx, id)}
    )
    select w.person_id,
      case f.data ->> 'arm' when 'changed' then e.changed_sequence_id else e.control_sequence_id end as sequence_id
    from testing e
    join facts f on f.workspace_id = ${ctx.workspace.id} and f.type = 'deal.assigned_to_arm'
      and f.data ->> 'experimentId' = e.id::text
    join (${worked}) w on w.deal_id = f.deal_id`.execute(ctx.tx)
  return new Map(rows.map(({ person_id, sequence_id }) => [person_id, sequence_id]))
}
