import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/notes.ts'
import { instant } from '../../../contract/primitives.ts'
import { mentionedIn, plainText, type RichText } from '../../../contract/rich-text.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { attach, attachedName, attachedSeen, attachedTo } from './attached.ts'
import { fileJson, type FileRow, showFile } from './stored.ts'

export interface NoteRow {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
  readonly deal_id: string | null
  readonly about_name: string
  readonly content: RichText
  readonly author_kind: string
  readonly author_id: string | null
  readonly author_name: string | null
  readonly pinned_at: Date | null
  readonly created_at: Date
  readonly edited_at: Date | null
  readonly deleted_at: Date | null
  readonly files: FileRow[]
}

const dayCursor = z.tuple([instant, z.uuid()])

/** Notes, newest first. */
export async function listNotes(ctx: Context, query: QueryOf<typeof contract.listNotes>) {
  const after = decodeCursor(query.after, dayCursor)
  const { mentions, pinned } = query
  const conditions = sql<boolean>`${attachedTo('n', query)}
    and ${after ? sql`(n.created_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    and ${mentions ? sql`n.mentioned_ids @> array[${mentions}::uuid] and n.mentioned_ids <> '{}'` : sql`true`}
    and ${pinned ? sql`n.pinned_at is not null` : sql`true`}`
  const { rows } = await sql<NoteRow>`
    ${noteRows(ctx, sql<boolean>`n.deleted_at is null and ${conditions}`)}
    order by n.created_at desc, n.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], showNote)
}

export async function writeNote(ctx: Context, input: BodyOf<typeof contract.writeNote>): Promise<contract.Note> {
  const about = await attach(ctx, input)
  const id = newId()
  await ctx.tx
    .insertInto('notes')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      ...about,
      ...(await written(ctx, input.content)),
      author_kind: ctx.actor.kind,
      author_id: ctx.actor.id,
      pinned_at: input.pinned ? ctx.now : null,
      created_at: ctx.now,
    })
    .execute()
  return showNote(await find(ctx, id))
}

/** Changes the words of a note, or pins it. The words are changed by whoever wrote them, or who may delete anything. */
export async function changeNote(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeNote>,
): Promise<contract.Note> {
  const row = await find(ctx, id, true)
  const current = showNote(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const { content, pinned } = input
  if (changed.includes('content')) requireOwn(ctx, row)
  await ctx.tx
    .updateTable('notes')
    .set({
      ...(content && changed.includes('content') ? { ...(await written(ctx, content)), edited_at: ctx.now } : {}),
      ...(pinned === undefined ? {} : { pinned_at: pinned ? ctx.now : null }),
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showNote(await find(ctx, id))
}

/** Deletes a note; its words stay for thirty days, for an undo. */
export async function deleteNote(ctx: Context, id: string): Promise<Record<string, never>> {
  requireOwn(ctx, await find(ctx, id, true))
  await setDeleted(ctx, id, ctx.now)
  return {}
}

export async function restoreNote(ctx: Context, id: string): Promise<contract.Note> {
  const row = await find(ctx, id, true, true)
  requireOwn(ctx, row)
  await setDeleted(ctx, id, null)
  return showNote(await find(ctx, id))
}

async function setDeleted(ctx: Context, id: string, at: Date | null): Promise<void> {
  await ctx.tx
    .updateTable('notes')
    .set({ deleted_at: at, deleted_by: at && ctx.actor.kind === 'member' ? ctx.actor.id : null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** The columns of the words; refuses to name who is no member. */
async function written(ctx: Context, content: RichText) {
  const mentioned = mentionedIn(content)
  if (mentioned.length > 0) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from members
      where workspace_id = ${ctx.workspace.id} and id = any(${mentioned}::uuid[])`.execute(ctx.tx)
    if (rows[0]?.count !== mentioned.length) fail('unknown_reference', { field: 'content' })
  }
  return { content: JSON.stringify(content), plain: plainText(content), mentioned_ids: mentioned }
}

function requireOwn(ctx: Context, row: NoteRow): void {
  if (row.author_kind === ctx.actor.kind && row.author_id === ctx.actor.id) return
  if (!has(ctx.actor, 'base.delete')) fail('forbidden', { permission: 'base.delete' })
}

async function find(ctx: Context, id: string, lock = false, isDeleted = false): Promise<NoteRow> {
  const gone = isDeleted ? sql<boolean>`true` : sql<boolean>`n.deleted_at is null`
  const { rows } = await sql<NoteRow>`
    ${noteRows(ctx, sql<boolean>`n.id = ${id} and ${gone}`)} ${lock ? sql`for update of n` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'note' })
}

/** Notes that the actor sees, with the names they show and their files. */
export function noteRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<NoteRow> {
  return sql<NoteRow>`
    select n.id, n.version, n.field_versions, n.company_id, n.person_id, n.household_id, n.deal_id, n.content,
      n.author_kind, n.author_id, n.pinned_at, n.created_at, n.edited_at, n.deleted_at,
      ${attachedName(ctx, 'n')} as about_name,
      coalesce((select m.name from members m where m.workspace_id = n.workspace_id and m.id = n.author_id),
        (select k.name from api_keys k where k.workspace_id = n.workspace_id and k.id = n.author_id)) as author_name,
      (select coalesce(json_agg(${fileJson} order by f.id), '[]') from files f
        where f.workspace_id = n.workspace_id and f.note_id = n.id and f.deleted_at is null) as files
    from notes n where n.workspace_id = ${ctx.workspace.id} and ${where} and ${attachedSeen(ctx, 'n')}`
}

export function showNote(row: NoteRow): contract.Note {
  return {
    id: row.id,
    version: row.version,
    companyId: row.company_id,
    personId: row.person_id,
    householdId: row.household_id,
    dealId: row.deal_id,
    aboutName: row.about_name,
    content: row.content,
    pinned: row.pinned_at !== null,
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    files: row.files.map(showFile),
  }
}
