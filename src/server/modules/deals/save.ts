import { CompiledQuery, type Insertable, type Updateable } from 'kysely'
import type { FactType } from '../../../contract/facts.ts'
import type { Tables } from '../../database/tables.ts'
import { changeInsertion } from '../../kernel/changes.ts'
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

/** Writes a change of a locked deal with its facts, and word of it, in one statement: none can be without the others. */
export async function save(
  ctx: Context,
  held: DealRow,
  change: Change<Omit<Updateable<Tables['deals']>, Written>>,
): Promise<Pick<DealRow, 'version' | 'updated_at'>> {
  const next = nextVersion(held, change.fields)
  const set = { ...change.set, ...next, updated_at: ctx.now }
  const values: unknown[] = []
  const update = `update deals set ${assignments(set, values)} where ${assignments({ workspace_id: ctx.workspace.id }, values)} and ${assignments({ id: held.id }, values)}`
  const left = changeInsertion(ctx, { kind: 'deals', id: held.id, fields: change.fields }, values)
  await run(
    ctx,
    `with changed as (${update}), left_word as (${left})${telling(ctx, held.id, change.facts, values)}`,
    values,
  )
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
  const values: unknown[] = []
  const begun = insertion('deals', [deal], values)
  const lined = lines.length > 0 ? `, lined as (${insertion('deal_lines', lines, values)})` : ''
  const left = changeInsertion(ctx, { kind: 'deals', id: deal.id, fields: [] }, values)
  await run(
    ctx,
    `with begun as (${begun})${lined}, left_word as (${left})${telling(ctx, deal.id, facts, values)}`,
    values,
  )
}

/** The part of a statement that writes facts, and the words that belong to them. */
function telling(ctx: Context, dealId: string, facts: readonly AnyFact[], values: unknown[]): string {
  const rows = facts.map((fact) => factRow(ctx, { ...fact, dealId }))
  const insert = insertion(
    'facts',
    rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })),
    values,
  )
  const words = facts.flatMap((fact, at) => {
    const row = rows[at]
    return fact.words && row ? [{ workspace_id: row.workspace_id, id: row.id, words: fact.words }] : []
  })
  return words.length === 0 ? ` ${insert}` : `, told as (${insert}) ${insertion('fact_words', words, values)}`
}

// Written by hand, because every move and every new deal goes through here and the query builder took as long to write
// the text as the database takes to run it. Names of columns come from our own types; values are always parameters.

type Columns<Table extends keyof Tables> = Insertable<Tables[Table]> | Updateable<Tables[Table]>

function assignments(columns: Columns<'deals'>, values: unknown[]): string {
  return Object.entries(columns)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => `${column} = $${values.push(value)}`)
    .join(', ')
}

function insertion<Table extends 'deals' | 'deal_lines' | 'facts' | 'fact_words'>(
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
  values: unknown[],
): string {
  const columns = Object.keys(rows[0] ?? {})
  const tuples = rows.map(
    (row) => `(${columns.map((column) => `$${values.push(Reflect.get(row, column))}`).join(', ')})`,
  )
  return `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')}`
}

async function run(ctx: Context, text: string, values: readonly unknown[]): Promise<void> {
  await ctx.tx.executeQuery(CompiledQuery.raw(text, [...values]))
}
