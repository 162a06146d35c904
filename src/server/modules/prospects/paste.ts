import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/lists.ts'
import type { PasteFate } from '../../../contract/lists.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { place } from './adding.ts'
import { holdList } from './hold.ts'
import { showList } from './lists.ts'
import { addNewcomers, type MatchedRow, matchRows } from './newcomers.ts'
import { type PastedTable, readPasted } from './pasted-table.ts'

const rowLimit = 5_000
const shownRows = 50
const shownRejected = 50
const undoable = 1_000

/** What a pasted table would come to; writes nothing. */
export async function previewPaste(
  ctx: Context,
  input: BodyOf<typeof contract.previewPaste>,
): Promise<contract.PastePreview> {
  if (input.listId) await showList(ctx, input.listId)
  const table = await readTable(input)
  const { rows } = await matchRows(ctx, table.rows, input.listId ?? null)
  const rejected = rows.slice(shownRows).filter(({ fate }) => isRejected(fate))
  return {
    columns: table.columns?.map((column) => ({ ...column })) ?? [],
    counts: countsOf(rows),
    rows: [...rows.slice(0, shownRows), ...rejected.slice(0, shownRejected)].map(({ pasted, fate, knownAs }) => ({
      row: pasted.row,
      cells: [...pasted.cells],
      fate,
      fields: { ...pasted.fields },
      knownAs,
    })),
  }
}

/** Adds a pasted table to the base and to a list. */
export async function pasteToList(
  ctx: Context,
  listId: string,
  input: BodyOf<typeof contract.pasteToList>,
): Promise<contract.PasteResult> {
  // The lock of the list: of two who paste the same at once the second finds everybody known.
  await holdList(ctx, listId)
  const table = await readTable(input)
  const matched = await matchRows(ctx, table.rows, listId)
  await addNewcomers(ctx, matched)
  const taken = (kind: MatchedRow['kind']) =>
    matched.rows.flatMap((row) => (row.kind === kind && row.id !== null && row.fate !== 'listed' ? row.id : []))
  const placed = [
    ...(await place(ctx, listId, 'company', taken('company'))),
    ...(await place(ctx, listId, 'person', taken('person'))),
  ]
  const rejected = matched.rows.filter(({ fate }) => isRejected(fate))
  return {
    counts: countsOf(matched.rows),
    rejected: rejected
      .slice(0, rowLimit)
      .map(({ pasted, fate }) => ({ row: pasted.row, fate, text: pasted.cells.join(' · ') })),
    prospectIds: placed.slice(0, undoable),
  }
}

async function readTable(input: BodyOf<typeof contract.pasteToList>): Promise<PastedTable> {
  const table = await readPasted(input.text, input.columns, rowLimit)
  return typeof table === 'string' ? fail('paste_unreadable', { reason: table, limit: rowLimit }) : table
}

function isRejected(fate: PasteFate): boolean {
  return fate === 'twice' || fate === 'nameless' || fate === 'hidden'
}

function countsOf(rows: readonly MatchedRow[]) {
  const count = (is: (fate: PasteFate) => boolean) => rows.filter(({ fate }) => is(fate)).length
  return {
    rows: rows.length,
    new: count((fate) => fate === 'new'),
    known: count((fate) => fate === 'known'),
    listed: count((fate) => fate === 'listed'),
    rejected: count(isRejected),
  }
}
