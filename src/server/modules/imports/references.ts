import { sql } from 'kysely'
import { tagColours } from '../../../contract/tags.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'

export type ReferenceTable =
  | 'members'
  | 'teams'
  | 'companies'
  | 'people'
  | 'households'
  | 'products'
  | 'sources'
  | 'tags'

/** A row that an import refers to. */
export interface Reference {
  readonly id: string
  readonly name: string
  externalId: string | null
  /** Made by a reference to it, not yet by a row of its own. */
  isBare: boolean
}

/**
 * The rows of one table that an import has met, by id of the file and by name. Looked up in the database once a batch, not
 * once a row; what is missing is made at the end of the batch.
 */
export interface References {
  /** Loads what these names and ids stand for. */
  load(ctx: Context, names: Iterable<string>, externalIds: Iterable<string>): Promise<void>
  byName(name: string): Reference | undefined
  byExternalId(externalId: string): Reference | undefined
  /** A row under a name that differs in signs and spaces alone: GTXPro for GTX Pro. */
  nearly(name: string): Reference | undefined
  /** A new row, to be written with the batch. */
  add(name: string, externalId?: string | null): Reference
  /** What was added since the last call. */
  added(): { id: string; name: string; external_id: string | null }[]
  /** How many rows are known. */
  size(): number
  /** Remembers a row, also after it got an id of the file. */
  know(reference: Reference): void
}

// Beyond this many names the oldest are looked up anew when they come again.
const remembered = 200_000

export function references(table: ReferenceTable): References {
  const names = new Map<string, Reference>()
  const squeezed = new Map<string, Reference>()
  const ids = new Map<string, Reference>()
  // Some are few: they come whole, because near names are sought among them.
  const isSmall = isFew(table)
  let isLoaded = false
  let fresh: { id: string; name: string; external_id: string | null }[] = []
  const know = (reference: Reference) => {
    names.set(fold(reference.name), reference)
    squeezed.set(squeeze(reference.name), reference)
    if (reference.externalId !== null) ids.set(reference.externalId, reference)
  }
  return {
    async load(ctx, wantedNames, wantedIds) {
      if (isSmall && isLoaded) return
      isLoaded = true
      if (names.size > remembered && fresh.length === 0) for (const map of [names, squeezed, ids]) map.clear()
      const missingNames = [...new Set([...wantedNames].map(fold))].filter((name) => !names.has(name))
      const missingIds = [...new Set(wantedIds)].filter((externalId) => !ids.has(externalId))
      if (!isSmall && missingNames.length === 0 && missingIds.length === 0) return
      for (const row of await find(ctx, table, missingNames, missingIds))
        know({ id: row.id, name: row.name, externalId: row.external_id, isBare: false })
    },
    byName: (name) => names.get(fold(name)),
    byExternalId: (externalId) => ids.get(externalId),
    nearly: (name) => squeezed.get(squeeze(name)),
    add(name, externalId = null) {
      const reference = { id: newId(), name, externalId, isBare: true }
      fresh.push({ id: reference.id, name, external_id: externalId })
      know(reference)
      return reference
    },
    added() {
      const rows = fresh
      fresh = []
      return rows
    },
    size: () => names.size,
    know,
  }
}

const few = ['members', 'products', 'sources', 'tags', 'teams'] as const

function isFew(table: ReferenceTable): table is (typeof few)[number] {
  return few.some((each) => each === table)
}

// These are known by their names alone.
const nameless: ReadonlySet<ReferenceTable> = new Set(['sources', 'tags', 'teams'])
// These have no column for the import that made them.
const noted: ReadonlySet<ReferenceTable> = new Set(['sources', 'members', 'tags', 'teams'])

function squeeze(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
}

interface Found {
  readonly id: string
  readonly name: string
  readonly external_id: string | null
}

/** Rows by name or id. Of two with one name the older counts. */
async function find(
  ctx: Context,
  table: ReferenceTable,
  foldedNames: readonly string[],
  externalIds: readonly string[],
): Promise<readonly Found[]> {
  if (isFew(table)) {
    const externalId = nameless.has(table) ? sql`null` : sql`external_id`
    const { rows } = await sql<Found>`
      select id, name, ${externalId} as external_id from ${sql.table(table)}
      where workspace_id = ${ctx.workspace.id} order by id desc limit 50000`.execute(ctx.tx)
    return rows
  }
  // What was merged is known under its old name and id too, as what it was merged into.
  const { rows } = await sql<Found>`
    select coalesce(merged_into_id, id) as id, name, external_id from ${sql.table(table)}
    where workspace_id = ${ctx.workspace.id} and (name_folded = any(${foldedNames}) or external_id = any(${externalIds}))
    order by ${sql.table(table)}.id desc limit 50000`.execute(ctx.tx)
  return rows
}

const bareColumns = {
  members: sql`role, language`,
  companies: sql`name_folded, import_id, updated_at`,
  people: sql`name_folded, import_id, updated_at`,
  households: sql`name_folded, import_id, updated_at`,
  products: sql`name_folded, import_id, updated_at, currency`,
  sources: sql`kind`,
  tags: sql`colour`,
  teams: sql`version`,
} as const

/** Writes the rows that were added by name alone: owners without sign-in, companies and products nobody described. */
export async function writeAdded(ctx: Context, table: ReferenceTable, refs: References): Promise<number> {
  const rows = refs.added()
  if (rows.length === 0) return 0
  assert(ctx.actor.kind === 'import', 'only an import adds rows by name')
  const known = sql`r.name_folded, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz`
  const values = {
    members: sql`'seller', ${ctx.workspace.language}`,
    companies: known,
    people: known,
    households: known,
    products: sql`${known}, ${ctx.workspace.currency}`,
    sources: sql`'import'`,
    teams: sql`1`,
    // By the name, so that neighbours differ without anybody choosing.
    tags: sql`(${tagColours}::text[])[1 + abs(hashtext(r.name)::bigint) % ${tagColours.length}::integer]`,
  }[table]
  const externalId = nameless.has(table) ? sql`` : sql`, external_id`
  const json = JSON.stringify(rows.map((row) => ({ ...row, name_folded: fold(row.name) })))
  await sql`
    insert into ${sql.table(table)} (workspace_id, id, name, created_at, ${bareColumns[table]} ${externalId})
    select ${ctx.workspace.id}, r.id, r.name, ${ctx.now}::timestamptz, ${values} ${externalId}
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, name text, name_folded text, external_id text)`.execute(
    ctx.tx,
  )
  if (noted.has(table))
    await noteMade(
      ctx,
      table,
      rows.map(({ id }) => id),
    )
  await leaveChange(ctx, { kind: table, id: null, fields: [] })
  return rows.length
}

/** Notes what an import made in a table without a place for its id, so that an undo finds it. */
export async function noteMade(ctx: Context, kind: string, ids: Iterable<string>): Promise<void> {
  await sql`
    insert into import_rows (workspace_id, import_id, row_id, kind, version)
    select ${ctx.workspace.id}, ${ctx.actor.id}::uuid, id, ${kind}, 1
    from unnest(${[...ids]}::uuid[]) as r (id)`.execute(ctx.tx)
}
