import { createHash } from 'node:crypto'
import type { Context } from '../../kernel/context.ts'
import { bringNotes } from '../notes/index.ts'
import type { BaseKind } from './base-columns.ts'

const columns: Readonly<Partial<Record<BaseKind | 'deals', 'person_id' | 'company_id' | 'household_id' | 'deal_id'>>> =
  {
    people: 'person_id',
    companies: 'company_id',
    households: 'household_id',
    deals: 'deal_id',
  }

/** Writes what rows say in notes, one a record: the same file brought again changes that note and makes no second one. */
export async function writeNotesOf(
  ctx: Context,
  kind: BaseKind | 'deals',
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const column = columns[kind]
  if (column === undefined) return
  const notes = rows.flatMap(({ id, note }) =>
    typeof id === 'string' && typeof note === 'string' && note !== ''
      ? [{ id: idOf(ctx, 'note', id), [column]: id, text: note, at: ctx.now }]
      : [],
  )
  await bringNotes(ctx, notes)
}

/** An id made of what something is: the same thing always has the same (UUID version 8, of RFC 9562). */
export function idOf(ctx: Context, ...parts: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([ctx.workspace.id, ...parts]))
    .digest()
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
