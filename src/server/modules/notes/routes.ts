import * as files from '../../../contract/files.ts'
import * as notes from '../../../contract/notes.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addFile, deleteFile, downloadFile, listFiles, restoreFile } from './files.ts'
import { changeNote, deleteNote, listNotes, restoreNote, writeNote } from './notes.ts'

export const noteRoutes: readonly Route[] = [
  read(notes.listNotes, (ctx, { query }) => listNotes(ctx, query)),
  write(notes.writeNote, (ctx, { body }) => writeNote(ctx, body)),
  write(notes.changeNote, (ctx, { params, body }) => changeNote(ctx, params.id, body)),
  write(notes.deleteNote, (ctx, { params }) => deleteNote(ctx, params.id)),
  write(notes.restoreNote, (ctx, { params }) => restoreNote(ctx, params.id)),
  read(files.listFiles, (ctx, { query }) => listFiles(ctx, query)),
  write(files.addFile, (ctx, { body }) => addFile(ctx, body)),
  read(files.downloadFile, (ctx, { params }) => downloadFile(ctx, params.id)),
  write(files.deleteFile, (ctx, { params }) => deleteFile(ctx, params.id)),
  write(files.restoreFile, (ctx, { params }) => restoreFile(ctx, params.id)),
]
