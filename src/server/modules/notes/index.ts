/**
 * Notes and files: what people write and keep about a company, a person, a household or a deal. Whoever sees the record
 * sees them. Both can be erased, words and bytes, without a trace in the facts. Not here: what happened to a deal (deals),
 * files that are imported (imports).
 */
export { bringNotes, type BroughtNote } from './bulk.ts'
export { noteRows, type NoteRow, showNote } from './notes.ts'
export { noteRoutes } from './routes.ts'
export { fileColumns, type FileRow, showFile } from './stored.ts'
