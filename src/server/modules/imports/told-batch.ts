import type { ImportKind } from '../../../contract/import-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { type ActivityRow, readActivity, writeActivities } from './activities.ts'
import type { Fate } from './base-batch.ts'
import { isDeleted, type Row } from './cells.ts'
import { type DealReading, type RejectionCode } from './deal-row.ts'
import type { KeySet } from './key-set.ts'
import type { Lookups } from './lookups.ts'
import { keepParts, type PartRow, readPart } from './parts.ts'

/** Files that tell of records which other files hold. */
export type ToldKind = Extract<ImportKind, 'history' | 'lines' | 'activities'>

/** A row of such a file. */
export type ToldRow =
  | { readonly kind: 'part'; readonly told: PartRow }
  | { readonly kind: 'activity'; readonly told: ActivityRow }

export function isTold(kind: ImportKind): kind is ToldKind {
  return kind === 'history' || kind === 'lines' || kind === 'activities'
}

/** Reads a row; a code if it cannot be taken. */
export function readTold(kind: ToldKind, row: Row, { reader, rules }: DealReading): ToldRow | RejectionCode {
  if (isDeleted(row)) return 'row_deleted'
  if (kind === 'activities') {
    const told = readActivity(row, reader, rules)
    return typeof told === 'string' ? told : { kind: 'activity', told }
  }
  const told = readPart(kind, row, rules)
  return typeof told === 'string' ? told : { kind: 'part', told }
}

export interface ToldPlace {
  readonly importId: string
  readonly fileId: string
  readonly refs: Lookups
  /** What this import had before. */
  readonly seen: KeySet
  readonly dryRun: boolean
}

/** Writes rows of such a file, and tells what becomes of each, in their order. */
export async function writeTold(
  ctx: Context,
  kind: ToldKind,
  rows: readonly ToldRow[],
  place: ToldPlace,
): Promise<(Fate | 'record_unknown')[]> {
  if (kind === 'activities') {
    const activities = rows.flatMap((row) => (row.kind === 'activity' ? [row.told] : []))
    return writeActivities(ctx, activities, place.refs, place.seen, place.dryRun)
  }
  const parts = rows.flatMap((row) => (row.kind === 'part' ? [row.told] : []))
  return keepParts(ctx, kind, place, parts)
}
