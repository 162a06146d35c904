import { sql } from 'kysely'
import { divides, mostDividing } from '../../../contract/comparing.ts'
import type { CustomField, CustomOption } from '../../../contract/custom-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { listCustomFields } from '../fields/index.ts'
import { mark, markedName, unknownGroup } from './groups.ts'

/** A field of the workspace's own that deals are divided by: theirs, or their company's. */
export type DividingField = CustomField & { readonly record: 'deals' | 'companies' }

/** The field of that id. Refuses one that is not there, that is retired, and one that does not give each deal one group. */
export async function dividingField(ctx: Context, id: string | undefined): Promise<DividingField> {
  if (id === undefined) return failFields([{ field: 'field', code: 'required' }])
  const field = (await listCustomFields(ctx)).items.find((each) => each.id === id)
  if (!field) return fail('unknown_reference', { field: 'field' })
  return divides(field) ? field : notComparable(field, field.retired ? 'retired' : 'kind')
}

export function notComparable({ name }: { readonly name: string }, reason: 'retired' | 'kind' | 'values'): never {
  return fail('field_not_comparable', { name, reason, limit: mostDividing })
}

/** What companies hold in the field today, as keys of groups; of one group alone where only that matters. */
export async function companyValues(ctx: Context, field: DividingField, only?: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; value: string }>`
    select id, ${textOf(field)} as value from companies
    where workspace_id = ${ctx.workspace.id} and ${holds(field, only)}`.execute(ctx.tx)
  const values = new Set(rows.map(({ value }) => value))
  // What is different for nearly every company names them, and would be as many groups as there are.
  if (values.size > mostDividing) notComparable(field, 'values')
  return new Map(rows.map(({ id, value }) => [id, keyOf(field, value)]))
}

// Keys are letters, digits and underscores: they may stand in the text.
function textOf({ key }: DividingField) {
  return sql`custom ->> ${sql.lit(key)}`
}

/** As the index of own fields needs it said: rows with any, then those with this value, or with one of this field. */
function holds(field: DividingField, only: string | undefined) {
  const value = only === undefined ? undefined : valueOf(field, only)
  const its =
    value === undefined
      ? sql`${textOf(field)} is not null`
      : sql`custom @> ${JSON.stringify({ [field.key]: value })}::jsonb`
  return sql`custom <> '{}' and ${its}`
}

/** What groups of such keys are called: options by their names, retired ones too, anything else by itself. */
export function markedNames(keys: readonly string[], options: readonly CustomOption[]): Map<string, string> {
  const names = new Map(options.map(({ key, name }) => [key, name]))
  const marked = keys.filter((key) => key.startsWith(mark)).map((key) => key.slice(mark.length))
  return new Map(marked.map((key) => [markedName(key), names.get(key) ?? key]))
}

function keyOf(field: DividingField, value: string): string {
  return isMarked(field) ? markedName(value) : value
}

/** Yes, no and colleagues are called by nobody as groups are. */
export function isMarked({ kind }: DividingField): boolean {
  return kind !== 'yes_no' && kind !== 'person'
}

/** What records of a group hold; undefined for those that hold nothing, and for private customers. */
function valueOf({ kind }: DividingField, key: string): string | number | boolean | undefined {
  if (key === unknownGroup || key === 'private') return undefined
  if (kind === 'yes_no') return key === 'true'
  if (kind === 'person') return key
  const name = key.slice(mark.length)
  return kind === 'number' ? Number(name) : name
}
