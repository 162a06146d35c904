import { sql } from 'kysely'
import type * as contract from '../../../contract/duplicates.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { seen } from '../../kernel/seen.ts'
import { audit } from '../access/index.ts'
import { tables } from './described.ts'
import { components } from './groups.ts'
import type { AlikeKind } from './likeness/traits.ts'
import { sure } from './likeness/weights.ts'
import { leaveMerged, mergeGroup } from './merge-part.ts'
import { mergeJob } from './merge-run.ts'
import { noteMerge, saveMerge, showMerge } from './merge-store.ts'

/** Merges the named rows into one, at once. */
export async function mergeCustomers(
  ctx: Context,
  body: BodyOf<typeof contract.mergeCustomers>,
): Promise<contract.Merge> {
  const { kind, survivorId, choices } = body
  const ids = [...new Set([survivorId, ...body.removedIds])]
  if (ids.length < 2) fail('unknown_reference', { field: 'removedIds' })
  const wrong = Object.entries(choices).find(([, id]) => !ids.includes(id))
  if (wrong) fail('unknown_reference', { field: `choices.${wrong[0]}` })
  const { id, partIds } = await noteMerge(ctx, kind, [ids])
  await mergeGroup(ctx, kind, { partId: partIds[0] ?? '', ids, survivorId, choices })
  await saveMerge(ctx, id, { status: 'done', processed: 1, removed: ids.length - 1, finished_at: ctx.now })
  await leaveMerged(ctx, kind, partIds)
  await audit(ctx, { action: 'merge.made', subject: { kind, id: survivorId } })
  return showMerge(ctx, id)
}

/** Merges all groups of a kind that are sure, by a job. */
export async function mergeSure(ctx: Context, kind: AlikeKind): Promise<contract.Merge> {
  const groups = await sureGroups(ctx, kind)
  if (groups.length === 0) fail('nothing_sure')
  const { id } = await noteMerge(ctx, kind, groups)
  await audit(ctx, { action: 'merge.made' })
  await enqueue(ctx, { kind: mergeJob, payload: { mergeId: id } })
  return showMerge(ctx, id)
}

const mostPairs = 20_000

/** Groups in which everybody is surely the same as somebody, and nobody is unlike anybody: no chain joins strangers. */
async function sureGroups(ctx: Context, kind: AlikeKind): Promise<string[][]> {
  const table = sql.table(tables[kind])
  const { rows } = await sql<{ one_id: string; other_id: string; score: number }>`
    select d.one_id, d.other_id, d.score from duplicates d
    join ${table} a on a.workspace_id = d.workspace_id and a.id = d.one_id and a.archived_at is null
      and ${seen(ctx.actor, sql.ref('a.owner_id'))}
    join ${table} b on b.workspace_id = d.workspace_id and b.id = d.other_id and b.archived_at is null
      and ${seen(ctx.actor, sql.ref('b.owner_id'))}
    where d.workspace_id = ${ctx.workspace.id} and d.kind = ${kind} and d.state = 'open'
    order by d.score desc, d.id limit ${mostPairs}`.execute(ctx.tx)
  const known = new Set(rows.map((row) => row.one_id + row.other_id))
  const certain = rows.filter(({ score }) => score >= sure)
  const groupOf = components(certain.map(({ one_id, other_id }) => [one_id, other_id]))
  const groups = new Map<string, string[]>()
  for (const id of new Set(certain.flatMap(({ one_id, other_id }) => [one_id, other_id]))) {
    groups.set(groupOf(id), [...(groups.get(groupOf(id)) ?? []), id])
  }
  return [...groups.values()]
    .map((ids) => ids.sort())
    .filter(
      (ids) => ids.length <= 20 && ids.every((one, at) => ids.slice(at + 1).every((other) => known.has(one + other))),
    )
}
