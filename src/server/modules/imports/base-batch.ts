import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import type { BaseKind, BaseRow } from './base-columns.ts'
import { writeNotesOf } from './brought-notes.ts'
import type { KeySet } from './key-set.ts'
import { updateRows } from './base-update.ts'
import { linked, linkParents, loadAll } from './links.ts'
import { type Lookups, writeAllAdded } from './lookups.ts'
import type { Reference, References } from './references.ts'
import { leading } from './teams.ts'

export type Fate = 'created' | 'updated' | 'merged'

/** What becomes of each row, in their order. */
export type Fates = readonly Fate[]

/**
 * Writes rows of the base: new ones by name first, then all of them as far as the file has other values than are there.
 * `seen` holds the ids this import wrote already: their second row is merged.
 */
export async function writeBase(
  ctx: Context,
  kind: Exclude<BaseKind, 'people'>,
  rows: readonly BaseRow[],
  refs: Lookups,
  seen: KeySet,
  dryRun: boolean,
): Promise<Fates> {
  const table = refs[kind]
  await loadAll(ctx, kind, rows, refs)
  const updates = new Map<string, Record<string, unknown>>()
  // All of them before any link: a company's parent may stand below it.
  const known = rows.map((one) => ({ one, reference: knownAs(kind, one, table) }))
  const fates = known.map(({ one, reference }): Fate => {
    const columns = { ...one.columns, ...linked(kind, one, refs, reference) }
    const fate = seen.has(reference.id) ? 'merged' : reference.isBare ? 'created' : 'updated'
    seen.add(reference.id)
    reference.isBare = false
    const pending = updates.get(reference.id)
    if (pending) Object.assign(pending, given(columns))
    else updates.set(reference.id, { id: reference.id, ...given(columns) })
    return fate
  })
  const leads = kind === 'members' ? await leading(ctx, rows, refs) : new Map<string, object>()
  // What their own rows say counts more.
  for (const [id, columns] of leads) updates.set(id, { id, ...columns, ...updates.get(id) })
  if (dryRun) return fates
  await writeAllAdded(ctx, refs)
  await updateRows(ctx, kind, [...updates.values()])
  await writeNotesOf(ctx, kind, [...updates.values()])
  if (kind === 'companies') await linkParents(ctx, refs)
  await leaveChange(ctx, { kind, id: null, fields: [] })
  return fates
}

function knownAs(kind: BaseKind, one: BaseRow, table: References): Reference {
  const reference = match(kind, one, table) ?? table.add(one.name, one.externalId)
  reference.externalId = one.externalId ?? reference.externalId
  table.know(reference)
  return reference
}

/** The row that a row of the file is about. Two companies may have one name, if the file tells them apart by id. */
function match(kind: BaseKind, one: BaseRow, table: References): Reference | undefined {
  const byId = one.externalId === null ? undefined : table.byExternalId(one.externalId)
  if (byId) return byId
  const byName = table.byName(one.name)
  if (kind === 'products' || kind === 'members' || one.externalId === null) return byName
  return byName?.externalId === null ? byName : undefined
}

export function given(columns: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // What a number means goes with the number: a new one that cannot be read leaves nothing of the one before.
  const isKept = (name: string) => name === 'phone_e164' && (columns['phone'] ?? null) !== null
  return Object.fromEntries(Object.entries(columns).filter(([name, value]) => value !== null || isKept(name)))
}
