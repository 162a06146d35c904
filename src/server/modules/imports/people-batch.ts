import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { keepForgotten } from '../people/index.ts'
import { type Fate, type Fates, given } from './base-batch.ts'
import { type BaseRow, baseColumns } from './base-columns.ts'
import { updateRows } from './base-update.ts'
import { writeNotesOf } from './brought-notes.ts'
import type { Flood, Met } from './flood.ts'
import type { KeySet } from './key-set.ts'
import { linked, loadAll } from './links.ts'
import { type Lookups, writeAllAdded } from './lookups.ts'
import { findKnown, type KnownPeople } from './known-people.ts'
import { type Identity, keysOf, meansIdentified, wantedKeys } from './same-person.ts'

type Columns = Record<string, unknown>

/** What is to be written of a batch of people, found out before its transaction begins. */
export interface PeoplePlan {
  readonly fates: Fates
  /** Who each row is, in their order; in a trial somebody who is not there. */
  readonly rowIds: readonly string[]
  /** New people, and what the file says of those who are there, by id. */
  readonly made: ReadonlyMap<string, Columns>
  readonly changed: ReadonlyMap<string, Columns>
  /** Of whom several rows tell, or a row and the base. */
  readonly joined: ReadonlySet<string>
  /** Those of these people who are in it, or all, by the keys they are found under. */
  readonly ids: (among: ReadonlySet<string> | null) => ReadonlyMap<string, string>
  /** It says something of somebody whom a batch still under way makes or changes, and must be written after that. */
  readonly follows: boolean
}

/** What an import of people knows while it runs. */
export interface PeopleWork {
  readonly refs: Lookups
  /** Batches that are not committed yet, and so not found in the database. */
  readonly underWay: readonly PeoplePlan[]
  /** Whom this run has changed; in a trial also the keys of all whom it would have made. */
  readonly seen: KeySet
  readonly dryRun: boolean
  /** What it remembers of people by itself, if the indexes that would tell are set aside. */
  readonly flood: Flood | null
}

/**
 * Finds out who the people of some rows are: new, there already, or in the file before. Companies, owners and sources that
 * nobody knows are made on the way, because the batches after this one refer to the same.
 */
export async function planPeople(ctx: Context, rows: readonly BaseRow[], work: PeopleWork): Promise<PeoplePlan> {
  await loadAll(ctx, 'people', rows, work.refs)
  const all = rows.map((one) => {
    const columns: Columns = { ...one.columns, ...linked('people', one, work.refs, null) }
    return { columns, person: identityOf(one, columns) }
  })
  const people = all.map(({ person }) => person)
  const met = (await work.flood?.meet(ctx, people)) ?? null
  const known = met ?? (await findKnown(ctx, people))
  if (work.dryRun) for (const one of rows) tryPerson(one, work.refs)
  else await writeAllAdded(ctx, work.refs)
  return sortOut(all, known, met, work)
}

function tryPerson({ name, externalId }: BaseRow, { tried }: Lookups): void {
  tried.add(`person ${fold(name)}`)
  if (externalId !== null) tried.add(`person id ${externalId}`)
}

interface Described {
  readonly columns: Columns
  readonly person: Identity
}

function identityOf(one: BaseRow, columns: Columns): Identity {
  const text = (name: string) => (typeof columns[name] === 'string' ? columns[name] : null)
  return {
    externalId: one.externalId,
    name: text('name_folded') ?? '',
    email: text('email'),
    phone: text('phone_e164'),
    companyId: text('company_id'),
  }
}

function sortOut(
  all: readonly Described[],
  known: KnownPeople,
  met: Met | null,
  { underWay, seen, dryRun }: PeopleWork,
): PeoplePlan {
  const made = new Map<string, Columns>()
  const changed = new Map<string, Columns>()
  const joined = new Set<string>()
  const ids = new Map<string, string>()
  const rows: Sorted[] = []
  let follows = false
  const among = met?.among ?? null
  const places = [ids, ...underWay.map((plan) => plan.ids(among)), known.ids]
  const fates = all.map(({ columns, person }, at): Fate => {
    const wanted = met?.isNew[at] ? [] : wantedKeys(person)
    const [under, found] = firstUnder(wanted, places)
    const tried = dryRun && under === undefined ? wanted.find((key) => seen.has(key)) : undefined
    const id = found ?? met?.newIds[at] ?? newId()
    if (found !== undefined) met?.settle(at, id)
    const isIdentified = person.externalId !== null || meansIdentified(under ?? tried ?? '')
    const sorted = { id, person, isIdentified }
    rows.push(sorted)
    if (!among || among.has(id)) know(ids, sorted)
    if (dryRun) for (const key of keysOf(person, isIdentified)) seen.add(key)
    if (tried !== undefined) return 'merged'
    if (found === undefined) {
      made.set(id, columns)
      return 'created'
    }
    joined.add(id)
    const before = made.get(id) ?? changed.get(id)
    if (before) {
      Object.assign(before, given(columns))
      return 'merged'
    }
    changed.set(id, given(columns))
    const isUnderWay = underWay.some((plan) => plan.made.has(id) || plan.changed.has(id))
    const isAgain = isUnderWay || known.ours.has(id) || seen.has(id)
    follows ||= isUnderWay
    seen.add(id)
    return isAgain ? 'merged' : 'updated'
  })
  return {
    fates,
    rowIds: rows.map(({ id }) => id),
    made,
    changed,
    joined,
    follows,
    ids: idsAmong(rows, ids),
  }
}

