import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { BaseKind } from './base-columns.ts'

type Update = Readonly<Record<string, unknown>>

// What tells two entries of a list apart: the rest of an entry may be put right by hand.
const keys = { more_phones: 'number', more_emails: 'address', more_addresses: 'street' } as const
const lists = ['more_phones', 'more_emails', 'more_addresses'] as const

interface Listed {
  readonly id: string
  readonly more_phones: Record<string, unknown>[]
  readonly more_emails: Record<string, unknown>[]
  readonly more_addresses: Record<string, unknown>[]
  readonly tag_ids: string[]
  readonly custom: Readonly<Record<string, unknown>>
}

// As many as a record may have beside its primary one, and tags.
const mostMore = 19
const mostTags = 50

/**
 * Rows with the entries of their lists joined to those that are there, and with the values of own fields: a file adds
 * numbers, tags and values, and takes none away.
 */
export async function joinLists(ctx: Context, kind: BaseKind, rows: readonly Update[]): Promise<readonly Update[]> {
  const listed = rows.filter((row) => [...lists, 'tag_ids', 'custom'].some((list) => (row[list] ?? null) !== null))
  if (listed.length === 0) return rows
  const columns = kind === 'products' ? ['custom'] : [...lists, 'tag_ids', 'custom']
  const { rows: found } = await sql<Listed>`
    select id, ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(kind)}
    where workspace_id = ${ctx.workspace.id} and id = any(${listed.map((row) => row['id'])}::uuid[])
    for update`.execute(ctx.tx)
  const there = new Map(found.map((row) => [row.id, row]))
  return rows.map((row) => {
    const known = there.get(String(row['id']))
    return known ? { ...row, ...joined(known, row) } : row
  })
}

function joined(known: Listed, row: Update): Update {
  const all: Record<string, unknown> = {}
  for (const list of lists) {
    const said = row[list]
    if (!Array.isArray(said)) continue
    const key = keys[list]
    const fresh = said.filter((one) => !known[list].some((other) => other[key] === one[key]))
    all[list] = [...known[list], ...fresh].slice(0, mostMore)
  }
  if (typeof row['custom'] === 'object' && row['custom'] !== null) all['custom'] = { ...known.custom, ...row['custom'] }
  if (typeof row['tag_ids'] === 'string')
    all['tag_ids'] = tagList([...new Set([...known.tag_ids, ...row['tag_ids'].slice(1, -1).split(',')])])
  return all
}

/** Ids of tags as PostgreSQL writes an array of them; null for none. */
export function tagList(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : `{${ids.slice(0, mostTags).join(',')}}`
}
