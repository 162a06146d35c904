import { type Kysely, sql } from 'kysely'
import { endpoints } from '../../contract/index.ts'
import { type Change, type LookedAtKind, lookedAtKinds, rightsToRead } from '../../contract/live.ts'
import type { Tables } from '../database/tables.ts'
import type { Actor } from '../kernel/context.ts'
import { has } from '../kernel/rights.ts'
import { sees } from '../kernel/seen.ts'

const rights = rightsToRead(endpoints.map(({ endpoint }) => endpoint))

// Seen by whoever has the right, whatever they see of customers and deals.
const everybodys = new Set(['workspace', 'members', 'teams', 'sources', 'products', 'processes', 'process-templates'])

/** What decides which changes somebody is told of: those who are equal in it are told the same. */
export type Viewer = Pick<Actor, 'role' | 'sees' | 'scopes'>

export function viewerKey(viewer: Viewer): string {
  const known = keys.get(viewer)
  if (known !== undefined) return known
  const { role, sees: seen, scopes } = viewer
  const key = JSON.stringify([role, seen?.toSorted() ?? null, scopes?.toSorted() ?? null])
  keys.set(viewer, key)
  return key
}

// Asked of everybody at every change.
const keys = new WeakMap<Viewer, string>()

/** Owner of each row that has one to be seen by: kind → id → owner. A row that is gone is in none. */
export type Owners = ReadonlyMap<string, ReadonlyMap<string, string | null>>

export const nobodysRows: Owners = new Map()

/** The owners of the rows that changed, as they are now; asked only where somebody sees but a part. */
export async function ownersOf(db: Kysely<Tables>, workspaceId: string, changes: readonly Change[]): Promise<Owners> {
  const owners = new Map<string, Map<string, string | null>>()
  for (const kind of lookedAtKinds) {
    const ids = changes.flatMap((change) => (change.kind === kind && change.id !== null ? [change.id] : []))
    if (ids.length > 0) owners.set(kind, await ownersIn(db, workspaceId, kind, ids))
  }
  return owners
}

async function ownersIn(db: Kysely<Tables>, workspaceId: string, kind: LookedAtKind, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; owner_id: string | null }>`
    select id, owner_id from ${sql.table(kind)} where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.owner_id]))
}

/**
 * What of these changes somebody is told: nothing of a kind they may not read. Of a row that they do not see, or that
 * cannot be told to be seen (it hangs on another, or is gone), only that there is something new in its kind: what left
 * their sight must leave their screen, and their next read shows no more than they may see.
 */
export function toldTo(viewer: Viewer, changes: readonly Change[], owners: Owners): Change[] {
  const told = changes.flatMap((change) => {
    const right = rights.get(change.kind)
    if (right === undefined || !has(viewer, right)) return []
    return [isSeen(viewer, change, owners) ? change : { kind: change.kind, id: null, fields: [] }]
  })
  // Several rows unseen are one word.
  return [...new Map(told.map((change) => [`${change.kind}/${change.id}`, change])).values()]
}

function isSeen(viewer: Viewer, { kind, id }: Change, owners: Owners): boolean {
  if (viewer.sees === null || id === null || everybodys.has(kind)) return true
  const owner = owners.get(kind)?.get(id)
  return owner !== undefined && sees(viewer, owner)
}

/** The records, of those somebody says they look at, that are there and that they see. */
export async function visibleOf(
  db: Kysely<Tables>,
  workspaceId: string,
  viewer: Viewer,
  subjects: readonly string[],
): Promise<string[]> {
  const named = subjects.map((subject) => {
    const [kind = '', id = ''] = subject.split('/')
    return { subject, change: { kind, id, fields: [] } }
  })
  const owners = await ownersOf(
    db,
    workspaceId,
    named.map(({ change }) => change),
  )
  return named.flatMap(({ subject, change }) => {
    const right = rights.get(change.kind)
    const owner = owners.get(change.kind)?.get(change.id)
    const isVisible = right !== undefined && has(viewer, right) && owner !== undefined && sees(viewer, owner)
    return isVisible ? [subject] : []
  })
}
