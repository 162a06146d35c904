import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely'
import type { FactType } from '../../../contract/facts.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion } from '../../kernel/edit.ts'
import { factRow, type NewFact } from '../../kernel/facts.ts'
import type { DealRow } from './rows.ts'

/** A fact of any type, with the data of its type. */
export type AnyFact = { [Type in FactType]: Omit<NewFact<Type>, 'dealId'> }[FactType]

type Written = 'workspace_id' | 'id' | 'version' | 'field_versions' | 'updated_at'
type Standing = 'process_id' | 'version_id' | 'stage_id' | 'stage_entered_at' | 'outcome' | 'ended_at'

/** The columns of a deal that any change may write. Where it stands is not among them: that is written by `moves.ts`. */
export type DealColumns = Omit<Updateable<Tables['deals']>, Written | Standing>

/** A change of a deal: its columns, the fields of the contract that these stand for, and the facts that tell it. */
export interface Change<Columns = DealColumns> {
  readonly set: Columns
  readonly fields: readonly string[]
  /** In the order they are told. */
  readonly facts: readonly AnyFact[]
}

/** Writes a change of a locked deal with its facts, in one statement: neither can be without the other. */
export async function save(
  ctx: Context,
  held: DealRow,
  change: Change<Omit<Updateable<Tables['deals']>, Written>>,
): Promise<Pick<DealRow, 'version' | 'updated_at'>> {
  const next = nextVersion(held, change.fields)
  const update = ctx.tx
    .updateTable('deals')
    .set({ ...change.set, ...next, updated_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', held.id)
  const told = telling(ctx, held.id, change.facts)
  await sql`with changed as (${update})${told}`.execute(ctx.tx)
  return { version: next.version, updated_at: ctx.now }
}

type Lines = Insertable<Tables['deal_lines']>[]

/** Writes a new deal with its lines and its first facts, in one statement. */
export async function saveNew(
  ctx: Context,
  deal: Insertable<Tables['deals']> & { id: string },
  lines: Lines,
  facts: readonly AnyFact[],
): Promise<void> {
  const insert = ctx.tx.insertInto('deals').values(deal)
  const lined = lines.length > 0 ? sql`, lined as (${ctx.tx.insertInto('deal_lines').values(lines)})` : sql``
  const told = telling(ctx, deal.id, facts)
  await sql`with begun as (${insert})${lined}${told}`.execute(ctx.tx)
}

/** The part of a statement that writes facts, and the words that belong to them. */
function telling(ctx: Context, dealId: string, facts: readonly AnyFact[]): RawBuilder<unknown> {
  const rows = facts.map((fact) => factRow(ctx, { ...fact, dealId }))
  const insert = ctx.tx.insertInto('facts').values(rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })))
  const words = facts.flatMap((fact, at) => {
    const row = rows[at]
    return fact.words && row ? [{ workspace_id: row.workspace_id, id: row.id, words: fact.words }] : []
  })
  if (words.length === 0) return sql` ${insert}`
  return sql`, told as (${insert}) ${ctx.tx.insertInto('fact_words').values(words)}`
}
