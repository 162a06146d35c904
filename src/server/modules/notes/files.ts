import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { mostFiles, type StoredFile } from '../../../contract/files.ts'
import type * as contract from '../../../contract/files.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import { id as idSchema, instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import type { Upload, UploadBody } from '../../kernel/route.ts'
import { attach, attachedSeen, attachedTo, unattached } from './attached.ts'
import { mediaTypeOf } from './media-type.ts'
import { fileColumns, type FileRow, showFile } from './stored.ts'

const pieceBytes = 1024 * 1024
const dayCursor = z.tuple([instant, z.uuid()])
const fields = ['companyId', 'personId', 'householdId', 'dealId', 'noteId'] as const

/** The files of one record, newest first. */
export async function listFiles(ctx: Context, query: QueryOf<typeof contract.listFiles>) {
  const after = decodeCursor(query.after, dayCursor)
  const { rows } = await sql<FileRow & { created_at: Date }>`
    select ${fileColumns} from files f
    where f.workspace_id = ${ctx.workspace.id} and f.deleted_at is null and ${attachedTo('f', query)}
      and ${query.note ? sql`f.note_id = ${query.note}` : sql`true`} and ${fileSeen(ctx)}
      and ${after ? sql`(f.created_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by f.created_at desc, f.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], showFile)
}

/** Keeps a file in pieces of a megabyte: nothing of it is ever whole in memory. */
export async function addFile(ctx: Context, { fields: named, files }: UploadBody): Promise<StoredFile> {
  const about = await aboutOf(ctx, named)
  const [upload, second] = files
  if (!upload) return fail('file_refused', { reason: 'none' })
  if (second) fail('file_refused', { reason: 'too_many' })
  if (upload.bytes === 0) fail('file_refused', { reason: 'empty' })
  await requireRoom(ctx, about)
  const id = newId()
  const row = { workspace_id: ctx.workspace.id, id, ...about, name: nameOf(upload), bytes: upload.bytes }
  const added = { added_kind: ctx.actor.kind, added_by: ctx.actor.id, created_at: ctx.now }
  await ctx.tx
    .insertInto('files')
    .values({ ...row, ...added, media_type: 'application/octet-stream', sha256: Buffer.alloc(0) })
    .execute()
  const found = await storePieces(ctx, id, upload)
  await ctx.tx
    .updateTable('files')
    .set(found)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showFile(await find(ctx, id))
}

/** The bytes of a file, piece by piece. */
export async function downloadFile(ctx: Context, id: string): Promise<AsyncIterable<Uint8Array>> {
  await find(ctx, id)
  return pieces(ctx, id)
}

export async function deleteFile(ctx: Context, id: string): Promise<Record<string, never>> {
  await find(ctx, id)
  await setDeleted(ctx, id, ctx.now)
  return {}
}

export async function restoreFile(ctx: Context, id: string): Promise<StoredFile> {
  await find(ctx, id, true)
  await setDeleted(ctx, id, null)
  return showFile(await find(ctx, id))
}

async function setDeleted(ctx: Context, id: string, at: Date | null): Promise<void> {
  await ctx.tx
    .updateTable('files')
    .set({ deleted_at: at, deleted_by: at && ctx.actor.kind === 'member' ? ctx.actor.id : null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** What the form says the file hangs on: a record, or a note that the actor sees. */
async function aboutOf(ctx: Context, named: UploadBody['fields']) {
  const wrong = Object.entries(named).flatMap(([field, value]): FieldError[] => {
    if (!fields.some((known) => known === field)) return [{ field, code: 'unknown' }]
    return z.safeParse(idSchema, value).success ? [] : [{ field, code: 'format' }]
  })
  if (wrong.length > 0) failFields(wrong)
  const { noteId, ...record } = named
  if (noteId === undefined) return { ...(await attach(ctx, record)), note_id: null }
  if (Object.keys(record).length > 0) failFields([{ field: 'noteId', code: 'unknown' }])
  const { rows } = await sql`
    select 1 from notes n where n.workspace_id = ${ctx.workspace.id} and n.id = ${noteId} and n.deleted_at is null
      and ${attachedSeen(ctx, 'n')}`.execute(ctx.tx)
  if (rows.length === 0) fail('unknown_reference', { field: 'noteId' })
  return { ...unattached, note_id: noteId }
}

async function requireRoom(ctx: Context, about: Readonly<Record<string, string | null>>): Promise<void> {
  const [column, id] = Object.entries(about).find(([, value]) => value !== null) ?? []
  if (!column) return
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from files f
    where f.workspace_id = ${ctx.workspace.id} and ${sql.ref(`f.${column}`)} = ${id} and f.deleted_at is null`.execute(
    ctx.tx,
  )
  if ((rows[0]?.count ?? 0) >= mostFiles) fail('too_many', { kind: 'file', limit: mostFiles })
}

/** The name as it is shown and saved: no folders, nothing that hides or turns around what stands in it. */
function nameOf(upload: Upload): string {
  const last = upload.name.split(/[/\\]/).at(-1) ?? ''
  const name = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  if (name === '' || /^\.+$/.test(name)) fail('file_refused', { reason: 'name' })
  return name.length <= 200 ? name : `${name.slice(0, 190)}${/\.\w{1,9}$/.exec(name)?.[0] ?? ''}`
}

async function storePieces(ctx: Context, fileId: string, upload: Upload) {
  const hash = createHash('sha256')
  let mediaType = 'application/octet-stream'
  const file = await open(upload.path)
  try {
    for (let number = 0; ; number++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, number * pieceBytes)
      if (bytesRead === 0) return { media_type: mediaType, sha256: hash.digest() }
      const content = buffer.subarray(0, bytesRead)
      if (number === 0) mediaType = mediaTypeOf(content.subarray(0, 4096))
      hash.update(content)
      await ctx.tx
        .insertInto('file_pieces')
        .values({ workspace_id: ctx.workspace.id, id: newId(), file_id: fileId, number, content })
        .execute()
    }
  } finally {
    await file.close()
  }
}

async function* pieces(ctx: Context, fileId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number++) {
    const piece = await ctx.tx
      .selectFrom('file_pieces')
      .select('content')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!piece) return
    yield piece.content
  }
}

async function find(ctx: Context, id: string, isDeleted = false): Promise<FileRow> {
  const { rows } = await sql<FileRow>`
    select ${fileColumns} from files f
    where f.workspace_id = ${ctx.workspace.id} and f.id = ${id} and ${fileSeen(ctx)}
      and ${isDeleted ? sql`true` : sql`f.deleted_at is null`}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'file' })
}

/** Whether the actor sees what a file hangs on; a file of a note goes with the note. */
function fileSeen(ctx: Context) {
  return sql<boolean>`case when f.note_id is null then ${attachedSeen(ctx, 'f')} else exists (
    select 1 from notes n where n.workspace_id = ${ctx.workspace.id} and n.id = f.note_id and n.deleted_at is null
      and ${attachedSeen(ctx, 'n')}) end`
}
