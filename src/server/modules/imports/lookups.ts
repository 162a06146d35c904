import type { CustomField } from '../../../contract/custom-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { type KeySet, keySet } from './key-set.ts'
import { type References, type ReferenceTable, references, writeAdded } from './references.ts'

/** Everything an import refers to, by table. */
export interface Lookups extends Readonly<Record<ReferenceTable, References>> {
  /** Names and ids that a trial has had: what it would have made is not in the database. */
  readonly tried: KeySet
  /** The fields of the workspace's own, by the kind of records that have them. */
  readonly own: Map<string, readonly CustomField[]>
  /** Companies whose parent has not come yet: their ids, and what the file calls the parent. */
  readonly orphans: Map<string, string>
}

/** @param own fields that only a trial has, beside those that are there */
export function lookups(own: ReadonlyMap<string, readonly CustomField[]> = new Map()): Lookups {
  return {
    members: references('members'),
    teams: references('teams'),
    companies: references('companies'),
    people: references('people'),
    households: references('households'),
    products: references('products'),
    sources: references('sources'),
    tags: references('tags'),
    tried: keySet(),
    own: new Map(own),
    orphans: new Map(),
  }
}

// Whoever is pointed to comes first.
const order = ['tags', 'sources', 'teams', 'members', 'companies', 'people', 'households', 'products'] as const

/** Writes what was added by name alone, and tells how many rows that were. */
export async function writeAllAdded(ctx: Context, refs: Lookups): Promise<number> {
  let count = 0
  for (const table of order) count += await writeAdded(ctx, table, refs[table])
  return count
}

/** Of a trial, the deals that another file of it opens: what a row says of them is said of deals that will be there. */
export function triedBefore(
  { tried }: Lookups,
  rows: readonly { readonly externalId: string }[],
  standing: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const keys = rows.flatMap(({ externalId: id }) => (standing.has(id) ? [] : [{ id, key: `deal row ${id}` }]))
  const before = new Set(keys.filter(({ key }) => tried.has(key)).map(({ id }) => id))
  for (const { key } of keys) tried.add(key)
  return before
}
