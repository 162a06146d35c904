import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sequences.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { refuseWhileTested } from './tested.ts'

export interface SequenceRow
  extends Pick<contract.Sequence, 'id' | 'version' | 'name' | 'number' | 'steps' | 'running' | 'ended'> {
  readonly field_versions: Record<string, number>
  /** The version that new people come into. */
  readonly version_id: string
  readonly retired_at: Date | null
  readonly created_at: Date
}

export async function listSequences(ctx: Context, query: QueryOf<typeof contract.listSequences>) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<SequenceRow>`
    ${sequenceRows(
      ctx,
      sql`${query.retired === 'true' ? sql`true` : sql`s.retired_at is null`}
      ${after ? sql`and s.id < ${after[0]}` : sql``}`,
    )}
    order by s.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

export async function showSequence(ctx: Context, id: string): Promise<contract.Sequence> {
  return show(await findSequence(ctx, id))
}

export async function findSequence(ctx: Context, id: string, lock = false): Promise<SequenceRow> {
  const { rows } = await sql<SequenceRow>`
    ${sequenceRows(ctx, sql`s.id = ${id}`)} ${lock ? sql`for update of s` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'sequence' })
}

function sequenceRows(ctx: Context, where: RawBuilder<unknown>): RawBuilder<SequenceRow> {
  const count = (which: RawBuilder<unknown>) => sql`(
    select count(*)::int from enrolments e
    where e.workspace_id = s.workspace_id and e.sequence_id = s.id and ${which})`
  return sql<SequenceRow>`
    select s.id, s.version, s.field_versions, s.name, s.number, s.retired_at, s.created_at, v.id as version_id, v.steps,
      ${count(sql`e.ended_at is null`)} as running, ${count(sql`e.ended_at is not null`)} as ended
    from sequences s
    join sequence_versions v on v.workspace_id = s.workspace_id and v.sequence_id = s.id and v.number = s.number
    where s.workspace_id = ${ctx.workspace.id} and ${where}`
}

export async function addSequence(
  ctx: Context,
  { name, steps }: BodyOf<typeof contract.addSequence>,
): Promise<contract.Sequence> {
  const id = newId()
  await ctx.tx
    .insertInto('sequences')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name,
      number: 1,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  await keepVersion(ctx, id, 1, steps)
  return showSequence(ctx, id)
}

export async function changeSequence(
  ctx: Context,
  id: string,
  { name, steps, retired }: BodyOf<typeof contract.changeSequence>,
): Promise<contract.Sequence> {
  const row = await findSequence(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, { name, steps, retired })
  if (changed.length === 0) return current
  if (changed.some((field) => field !== 'name')) await refuseWhileTested(ctx, id)
  const isNew = steps !== undefined && changed.includes('steps')
  const number = row.number + (isNew ? 1 : 0)
  if (isNew) await keepVersion(ctx, id, number, steps)
  await ctx.tx
    .updateTable('sequences')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(retired === undefined ? {} : { retired_at: retired ? (row.retired_at ?? ctx.now) : null }),
      number,
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showSequence(ctx, id)
}

async function keepVersion(ctx: Context, sequenceId: string, number: number, steps: readonly contract.Step[]) {
  await ctx.tx
    .insertInto('sequence_versions')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      sequence_id: sequenceId,
      number,
      steps: JSON.stringify(steps),
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
}

function show({ id, version, name, number, steps, running, ended, retired_at, created_at }: SequenceRow) {
  return {
    id,
    version,
    name,
    number,
    steps,
    retired: retired_at !== null,
    running,
    ended,
    createdAt: created_at.toISOString(),
  } satisfies contract.Sequence
}
