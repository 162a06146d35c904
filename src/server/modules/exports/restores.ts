import { open } from 'node:fs/promises'
import type { Selectable, Updateable } from 'kysely'
import type { Restore } from '../../../contract/exports.ts'
import { type ErrorCode, errors } from '../../../contract/errors.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import type { Upload, UploadBody } from '../../kernel/route.ts'
import { openArchive } from './archive-in.ts'
import { workspacePart } from './manifest.ts'
import { keepPiece, pieceBytes } from './pieces.ts'
import { hasRoom } from './room.ts'

type Row = Selectable<Tables['restores']>

const mostShown = 50
const dayMs = 86_400_000
export const restoreJob = 'exports.restore'

/** Looks an archive through, keeps it, and has it taken in; refuses at once what can be told from its outside. */
export async function restoreArchive(ctx: Context, { files }: UploadBody): Promise<Restore> {
  const [upload, second] = files
  if (!upload) return fail('file_refused', { reason: 'none' })
  if (second) fail('file_refused', { reason: 'too_many' })
  if (upload.bytes === 0) fail('file_refused', { reason: 'empty' })
  const total = await rowsIn(upload)
  if (!(await hasRoom(ctx.tx, ctx.workspace.id))) fail('workspace_not_empty')
  if (await isUnderWay(ctx)) fail('workspace_not_empty')
  const id = newId()
  await ctx.tx
    .insertInto('restores')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      status: 'queued',
      file_name: upload.name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(-200) || 'archive.zip',
      bytes: upload.bytes,
      total,
      created_by: ctx.actor.memberId ?? ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  let number = 0
  for await (const piece of bytesOf(upload)) await keepPiece(ctx.tx, 'restore', ctx.workspace.id, id, number++, piece)
  await enqueue(ctx, { kind: restoreJob, payload: { restoreId: id } })
  return showRestore(ctx, id)
}

/** How many rows the archive says it has. */
async function rowsIn(upload: Upload): Promise<number> {
  const read = (start: number, end: number) => bytesOf(upload, start, end)
  const archive = await openArchive({ bytes: upload.bytes, read })
  archive.close()
  return archive.manifest.parts.reduce((sum, { name, rows }) => sum + (name === workspacePart ? 0 : rows), 0)
}

/** The bytes of an upload from `start` on, up to but without `end`, a piece at a time. */
async function* bytesOf({ path, bytes }: Upload, start = 0, end = bytes): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    for (let at = start; at < end; at += pieceBytes) {
      const length = Math.min(pieceBytes, end - at)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function isUnderWay({ tx, workspace }: Context): Promise<boolean> {
  const row = await tx
    .selectFrom('restores')
    .select('id')
    .where('workspace_id', '=', workspace.id)
    .where('status', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function listRestores(ctx: Context): Promise<{ items: Restore[]; hasRoom: boolean }> {
  const rows = await ctx.tx
    .selectFrom('restores')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('created_at', '>', new Date(ctx.now.getTime() - dayMs))
    .orderBy('id', 'desc')
    .limit(mostShown)
    .execute()
  return { items: rows.map(show), hasRoom: await hasRoom(ctx.tx, ctx.workspace.id) }
}

export async function showRestore(ctx: Context, id: string): Promise<Restore> {
  const row = await findRestore(ctx.tx, ctx.workspace.id, id)
  return row ? show(row) : fail('not_found', { kind: 'restores' })
}

export async function findRestore(db: Queries, workspaceId: string, id: string): Promise<Row | undefined> {
  return db
    .selectFrom('restores')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function saveRestore(
  db: Queries,
  workspaceId: string,
  id: string,
  set: Updateable<Tables['restores']>,
): Promise<void> {
  await db.updateTable('restores').set(set).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

function show(row: Row): Restore {
  const { refusal } = row
  return {
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    bytes: row.bytes,
    rows: row.rows,
    total: row.total,
    refusal: refusal && isCode(refusal.code) ? { code: refusal.code, data: { ...refusal.data } } : null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

function isCode(code: string): code is ErrorCode {
  return code in errors
}
