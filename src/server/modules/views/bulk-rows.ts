import type { BulkAct } from '../../../contract/bulk-edits.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import type { Editor } from '../../kernel/editor.ts'
import { Failure } from '../../kernel/fail.ts'
import { type BulkRow, rowsOf, saveBulkEdit } from './bulk-store.ts'
import { editors } from './editors.ts'

type Fields = Readonly<Record<string, unknown>>

/** What became of one row. */
type Taken =
  | { readonly state: 'changed'; readonly before: Fields; readonly after: Fields }
  | { readonly state: 'same' }
  | { readonly state: 'refused'; readonly code: string }

/** Changes the next waiting rows of an edit, as whoever asked for it sees them. Returns whether it is over. */
export async function takeRows(ctx: Context, edit: BulkRow, limit: number): Promise<boolean> {
  const rows = await rowsOf(ctx, edit.id, 'waiting', limit)
  const refused = { ...edit.refused }
  let changed = 0
  for (const row of rows) {
    const taken = await take(ctx, editors[edit.kind], edit.act, row.row_id)
    if (taken.state === 'changed') changed += 1
    if (taken.state === 'refused') refused[taken.code] = (refused[taken.code] ?? 0) + 1
    await note(ctx, row.id, taken)
  }
  // Whoever looks on reads the list anew: one word for the batch, not one a row.
  if (changed > 0) await leaveChange(ctx, { kind: edit.kind, id: null, fields: [] }, [])
  const isOver = rows.length < limit
  await saveBulkEdit(ctx, edit.id, {
    status: isOver ? 'done' : 'running',
    processed: edit.processed + rows.length,
    changed: edit.changed + changed,
    refused: JSON.stringify(refused),
    ...(isOver ? { finished_at: ctx.now } : {}),
  })
  return isOver
}

async function take(ctx: Context, editor: Editor, act: BulkAct, id: string): Promise<Taken> {
  try {
    // Somebody may change the row between the look and the change: the second look sees what they did.
    return await change(ctx, editor, act, id).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'version_conflict') return change(ctx, editor, act, id)
      throw error
    })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { state: 'refused', code: error.code }
  }
}

async function change(ctx: Context, editor: Editor, act: BulkAct, id: string): Promise<Taken> {
  const row = await editor.read(ctx, id)
  const wanted = wantedOf(row, act)
  const fields = Object.keys(wanted).filter((field) => !isSame(row[field], wanted[field]))
  if (fields.length === 0) return { state: 'same' }
  const [before, after] = [pick(row, fields), pick(wanted, fields)]
  await editor.change(ctx, id, after, Number(row['version']))
  return { state: 'changed', before, after }
}

function wantedOf(row: Fields, { set = {}, addTags = [], removeTags = [], archive }: BulkAct): Fields {
  const tags = Array.isArray(row['tagIds']) ? row['tagIds'].map(String) : []
  const isTagging = addTags.length > 0 || removeTags.length > 0
  const tagIds = [...new Set([...tags, ...addTags])].filter((tag) => !removeTags.includes(tag))
  return { ...set, ...(isTagging ? { tagIds } : {}), ...(archive ? { archived: true } : {}) }
}

/** The named fields of a row. */
export function pick(row: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
}

/** Whether two values of the contract are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

async function note(ctx: Context, id: string, taken: Taken): Promise<void> {
  const told =
    taken.state === 'changed' ? { before: JSON.stringify(taken.before), after: JSON.stringify(taken.after) } : {}
  await ctx.tx
    .updateTable('bulk_edit_rows')
    .set({ state: taken.state, ...told })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}
