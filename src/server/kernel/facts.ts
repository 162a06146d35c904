import type { Insertable } from 'kysely'
import type { FactData, FactType } from '../../contract/facts.ts'
import type { Tables } from '../database/tables.ts'
import type { Context } from './context.ts'
import { fail } from './fail.ts'
import { newId } from './id.ts'

/** A fact about to be written; `occurredAt` is now unless said. */
export interface NewFact<Type extends FactType> {
  /** A new one unless another fact must name it. */
  readonly id?: string | undefined
  readonly type: Type
  readonly dealId: string
  readonly data: FactData<Type>
  readonly occurredAt?: Date | undefined
  readonly fromStageId?: string | undefined
  readonly stageId?: string | undefined
  readonly undoes?: string | undefined
  /** Words of people that belong to the fact; kept apart, so that they can be erased. */
  readonly words?: string | undefined
}

/** The row of a fact, for statements that write it together with what it is about. */
export function factRow<Type extends FactType>(ctx: Context, fact: NewFact<Type>) {
  return {
    workspace_id: ctx.workspace.id,
    id: fact.id ?? newId(),
    deal_id: fact.dealId,
    type: fact.type,
    occurred_at: fact.occurredAt ?? ctx.now,
    recorded_at: ctx.now,
    actor_kind: ctx.actor.kind,
    actor_id: ctx.actor.id,
    from_stage_id: fact.fromStageId ?? null,
    stage_id: fact.stageId ?? null,
    undoes: fact.undoes ?? null,
    data: fact.data,
  } satisfies Omit<Insertable<Tables['facts']>, 'data'> & { data: FactData<Type> }
}

/** When something happened: what the request says, else now. Refuses the future. */
export function occurred(ctx: Context, occurredAt: string | undefined): Date {
  if (occurredAt === undefined) return ctx.now
  const instant = new Date(occurredAt)
  // Clocks of clients run a little ahead; a minute is no future.
  if (instant.getTime() > ctx.now.getTime() + 60_000) fail('occurred_in_future')
  return instant > ctx.now ? ctx.now : instant
}
