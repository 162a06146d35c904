import { type RawBuilder, sql } from 'kysely'
import { type UndoCounts, type UndoKind, undoKinds } from '../../../contract/import-counts.ts'
import type { Context } from '../../kernel/context.ts'
import type { ImportRow } from './store.ts'
import { type MadeKind, type Tie, tied, tiesTo } from './undo-made.ts'

type Counts = Partial<Record<UndoKind, Omit<UndoCounts, 'kind'>>>

interface Counted {
  readonly removed: number
  readonly restored: number
  readonly kept: number
}

/**
 * What an undo would come to. What is kept because of something that is itself kept only then is not foreseen: that shows
 * when it is done, and is said there.
 */
export async function countUndo(ctx: Context, found: ImportRow): Promise<Counts> {
  const counts: Counts = {}
  for (const kind of undoKinds) {
    const { removed, restored, kept } = await countKind(ctx, found, kind)
    if (removed + restored + kept > 0) counts[kind] = { removed, restored, kept }
  }
  return counts
}

const noted: ReadonlySet<UndoKind> = new Set(['sources', 'members', 'teams', 'tags'])

async function countKind(ctx: Context, found: ImportRow, kind: UndoKind): Promise<Counted> {
  if (kind === 'notes') return countNotes(ctx, found)
  if (kind === 'touches') return countTouches(ctx, found)
  const stays = kind === 'deals' ? staysOfDeal(found) : await staysOfBase(ctx, found, kind)
  const isMade = noted.has(kind) ? sql`n.row_id is not null and n.before is null` : sql`t.import_id = ${found.id}`
  const rows = await sql<Counted>`
    select count(*) filter (where not m.stays) as removed, 0 as restored, count(*) filter (where m.stays) as kept
    from (
      select t.version > coalesce(n.version, 1) or ${stays} as stays
      from ${sql.table(kind)} t
      left join import_rows n on n.workspace_id = t.workspace_id and n.import_id = ${found.id} and n.row_id = t.id
      where t.workspace_id = ${ctx.workspace.id} and ${isMade}) m`.execute(ctx.tx)
  const changed = await sql<Counted>`
    select 0 as removed, count(*) filter (where t.version = n.version) as restored,
      count(*) filter (where t.version is distinct from n.version) as kept
    from import_rows n
    left join ${sql.table(kind)} t on t.workspace_id = n.workspace_id and t.id = n.row_id
    where n.workspace_id = ${ctx.workspace.id} and n.import_id = ${found.id} and n.kind = ${kind}
      and n.before is not null`.execute(ctx.tx)
  return sum(rows.rows[0], changed.rows[0])
}

function sum(...all: readonly (Counted | undefined)[]): Counted {
  const of = (key: keyof Counted) => all.reduce((total, one) => total + (one?.[key] ?? 0), 0)
  return { removed: of('removed'), restored: of('restored'), kept: of('kept') }
}

async function countNotes(ctx: Context, found: ImportRow): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select count(*) filter (where not e.is_edited) as removed, 0 as restored, count(*) filter (where e.is_edited) as kept
    from (
      select n.version > 1 or n.pinned_at is not null as is_edited from notes n
      where n.workspace_id = ${ctx.workspace.id} and n.author_kind = 'import' and n.author_id = ${found.id}) e`.execute(
    ctx.tx,
  )
  return sum(rows[0])
}

async function countTouches(ctx: Context, found: ImportRow): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select count(*) filter (where t.version = 1) as removed, 0 as restored, count(*) filter (where t.version > 1) as kept
    from import_rows n join touches t on t.workspace_id = n.workspace_id and t.id = n.row_id
    where n.workspace_id = ${ctx.workspace.id} and n.import_id = ${found.id} and n.kind = 'touches'`.execute(ctx.tx)
  return sum(rows[0])
}

function staysOfDeal({ id }: ImportRow): RawBuilder<unknown> {
  const hangs = (table: string, where: RawBuilder<unknown>) =>
    sql`exists (select from ${sql.table(table)} x where x.workspace_id = t.workspace_id and ${where})`
  const own = sql`x.deal_id = t.id`
  return sql.join(
    [
      hangs('notes', sql`${own} and not ${ofImport(id, 'author')}`),
      hangs('files', own),
      hangs('prospects', own),
      hangs('deals', sql`x.previous_deal_id = t.id`),
      hangs('facts', sql`${own} and not ${ofImport(id, 'actor')}`),
    ],
    sql` or `,
  )
}

function ofImport(id: string, who: 'author' | 'actor'): RawBuilder<unknown> {
  return sql`(x.${sql.ref(`${who}_kind`)} = 'import' and x.${sql.ref(`${who}_id`)} = ${id}::uuid)`
}

const made = new Set(['deals', 'people', 'households', 'companies', 'products'])

/** Whether rows hang on it that do not go as well. */
async function staysOfBase(ctx: Context, { id }: ImportRow, kind: MadeKind): Promise<RawBuilder<unknown>> {
  const stayingRows = (tie: Tie) => {
    if (tie.from === 'notes') return sql`not ${ofImport(id, 'author')}`
    if (tie.from === 'stakeholders' || tie.from === 'deal_lines')
      return sql`not exists (
        select from deals d where d.workspace_id = x.workspace_id and d.id = x.deal_id and d.import_id = ${id}::uuid)`
    // Whom the import made, or put there, is of the team no longer.
    if (kind === 'teams' && tie.from === 'members')
      return sql`not exists (
        select from import_rows n
        where n.workspace_id = x.workspace_id and n.import_id = ${id}::uuid and n.row_id = x.id and n.kind = 'members')`
    if (!made.has(tie.from)) return sql`true`
    // What was edited stays, and so does what it points to.
    return sql`(x.import_id is distinct from ${id}::uuid or (x.version > 1 and x.version > coalesce((
      select n.version from import_rows n
      where n.workspace_id = x.workspace_id and n.import_id = ${id}::uuid and n.row_id = x.id), 1)))`
  }
  return sql`${tied(await tiesTo(ctx, kind), stayingRows)} <> '{}'`
}
