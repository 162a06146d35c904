import { mostTags } from '../../../contract/tags.ts'
import type { Context } from '../../kernel/context.ts'
import type { BaseKind, BaseRow } from './base-columns.ts'
import { updateRows } from './base-update.ts'
import { customFieldsOf } from '../fields/index.ts'
import type { Row } from './cells.ts'
import { tagList } from './lists.ts'
import type { Lookups } from './lookups.ts'
import { readOwn } from './own-fields.ts'
import type { Reference } from './references.ts'
import { teamOf } from './teams.ts'

/** Loads whatever the rows point to. */
export async function loadAll(ctx: Context, kind: BaseKind, rows: readonly BaseRow[], refs: Lookups): Promise<void> {
  const names = (pick: (row: BaseRow) => string | null) => rows.map(pick).filter((name) => name !== null)
  // People are sought by all that is known of them, not by their names (known-people.ts).
  if (kind !== 'people') {
    const own = names((row) => row.name)
    const ids = [...names((row) => row.externalId), ...names((row) => row.parentExternalId)]
    await refs[kind].load(ctx, kind === 'companies' ? [...own, ...names((row) => row.parent)] : own, ids)
  }
  await refs.members.load(ctx, [], [])
  await refs.sources.load(ctx, [], [])
  await refs.tags.load(ctx, [], [])
  if (kind === 'members') await refs.teams.load(ctx, [], [])
  await loadOwn(ctx, kind, refs)
  if (kind === 'people') {
    await refs.companies.load(
      ctx,
      names((row) => row.company).map(firstOf),
      names((row) => row.companyExternalId).flatMap(all),
    )
  }
}

/** Loads the workspace's own fields of a kind, once an import. */
export async function loadOwn(ctx: Context, kind: BaseKind | 'deals', refs: Lookups): Promise<void> {
  if (kind !== 'members' && !refs.own.has(kind)) refs.own.set(kind, await customFieldsOf(ctx, kind))
}

/** The rows that this one points to; those that nobody has described yet are added by name. */
export function linked(
  kind: BaseKind,
  one: BaseRow,
  refs: Lookups,
  self: Reference | null,
): Record<string, string | object | null> {
  const custom = readOwn(one.row, refs.own.get(kind) ?? [], refs.members)
  if (kind === 'members') return { team_id: teamOf(one, refs) }
  if (kind === 'products') return custom === null ? {} : { custom }
  const source = one.source === null ? null : (refs.sources.byName(one.source) ?? refs.sources.add(one.source))
  const links = { owner_id: ownerOf(one, refs), source_id: source?.id ?? null, tag_ids: tagsOf(one, refs), custom }
  if (kind === 'people') return { ...links, company_id: companyOf(one, refs) }
  if (kind === 'households') return links
  const byId = one.parentExternalId === null ? undefined : refs.companies.byExternalId(one.parentExternalId)
  const byName = () =>
    one.parent === null ? null : (refs.companies.byName(one.parent) ?? refs.companies.add(one.parent))
  const parent = byId ?? byName()
  if (one.parentExternalId !== null && !parent && self) {
    one.row.remark('company_unknown', 'parentExternalId')
    refs.orphans.set(self.id, one.parentExternalId)
  }
  return { ...links, parent_id: parent && parent.id !== self?.id ? parent.id : null }
}

/** Gives companies the parents that came in batches after them. */
export async function linkParents(ctx: Context, refs: Lookups): Promise<void> {
  const found = [...refs.orphans].flatMap(([id, externalId]) => {
    const parent = refs.companies.byExternalId(externalId)
    return parent ? [{ id, parent_id: parent.id }] : []
  })
  for (const { id } of found) refs.orphans.delete(id)
  await updateRows(ctx, 'companies', found)
}

interface Owned {
  readonly row: Row
  readonly owner: string | null
  readonly ownerExternalId: string | null
}

/** Owners nobody knows become members without sign-in: theirs to claim, and nothing is left to nobody. */
export function ownerOf({ row, owner, ownerExternalId }: Owned, refs: Lookups): string | null {
  const byId = ownerExternalId === null ? undefined : refs.members.byExternalId(ownerExternalId)
  const name = owner ?? ownerExternalId
  const known = byId ?? (name === null ? undefined : (refs.members.byName(name) ?? refs.members.byExternalId(name)))
  if (known || name === null) return known?.id ?? null
  row.remark('owner_new', owner === null ? 'ownerExternalId' : 'owner')
  return refs.members.add(name, ownerExternalId).id
}

interface OfCompany {
  readonly row: Row
  readonly company: string | null
  readonly companyExternalId: string | null
}

/** The company that a row names, by id before name; one that nobody knows by name is added. */
export function companyOf({ row, company, companyExternalId }: OfCompany, refs: Lookups): string | null {
  const byId = companyExternalId === null ? undefined : byIds(companyExternalId, refs.companies)
  if (byId) return byId.id
  if (company !== null) {
    const name = firstOf(company)
    return (refs.companies.byName(name) ?? refs.companies.add(name)).id
  }
  if (companyExternalId !== null) row.remark('company_unknown', 'companyExternalId')
  return null
}

/** Some systems name several in one cell: the first that is known counts. */
export function byIds(ids: string, table: Lookups['companies']): Reference | undefined {
  for (const id of all(ids)) {
    const found = table.byExternalId(id)
    if (found) return found
  }
  return undefined
}

/** The ids in a cell, the whole cell first. */
export function all(ids: string): string[] {
  return ids.includes(';') || ids.includes(',') ? [ids, ...ids.split(/\s*[;,]\s*/)] : [ids]
}

/** The first of several names in one cell, without the address behind it: `Ada Holm (ada@kestrel.example);Bo Ek`. */
export function firstOf(names: string): string {
  const [first = names] = names.split(/\s*;\s*/)
  return first.replace(/\s*\([^()]*@[^()]*\)$/, '').trim() || names
}

/** The tags that a row names, as PostgreSQL writes an array of their ids; null for none. */
export function tagsOf({ row, tags }: { row: Row; tags: readonly string[] }, refs: Lookups): string | null {
  const ids = tags.flatMap((name) => {
    const known = refs.tags.byName(name)
    if (known) return known.id
    if (refs.tags.size() < mostTags) return refs.tags.add(name).id
    row.remark('tag_not_kept', 'tags', name)
    return []
  })
  return tagList(ids)
}
