import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import { changedFields } from './columns.ts'
import type { Context } from './context.ts'
import { nextVersion, requireVersion } from './edit.ts'
import { fail } from './fail.ts'
import { fold, likePiece } from './fold.ts'
import { newId } from './id.ts'
import { cursorText, decodeCursor, pageOf } from './page.ts'
import { unlessTaken } from './unique.ts'

interface ChoiceRow {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly name_folded: string
}

/**
 * Things that a workspace names itself and chooses from: techniques of closing, competitors, kinds of handoff. Each has its name
 * alone; one that is put away stays with what it was chosen for.
 */
export interface Choices<Row extends ChoiceRow, Shown extends object> {
  readonly table: 'close_techniques' | 'competitors' | 'nurture_tracks' | 'handoff_kinds'
  /** What refusals call one of them. */
  readonly kind: string
  /** The field that puts one away; its column is when. */
  readonly end: 'retired' | 'archived'
  /** How many there may be; any number unless said. */
  readonly most?: number
  /** The rows of the table, as `t`; `where` may end in an order and a limit. */
  readonly rows: (ctx: Context, where: RawBuilder<unknown>) => RawBuilder<Row>
  readonly show: (row: Row) => Shown
}

interface Asked {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
  /** With those that were put away. */
  readonly retired?: 'true' | undefined
  readonly archived?: 'true' | undefined
}

/** What a row has beside its name, by column. */
type Columns = Readonly<Record<string, unknown>>

const nameCursor = z.tuple([cursorText, z.uuid()])

/** A page of them by their names. */
export async function listChoices<Row extends ChoiceRow, Shown extends object>(
  ctx: Context,
  { rows, show, end }: Choices<Row, Shown>,
  { limit, q, after: cursor, ...asked }: Asked,
) {
  const after = decodeCursor(cursor, nameCursor)
  const { rows: found } = await rows(
    ctx,
    sql`${q ? sql`t.name_folded like ${likePiece(q)}` : sql`true`}
      and ${asked[end] ? sql`true` : sql`${sql.ref(`t.${end}_at`)} is null`}
      and ${after ? sql`(t.name_folded, t.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by t.name_folded, t.id limit ${limit + 1}`,
  ).execute(ctx.tx)
  return pageOf(found, limit, (row) => [row.name_folded, row.id], show)
}

export async function addChoice<Row extends ChoiceRow, Shown extends object>(
  ctx: Context,
  choices: Choices<Row, Shown>,
  name: string,
  columns: Columns = {},
): Promise<Shown> {
  await requireRoom(ctx, choices)
  const id = newId()
  const row = { ...columns, workspace_id: ctx.workspace.id, id, name, name_folded: fold(name), created_at: ctx.now }
  await unlessNamed(ctx, choices, name, () =>
    sql`
      insert into ${sql.table(choices.table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
      values (${sql.join(Object.values(row))})`.execute(ctx.tx),
  )
  return choices.show(await findChoice(ctx, choices, id))
}

/** Changes one on the version that was seen; `columns` are what the input changes beside the name and the end. */
export async function changeChoice<Row extends ChoiceRow, Shown extends object>(
  ctx: Context,
  choices: Choices<Row, Shown>,
  id: string,
  input: { readonly name?: string | undefined } & { readonly [End in 'retired' | 'archived']?: boolean | undefined },
  columns: Columns = {},
): Promise<Shown> {
  const row = await findChoice(ctx, choices, id, { lock: true })
  const current = choices.show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const name = input.name ?? row.name
  const isEnded = input[choices.end]
  const ended = isEnded === undefined ? {} : { [`${choices.end}_at`]: isEnded ? ctx.now : null }
  const set = { ...columns, ...ended, ...nextVersion(row, changed), name, name_folded: fold(name) }
  await unlessNamed(ctx, choices, name, () =>
    sql`
      update ${sql.table(choices.table)}
      set ${sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
      where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(ctx.tx),
  )
  return choices.show(await findChoice(ctx, choices, id))
}

/** With `field`, one that a request names: that there is no such row is then a fault of that field. */
export async function findChoice<Row extends ChoiceRow, Shown extends object>(
  ctx: Context,
  { rows, kind }: Choices<Row, Shown>,
  id: string,
  { lock = false, field }: { readonly lock?: boolean; readonly field?: string } = {},
): Promise<Row> {
  const { rows: found } = await rows(ctx, sql`t.id = ${id} ${lock ? sql`for update of t` : sql``}`).execute(ctx.tx)
  return found[0] ?? (field === undefined ? fail('not_found', { kind }) : fail('unknown_reference', { field }))
}

async function requireRoom(
  ctx: Context,
  { table, most }: Pick<Choices<never, never>, 'table' | 'most'>,
): Promise<void> {
  if (most === undefined) return
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: table, limit: most })
}

async function unlessNamed<Row extends ChoiceRow, Shown extends object>(
  ctx: Context,
  { rows, kind }: Choices<Row, Shown>,
  name: string,
  write: () => Promise<unknown>,
): Promise<void> {
  await unlessTaken(ctx, kind, write, async () => {
    const { rows: holders } = await rows(ctx, sql`t.name_folded = ${fold(name)}`).execute(ctx.tx)
    return holders[0]
  })
}