/** Who a row is. */
interface Sorted {
  readonly id: string
  readonly person: Identity
  /** Has an id in the other system, though this row does not name it. */
  readonly isIdentified: boolean
}

/** Made apart: a function made within the sorting would keep the batches before this one, and those the ones before them. */
function idsAmong(rows: readonly Sorted[], ids: ReadonlyMap<string, string>): PeoplePlan['ids'] {
  return (among) => (among ? knownOf(rows, among) : ids)
}

function know(ids: Map<string, string>, { id, person, isIdentified }: Sorted): void {
  for (const key of keysOf(person, isIdentified)) if (!ids.has(key)) ids.set(key, id)
}

/** A file tells of very many people, and of hardly any twice: keys are made of those alone. */
function knownOf(rows: readonly Sorted[], among: ReadonlySet<string>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const row of rows) if (among.has(row.id)) know(ids, row)
  return ids
}

/** The first of the keys that somebody is found under, and who that is. */
function firstUnder(
  keys: readonly string[],
  places: readonly ReadonlyMap<string, string>[],
): readonly [string, string] | readonly [] {
  for (const key of keys) {
    for (const place of places) {
      const id = place.get(key)
      if (id !== undefined) return [key, id]
    }
  }
  return []
}

/** Writes the people of a batch, in one transaction with whatever says how far the import is. */
export async function writePeople(
  ctx: Context,
  { made, changed, joined }: PeoplePlan,
  flood: Flood | null = null,
): Promise<void> {
  await insertPeople(ctx, made)
  const updates = [...changed].map(([id, columns]) => ({ id, ...columns }))
  await updateRows(ctx, 'people', updates)
  await writeNotesOf(ctx, 'people', [...updates, ...[...made].map(([id, { note }]) => ({ id, note }))])
  await keepForgotten(ctx, 'person', [...made.keys(), ...changed.keys()])
  await flood?.learn(ctx, [...joined])
  if (made.size + changed.size > 0) await leaveChange(ctx, { kind: 'people', id: null, fields: [] })
}

/** A list for each column instead of JSON: PostgreSQL reads them in a third of the time. */
async function insertPeople(ctx: Context, made: ReadonlyMap<string, Columns>): Promise<void> {
  if (made.size === 0) return
  const types = baseColumns.people
  const rows = [...made.values()]
  // Most files fill a few of them; what none of the rows has is left to the table's defaults.
  const names = Object.keys(types).filter((name) => rows.some((row) => (row[name] ?? null) !== null))
  const lists = names.map((name) => sql`${listOf(rows.map((row) => textOf(row[name], types[name] ?? 'text')))}::text[]`)
  // The names come from the table of columns, never from a file.
  const list = (each: (name: string) => string) => sql.raw(names.map(each).join(', '))
  await sql`
    insert into people (workspace_id, id, import_id, created_at, updated_at, ${list((name) => name)})
    select ${ctx.workspace.id}, r.id, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz,
      ${list((name) => valueOf(name, types[name] ?? 'text'))}
    from unnest(${[...made.keys()]}::uuid[], ${sql.join(lists)}) as r (id, ${list((name) => name)})`.execute(ctx.tx)
}

/** Lists are empty where the file says nothing of them. */
function valueOf(column: string, type: string): string {
  if (type === 'text') return `r.${column}`
  if (type === 'jsonb') return `coalesce(r.${column}::jsonb, '${column === 'custom' ? '{}' : '[]'}')`
  return type.endsWith('[]') ? `coalesce(r.${column}::${type}, '{}')` : `r.${column}::${type}`
}

/** A list as PostgreSQL reads it. The driver's own way makes a dozen texts of each value. */
function listOf(values: readonly (string | null)[]): string {
  const quoted = (text: string) => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`
}

function textOf(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value) && type.endsWith('[]')) return `{${value.join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
