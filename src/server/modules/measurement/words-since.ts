import { sql } from 'kysely'
import type { Reading } from './loading.ts'

/** What the change log says of some rows of a kind; null among the ids is any row. */
export interface Word {
  readonly kind: string
  readonly ids: readonly (string | null)[]
  /** When the transaction began that left it, by its own time. */
  readonly at: Date
}

/** More words than this are not looked at one by one. */
const mostWords = 100_000

/**
 * What transactions changed which a snapshot did not see; null where it is too much. Every write leaves its word in the change log, in its own
 * transaction: what is visible here and was not there is new, however late it was committed. A word about several rows
 * that does not say which may be about any.
 */
export async function wordsSince(
  ctx: Reading,
  snapshot: string | null,
  kinds: readonly string[],
): Promise<{ readonly snapshot: string; readonly words: readonly Word[] | null }> {
  const { rows } = await sql<{ snapshot: string; kind: string | null; ids: Word['ids'] | null; at: Date }>`
    select s.snapshot::text, c.kind, coalesce(c.row_ids, array[c.row_id]) as ids, c.changed_at as at
    from (select pg_current_snapshot() as snapshot) s
    left join change_log c on c.workspace_id = ${ctx.workspace.id} and c.kind = any(${kinds}::text[])
      and c.transaction_id >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(c.transaction_id, ${snapshot}::pg_snapshot)
    limit ${mostWords + 1}`.execute(ctx.tx)
  const words = rows.flatMap(({ kind, ids, at }) => (kind === null ? [] : [{ kind, ids: ids ?? [], at }]))
  return { snapshot: rows[0]?.snapshot ?? '', words: rows.length > mostWords ? null : words }
}
