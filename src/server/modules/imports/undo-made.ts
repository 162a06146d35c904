import { type RawBuilder, sql } from 'kysely'
import type { UndoKind } from '../../../contract/import-counts.ts'
import type { Context } from '../../kernel/context.ts'
import { type KeptOne, noteUndone } from './kept-rows.ts'
import type { ImportRow } from './store.ts'
import type { StepRun } from './undo-run.ts'

// Each row asks a handful of indexes who points to it.
const batch = 500

export type MadeKind = Exclude<UndoKind, 'deals' | 'notes' | 'touches'>

/** Removes rows that an import made, unless somebody has edited them since or something else hangs on them. */
export function removeMade(kind: MadeKind): StepRun {
  return async (ctx, found, after) => {
    const ties = await tiesTo(ctx, kind)
    const rows = await madeRows(ctx, found, kind, after, ties)
    const isFree = ({ fields, by, is_edited }: Made) => !is_edited && fields.length === 0 && by.length === 0
    const free = rows.filter(isFree)
    const kept = rows.flatMap((row): KeptOne[] => {
      if (isFree(row)) return []
      const { id, fields, by } = row
      return [{ id, reason: by.length > 0 ? 'in_use' : 'edited', fields, by }]
    })
    const ids = free.map(({ id }) => id)
    await sql`delete from ${sql.table(kind)} where workspace_id = ${ctx.workspace.id} and id = any(${ids})`.execute(
      ctx.tx,
    )
    // Let go by an earlier round.
    const freed = free.filter(({ was_kept }) => was_kept).map(({ id }) => id)
    await sql`
      delete from import_rows where workspace_id = ${ctx.workspace.id} and import_id = ${found.id}
        and row_id = any(${freed})`.execute(ctx.tx)
    await noteUndone(ctx, found.id, kind, { restored: [], kept })
    const newlyKept = rows.filter((row) => !isFree(row) && !row.was_kept).length
    const last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
    return { removed: free.length, restored: 0, kept: newlyKept - freed.length, after: last }
  }
}

interface Made {
  readonly id: string
  readonly is_edited: boolean
  readonly was_kept: boolean
  /** What was edited since, as far as that is known field by field. */
  readonly fields: string[]
  /** Kinds of records that hang on it. */
  readonly by: string[]
}

// These have no column for the import that made them: it notes them.
const noted: ReadonlySet<MadeKind> = new Set(['sources', 'members', 'teams', 'tags'])

async function madeRows(
  ctx: Context,
  found: ImportRow,
  kind: MadeKind,
  after: string | null,
  ties: readonly Tie[],
): Promise<readonly Made[]> {
  const isNoted = noted.has(kind)
  const made = isNoted
    ? sql`n.row_id is not null and n.before is null and n.kind = ${kind}`
    : sql`t.import_id = ${found.id}`
  const version = sql`coalesce(case when n.undone is null or n.before is null then n.version end, 1)`
  const { rows } = await sql<Made>`
    select t.id, t.version > ${version} ${kind === 'members' ? sql`or t.user_id is not null` : sql``} as is_edited,
      coalesce(n.undone = 'kept', false) as was_kept,
      array(select f.key from jsonb_each_text(t.field_versions) f where f.value::integer > ${version}) as fields,
      ${tied(ties)} || ${toldOf(kind, ctx.workspace.id)} as by
    from ${sql.table(kind)} t
    left join import_rows n on n.workspace_id = t.workspace_id and n.import_id = ${found.id} and n.row_id = t.id
    where t.workspace_id = ${ctx.workspace.id} and ${made} and t.id > ${after ?? beforeAll}::uuid
    order by t.id limit ${batch} for update of t`.execute(ctx.tx)
  return rows
}

/** Whether the story of a deal that stays names such a row: they are few, and the log is read once for all of them. */
function toldOf(kind: MadeKind, workspaceId: string): RawBuilder<unknown> {
  const names = (type: string, field: string) => sql`
    select f.data ->> ${sql.lit(field)} from facts f
    where f.workspace_id = ${workspaceId} and f.type = ${sql.lit(type)} and f.data ->> ${sql.lit(field)} is not null`
  const named =
    kind === 'members'
      ? [names('deal.opened', 'ownerId'), names('deal.assigned', 'from'), names('deal.assigned', 'to')]
      : kind === 'sources'
        ? [names('deal.opened', 'sourceId'), names('deal.source_changed', 'from'), names('deal.source_changed', 'to')]
        : []
  if (named.length === 0) return sql`'{}'::text[]`
  return sql`case when t.id::text in (${sql.join(named, sql` union all `)}) then '{deals}'::text[] else '{}' end`
}

/** Less than every id: an undo reads the table once, in the order of its key. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Where other rows point to rows of a kind. */
export interface Tie {
  readonly from: string
  readonly column: string
  readonly isList?: true
}

// What goes with its record counts only where people wrote it: all else of that sort follows from the record itself.
const written: ReadonlySet<string> = new Set(['notes', 'files', 'positions', 'prices'])

/** Every reference to a kind of row, as the database knows them: also those of tables that came after this was written. */
export async function tiesTo(ctx: Context, kind: MadeKind): Promise<readonly Tie[]> {
  if (kind === 'tags')
    return [
      ...['companies', 'people', 'households', 'deals'].map((from) => ({
        from,
        column: 'tag_ids',
        isList: true as const,
      })),
      { from: 'price_lists', column: 'tag_id' },
    ]
  const { rows } = await sql<Tie & { cascades: boolean }>`
    select c.relname as "from", a.attname as "column", f.confdeltype = 'c' as cascades
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey) and a.attname <> 'workspace_id'
    where f.contype = 'f' and f.confrelid = ${kind}::regclass limit 200`.execute(ctx.tx)
  const ties: readonly Tie[] = rows.filter(({ from, cascades }) => !cascades || written.has(from))
  // An experiment keeps its teams as a list.
  return kind === 'teams' ? [...ties, { from: 'experiments', column: 'team_ids', isList: true }] : ties
}

/** The kinds of records that hang on a row `t`. */
export function tied(
  ties: readonly Tie[],
  but: (tie: Tie) => RawBuilder<unknown> = () => sql`true`,
): RawBuilder<unknown> {
  const cases = ties.map((tie) => {
    const points = tie.isList ? sql`x.${sql.ref(tie.column)} @> array[t.id]` : sql`x.${sql.ref(tie.column)} = t.id`
    return sql`case when exists (
      select from ${sql.table(tie.from)} x where x.workspace_id = t.workspace_id and ${points} and ${but(tie)})
      then ${sql.lit(tie.from)} end`
  })
  return sql`array(select distinct k.kind from unnest(array[${sql.join(cases)}]::text[]) k (kind) where k.kind is not null)`
}
