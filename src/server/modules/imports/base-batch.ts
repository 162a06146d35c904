import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import type { BaseKind, BaseRow } from './base-columns.ts'
import { baseColumns } from './base-columns.ts'
import { type Reference, type References, type ReferenceTable, references, writeAdded } from './references.ts'

/** Everything an import refers to, by table. */
export type Lookups = Readonly<Record<ReferenceTable, References>>

export function lookups(): Lookups {
  return {
    members: references('members'),
    companies: references('companies'),
    people: references('people'),
    products: references('products'),
    sources: references('sources'),
  }
}

/** Writes what was added by name alone, and tells how many rows that were. */
export async function writeAllAdded(ctx: Context, refs: Lookups): Promise<number> {
  let count = 0
  for (const table of ['sources', 'members', 'companies', 'people', 'products'] as const)
    count += await writeAdded(ctx, table, refs[table])
  return count
}

export interface BaseCounts {
  readonly created: number
  readonly updated: number
  readonly merged: number
}

/**
 * Writes rows of the base: new ones by name first, then all of them as far as the file has other values than are there.
 * `seen` holds the ids this import wrote already: their second row is merged.
 */
export async function writeBase(
  ctx: Context,
  kind: BaseKind,
  rows: readonly BaseRow[],
  refs: Lookups,
  seen: Set<string>,
  dryRun: boolean,
): Promise<BaseCounts> {
  const table = refs[kind]
  await loadAll(ctx, kind, rows, refs)
  const counts = { created: 0, updated: 0, merged: 0 }
  const updates = new Map<string, Record<string, unknown>>()
  for (const one of rows) {
    const reference: Reference = match(kind, one, table) ?? table.add(one.name, one.externalId)
    const columns = { ...one.columns, ...linked(kind, one, refs, reference) }
    if (seen.has(reference.id)) counts.merged++
    else if (reference.isBare) counts.created++
    else counts.updated++
    seen.add(reference.id)
    reference.isBare = false
    reference.externalId = one.externalId ?? reference.externalId
    table.know(reference)
    const pending = updates.get(reference.id)
    if (pending) Object.assign(pending, given(columns))
    else updates.set(reference.id, { id: reference.id, ...given(columns) })
  }
  if (dryRun) return counts
  await writeAllAdded(ctx, refs)
  await update(ctx, kind, [...updates.values()])
  await leaveChange(ctx, { kind, id: null, fields: [] })
  return counts
}

/** The row that a row of the file is about. Two people may have one name, if the file tells them apart by id. */
function match(kind: BaseKind, one: BaseRow, table: References): Reference | undefined {
  const byId = one.externalId === null ? undefined : table.byExternalId(one.externalId)
  if (byId) return byId
  const byName = table.byName(one.name)
  if (kind === 'products' || kind === 'members' || one.externalId === null) return byName
  return byName?.externalId === null ? byName : undefined
}

function given(columns: BaseRow['columns']): Record<string, unknown> {
  // What a number means goes with the number: a new one that cannot be read leaves nothing of the one before.
  const isKept = (name: string) => name === 'phone_e164' && (columns['phone'] ?? null) !== null
  return Object.fromEntries(Object.entries(columns).filter(([name, value]) => value !== null || isKept(name)))
}

async function loadAll(ctx: Context, kind: BaseKind, rows: readonly BaseRow[], refs: Lookups): Promise<void> {
  const names = (pick: (row: BaseRow) => string | null) => rows.map(pick).filter((name) => name !== null)
  const own = names((row) => row.name)
  const ids = names((row) => row.externalId)
  await refs[kind].load(ctx, kind === 'companies' ? [...own, ...names((row) => row.parent)] : own, ids)
  await refs.members.load(ctx, [], [])
  await refs.sources.load(ctx, [], [])
  if (kind === 'people') {
    await refs.companies.load(
      ctx,
      names((row) => row.company),
      names((row) => row.companyExternalId),
    )
  }
}

/** The rows that this one points to; those that nobody has described yet are added by name. */
function linked(kind: BaseKind, one: BaseRow, refs: Lookups, self: Reference): Record<string, string | null> {
  if (kind === 'members' || kind === 'products') return {}
  const owner = one.owner === null ? null : (refs.members.byName(one.owner) ?? newOwner(one, refs))
  const source = one.source === null ? null : (refs.sources.byName(one.source) ?? refs.sources.add(one.source))
  const links = { owner_id: owner?.id ?? null, source_id: source?.id ?? null }
  if (kind === 'people') return { ...links, company_id: companyOf(one, refs)?.id ?? null }
  const parent = one.parent === null ? null : (refs.companies.byName(one.parent) ?? refs.companies.add(one.parent))
  return { ...links, parent_id: parent && parent.id !== self.id ? parent.id : null }
}

function newOwner(one: BaseRow, refs: Lookups): Reference {
  one.row.remark('owner_new', 'owner')
  return refs.members.add(one.owner ?? '')
}

function companyOf(one: BaseRow, refs: Lookups): Reference | null {
  const known = one.companyExternalId === null ? undefined : refs.companies.byExternalId(one.companyExternalId)
  if (known) return known
  if (one.company !== null) return refs.companies.byName(one.company) ?? refs.companies.add(one.company)
  if (one.companyExternalId !== null) one.row.remark('company_unknown', 'companyExternalId')
  return null
}

/** Gives rows the values of the file where they differ; an empty cell takes nothing away. */
async function update(ctx: Context, kind: BaseKind, rows: readonly object[]): Promise<void> {
  const types = baseColumns[kind]
  const names = Object.keys(types)
  const list = (each: (name: string) => string, separator = ', ') => sql.raw(names.map(each).join(separator))
  const stamp = kind === 'members' ? sql`` : sql`, updated_at = ${ctx.now}`
  // The names come from the table above, never from a file.
  await sql`
    update ${sql.table(kind)} t
    set ${list(taken)}, version = t.version + 1,
      field_versions = t.field_versions || (
        select coalesce(jsonb_object_agg(c.field, t.version + 1), '{}')
        from (values ${list((name) =>
          fieldsOf(name)
            .map((field) => `('${field}', ${isNew(name)})`)
            .join(', '),
        )}) as c (field, is_new)
        where c.is_new) ${stamp}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, ${list((name) => `${name} ${types[name]}`)})
    where t.workspace_id = ${ctx.workspace.id} and t.id = r.id
      and (${list(isNew, ' or ')})`.execute(ctx.tx)
}

/** An empty cell takes nothing away; what a number means goes with the number. */
function taken(column: string): string {
  if (column === 'phone_e164') return `${column} = case when r.phone is null then t.${column} else r.${column} end`
  return `${column} = coalesce(r.${column}, t.${column})`
}

function isNew(column: string): string {
  return `(r.${column} is not null and r.${column} is distinct from t.${column})`
}

/** The fields that a column is a part of: the lists of numbers and addresses begin with the primary one. */
function fieldsOf(column: string): string[] {
  if (column === 'phone_e164') return ['phones']
  const lists: Record<string, string> = { phone: 'phones', email: 'emails' }
  const list = lists[column] ?? (['street', 'postal_code', 'city', 'country'].includes(column) ? 'addresses' : null)
  return list === null ? [camel(column)] : [camel(column), list]
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
