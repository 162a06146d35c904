import { sql } from 'kysely'
import { divides, mostDividing } from '../../../contract/comparing.ts'
import type { CustomField, CustomOption } from '../../../contract/custom-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { listCustomFields } from '../fields/index.ts'
import { type Grouping, unknownGroup } from './groups.ts'

/** A field of the workspace's own that deals are divided by: theirs, or their company's. */
export type DividingField = CustomField & { readonly record: 'deals' | 'companies' }

/** The field of that id. Refuses one that is not there, that is retired, and one that does not give each deal one group. */
export async function dividingField(ctx: Context, id: string | undefined): Promise<DividingField> {
  if (id === undefined) return failFields([{ field: 'field', code: 'required' }])
  const field = (await listCustomFields(ctx)).items.find((each) => each.id === id)
  if (!field) return fail('unknown_reference', { field: 'field' })
  return divides(field) ? field : notComparable(field, field.retired ? 'retired' : 'kind')
}

function notComparable({ name }: CustomField, reason: 'retired' | 'kind' | 'values'): never {
  return fail('field_not_comparable', { name, reason, limit: mostDividing })
}

/** What deals, or companies, hold in the field today; of one group alone where only that matters. */
export async function valuesOf(
  ctx: Context,
  field: DividingField,
  only?: string,
): Promise<Pick<Grouping, 'groups' | 'dealsOf'>> {
  return field.record === 'deals'
    ? { groups: new Map(), dealsOf: await dealsByValue(ctx, field, only) }
    : { groups: await companyValues(ctx, field, only), dealsOf: null }
}

/**
 * A row a value, not a row a deal: ids of a million deals come as sixteen bytes each. In their order, in which their places are found
 * fastest; sorted before they are gathered, they are sorted by themselves alone.
 */
async function dealsByValue(ctx: Context, field: DividingField, only?: string) {
  const { rows } = await sql<{ value: string; ids: Uint8Array }>`
    select value, string_agg(uuid_send(id), ''::bytea) as ids
    from (
      select id, ${textOf(field)} as value from deals
      where workspace_id = ${ctx.workspace.id} and ${holds(field, only)} order by id) d
    group by value limit ${mostDividing + 1}`.execute(ctx.tx)
  requireFew(field, rows.length)
  // Copied: a small answer's bytes stand among those of others.
  return rows.map(({ value, ids }) => ({ key: keyOf(field, value), ids: new Uint8Array(ids) }))
}

async function companyValues(ctx: Context, field: DividingField, only?: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; value: string }>`
    select id, ${textOf(field)} as value from companies
    where workspace_id = ${ctx.workspace.id} and ${holds(field, only)}`.execute(ctx.tx)
  requireFew(field, new Set(rows.map(({ value }) => value)).size)
  return new Map(rows.map(({ id, value }) => [id, keyOf(field, value)]))
}

/** What is different for nearly every deal names the deals, and would be as many groups as there are. */
function requireFew(field: DividingField, values: number): void {
  if (values > mostDividing) notComparable(field, 'values')
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

/** Else an option, or a sector, that somebody called "private" would be taken for the private customers. */
const mark = ':'

/** The key of a group that is called so. */
export function markedName(name: string): string {
  return mark + name
}

/** What groups of such keys are called: options by their names, retired ones too, anything else by itself. */
export function markedNames(keys: readonly string[], options: readonly CustomOption[]): Map<string, string> {
  const names = new Map(options.map(({ key, name }) => [key, name]))
  const marked = keys.filter((key) => key.startsWith(mark)).map((key) => key.slice(mark.length))
  return new Map(marked.map((key) => [markedName(key), names.get(key) ?? key]))
}

function keyOf({ kind }: DividingField, value: string): string {
  return kind === 'yes_no' || kind === 'person' ? value : markedName(value)
}

/** What records of a group hold; undefined for those that hold nothing, and for private customers. */
function valueOf({ kind }: DividingField, key: string): string | number | boolean | undefined {
  if (key === unknownGroup || key === 'private') return undefined
  if (kind === 'yes_no') return key === 'true'
  if (kind === 'person') return key
  const name = key.slice(mark.length)
  return kind === 'number' ? Number(name) : name
}
