import { sql } from 'kysely'
import type { AlikeReason } from '../../../contract/duplicates.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { traitsById } from './described.ts'
import { regroup } from './groups.ts'
import { likeness } from './likeness/score.ts'
import type { AlikeKind, Traits } from './likeness/traits.ts'
import { possible } from './likeness/weights.ts'

type Place = Pick<Context, 'tx' | 'workspace' | 'now'>

// A key that more rows share says little: a name like theirs, a switchboard. Their pairs are found by the other keys.
const mostPerKey = 40

interface Pair {
  readonly one: string
  readonly other: string
  readonly score: number
  readonly reasons: readonly AlikeReason[]
}

/** Writes the keys of rows anew; rows without keys are found no more. */
export async function writeKeys(ctx: Place, ids: readonly string[], keys: ReadonlyMap<string, readonly number[]>) {
  await sql`
    delete from likeness_keys where workspace_id = ${ctx.workspace.id} and row_id = any(${listOf(ids)}::uuid[])`.execute(
    ctx.tx,
  )
  // In the order of the index, whose pages are then found once each.
  const rows = [...keys].flatMap(([id, own]) => own.map((key) => [key, id] as const)).sort(([a], [b]) => a - b)
  if (rows.length === 0) return
  // What was deleted just now is not there, and a workspace has one scan at a time: to ask about conflicts costs as much again.
  await sql`
    insert into likeness_keys (workspace_id, key, row_id)
    select ${ctx.workspace.id}, k.key, k.id
    from unnest(${listOf(rows.map(([key]) => key))}::bigint[], ${listOf(rows.map(([, id]) => id))}::uuid[]) as k (key, id)`.execute(
    ctx.tx,
  )
}

/** As text: the driver quotes the values of a list one by one, which takes longer than to find them. */
function listOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}

/**
 * Compares rows with all that share a key with them, and keeps the pairs that are alike; pairs of theirs that are alike no
 * more go.
 */
export async function findPairs(
  ctx: Place,
  kind: AlikeKind,
  traits: ReadonlyMap<string, Traits>,
  keys: ReadonlyMap<string, readonly number[]>,
  ids: readonly string[],
): Promise<void> {
  const sharing = await rowsByKey(
    ctx,
    [...new Set([...keys.values()].flat())].sort((a, b) => a - b),
  )
  const candidates = pairsOf(sharing, traits)
  const others = [...new Set(candidates.flat())].filter((id) => !traits.has(id))
  const known = new Map([...traits, ...(await traitsById(ctx, kind, others))])
  const pairs = candidates.flatMap(([one, other]): Pair[] => {
    const [a, b] = [known.get(one), known.get(other)]
    if (!a || !b) return []
    const { score, reasons } = likeness(kind, a, b)
    return score >= possible ? [{ one, other, score, reasons }] : []
  })
  const before = await forget(ctx, ids, pairs)
  await remember(ctx, kind, pairs)
  await regroup(ctx, kind, [...new Set([...before, ...pairs.flatMap(({ one, other }) => [one, other])])])
}

async function rowsByKey(ctx: Place, keys: readonly number[]): Promise<readonly string[][]> {
  if (keys.length === 0) return []
  // In one walk along the index. A key of thousands is read in vain, which costs less than to begin anew for each of the others.
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(row_id) as ids from likeness_keys
    where workspace_id = ${ctx.workspace.id} and key = any(${listOf(keys)}::bigint[])
    group by key having count(*) between 2 and ${mostPerKey}`.execute(ctx.tx)
  return rows.map(({ ids }) => ids)
}

/** The pairs of which one row at least is among those looked at, each once, the lesser id first. */
function pairsOf(sharing: readonly (readonly string[])[], looked: ReadonlyMap<string, Traits>): [string, string][] {
  const pairs = new Map<string, [string, string]>()
  for (const ids of sharing) {
    const sorted = [...ids].sort()
    for (const [at, one] of sorted.entries()) {
      for (const other of sorted.slice(at + 1)) {
        if (looked.has(one) || looked.has(other)) pairs.set(one + other, [one, other])
      }
    }
  }
  return [...pairs.values()]
}

/** Lets go the open pairs of rows that were not found again. Returns the rows of those that went. */
async function forget(ctx: Place, ids: readonly string[], pairs: readonly Pair[]): Promise<string[]> {
  const found = new Set(pairs.map(({ one, other }) => one + other))
  const list = listOf(ids)
  const { rows: kept } = await sql<{ id: string; one_id: string; other_id: string }>`
    select d.id, d.one_id, d.other_id from duplicates d
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'open' and d.one_id = any(${list}::uuid[])
    union select d.id, d.one_id, d.other_id from duplicates d
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'open' and d.other_id = any(${list}::uuid[])`.execute(
    ctx.tx,
  )
  const rows = kept.filter(({ one_id, other_id }) => !found.has(one_id + other_id))
  if (rows.length > 0)
    await sql`
      delete from duplicates d
      where d.workspace_id = ${ctx.workspace.id} and d.id = any(${listOf(rows.map(({ id }) => id))}::uuid[])`.execute(
      ctx.tx,
    )
  return rows.flatMap(({ one_id, other_id }) => [one_id, other_id])
}

async function remember(ctx: Place, kind: AlikeKind, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const rows = pairs.map(({ one, other, score, reasons }) => ({ id: newId(), one, other, score, reasons }))
  await sql`
    insert into duplicates (workspace_id, id, kind, one_id, other_id, score, reasons, group_id, found_at)
    select ${ctx.workspace.id}, r.id, ${kind}, r.one, r.other, r.score, r.reasons, r.one, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, one uuid, other uuid, score real, reasons text[])
    on conflict (workspace_id, one_id, other_id)
      do update set score = excluded.score, reasons = excluded.reasons
      where duplicates.state = 'open'
        and (duplicates.score, duplicates.reasons) is distinct from (excluded.score, excluded.reasons)`.execute(ctx.tx)
}
