import { sql } from 'kysely'
import type { Comparison } from '../../../contract/duplicates.ts'
import type { Context } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { traitsById } from './described.ts'
import { choosable, chosenFor, type Row, survivorOf, unite, type United, unitedTags, valueOf } from './fields.ts'
import { likeness } from './likeness/score.ts'
import type { AlikeKind } from './likeness/traits.ts'
import { type CountedRow, countedRows } from './rows.ts'

type FieldShown = Comparison['fields'][number]

/** Rows side by side: what each says, and what a merge would keep of it. */
export async function compareCustomers(ctx: Context, kind: AlikeKind, asked: readonly string[]): Promise<Comparison> {
  const ids = [...new Set(asked)]
  if (ids.length < 2) failFields([{ field: 'ids', code: 'too_short' }])
  const rows = await countedRows(ctx, kind, ids)
  const survivor =
    survivorOf(
      rows.map(({ row }) => row),
      dealsIn(rows),
    ) ?? {}
  const all = rows.map(({ row }) => row)
  const names = await namesOf(ctx, all)
  const fields = [
    ...choosable(kind, all).map((field): FieldShown => {
      const [column = ''] = field.columns
      const values = all.map((row) => shown(valueOf(row, column), names))
      return { field: field.field, isUnited: false, values, chosenId: String(chosenFor(field, all, survivor)['id']) }
    }),
    ...(['phones', 'emails', 'addresses'] as const).map((list): FieldShown => unitedField(list, all, survivor)),
    unitedShown(
      'tagIds',
      all.map((row) => unitedTags([row]).map((id) => names.get(id) ?? id)),
      survivor,
    ),
  ].filter(({ values }) => values.some((value) => value !== null && String(value) !== ''))
  return {
    kind,
    ...(await surest(ctx, kind, ids)),
    survivorId: String(survivor['id']),
    rows: rows.map((row) => row.shown),
    fields,
  }
}

/** How many deals hang on a row that was counted. */
export function dealsIn(rows: readonly CountedRow[]): (row: Row) => number {
  return (row) => rows.find((each) => each.row === row)?.shown.deals ?? 0
}

function unitedField(list: United, rows: readonly Row[], survivor: Row): FieldShown {
  return unitedShown(
    list,
    rows.map((row) => unite(list, [row]).map(written)),
    survivor,
  )
}

function unitedShown(field: string, values: string[][], survivor: Row): FieldShown {
  return { field, isUnited: true, values, chosenId: String(survivor['id']) }
}

function written(entry: Row): string {
  const parts = entry['address'] ?? entry['e164'] ?? entry['number']
  if (parts !== undefined && parts !== null) return String(parts)
  return ['street', 'postalCode', 'city', 'country'].flatMap((part) => entry[part] ?? []).join(', ')
}

function shown(value: unknown, names: ReadonlyMap<string, string>): FieldShown['values'][number] {
  if (value === null || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'object') return Object.values(value).join(' ')
  return names.get(String(value)) ?? String(value)
}

/** What the ids in rows are called: owners, sources, companies, tags. */
async function namesOf(ctx: Context, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [
    ...rows.flatMap((row) => ['owner_id', 'source_id', 'company_id', 'parent_id'].map((column) => row[column])),
    ...unitedTags(rows),
  ].filter((id) => typeof id === 'string')
  const { rows: named } = await sql<{ id: string; name: string }>`
    ${sql.join(
      ['members', 'sources', 'companies', 'tags'].map(
        (table) => sql`select t.id, t.name from ${sql.table(table)} t
          where t.workspace_id = ${ctx.workspace.id} and t.id = any(${ids}::uuid[])`,
      ),
      sql` union all `,
    )}`.execute(ctx.tx)
  return new Map(named.map(({ id, name }) => [id, name]))
}

/** How alike the two likeliest of the rows are. */
async function surest(ctx: Context, kind: AlikeKind, ids: readonly string[]) {
  const traits = [...(await traitsById(ctx, kind, ids)).values()]
  const found = traits.flatMap((one, at) => traits.slice(at + 1).map((other) => likeness(kind, one, other)))
  const [best = { score: 0, reasons: [] }] = found.sort((one, other) => other.score - one.score)
  return { score: best.score, reasons: [...best.reasons] }
}
