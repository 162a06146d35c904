import type { ReactNode } from 'react'
import { customKeyOf, nestCustom } from '../../contract/custom-values.ts'
import { Problem } from '../api.ts'
import { askWhose } from '../live/disputes.ts'

interface Versioned {
  readonly version: number
}

/** How a record that is edited in place is read and sent: one for all its fields. */
export interface RecordEdit<Row extends Versioned, Changes extends object> {
  readonly row: Row
  /** Sends the named fields with the version they were made on. */
  readonly send: (changes: Changes, version: number) => Promise<Row>
  /** The row as it now is, for the cache. */
  readonly keep: (row: Row) => void
}

/** A field, or several that are one to people, as the question shows it when two have changed it. */
export interface FieldShown<Row> {
  /** As the contract names them. */
  readonly fields: readonly string[]
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: (row: Row) => ReactNode
}

/** The question whose value counts was put away: nothing was saved, and what was typed is to stay where it is. */
export class Undecided extends Error {}

/** What a form is to say of a failed save: of an undecided one nothing. */
export function refusalOf(error: unknown): unknown {
  return error instanceof Undecided ? null : error
}

/**
 * Saves changes made on a version; nobody's change is lost. If the row has changed since in other fields, the same changes are
 * sent on the newer version. Of a field that both have changed, whoever saves is asked whose is to count: `shown` says how it
 * looks; a field that is not among them makes the refusal rise.
 * @throws Undecided
 */
export async function saveFields<Row extends Versioned, Changes extends object>(
  edit: RecordEdit<Row, Changes>,
  changes: Changes,
  version: number,
  shown: readonly FieldShown<Row>[] = [],
): Promise<void> {
  try {
    edit.keep(await edit.send(sent(changes), version))
  } catch (error) {
    const conflict = conflictOf<Row>(error)
    if (!conflict) throw error
    const mine = await settled(conflict, changes, shown, error)
    if (Object.keys(mine).length === 0) edit.keep(conflict.current)
    else await saveFields(edit, mine, conflict.current.version, shown)
  }
}

/** The changes that are to be sent again: those in dispute that were given up are left out. */
async function settled<Row extends Versioned, Changes extends object>(
  { changed, current }: Conflict<Row>,
  changes: Changes,
  shown: readonly FieldShown<Row>[],
  refusal: unknown,
): Promise<Changes> {
  const disputed = Object.keys(changes).filter(
    (field) => changed.includes(field) && !isSame(Reflect.get(changes, field), kept(current, field)),
  )
  if (disputed.some((field) => !shown.some(({ fields }) => fields.includes(field)))) throw refusal
  const mine = { ...changes }
  for (const { fields, label, mine: own, theirs } of shown) {
    if (!fields.some((field) => disputed.includes(field))) continue
    const choice = await askWhose({ label, mine: own, theirs: theirs(current) })
    if (choice === 'undecided') throw new Undecided()
    if (choice === 'theirs') for (const field of fields) Reflect.deleteProperty(mine, field)
  }
  return mine
}

// Own fields are changed under the names that versions have for them, 'custom.segment', and sent together as `custom`.
function sent<Changes extends object>(changes: Changes): Changes {
  const fields = Object.fromEntries(Object.entries(changes))
  const isOwn = Object.keys(fields).some((field) => customKeyOf(field) !== null)
  // The contract's own shape of the same changes.
  return isOwn ? (nestCustom(fields) as Changes) : changes
}

function kept(row: object, field: string): unknown {
  const key = customKeyOf(field)
  return key === null ? Reflect.get(row, field) : (Reflect.get(Object(Reflect.get(row, 'custom')), key) ?? null)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

interface Conflict<Row> {
  readonly changed: readonly string[]
  readonly current: Row
}

function conflictOf<Row>(error: unknown): Conflict<Row> | null {
  if (!(error instanceof Problem) || error.code !== 'version_conflict') return null
  // The contract: `current` is what the edited endpoint answers with.
  return error.data as Conflict<Row>
}
