import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { errors } from './errors.ts'
import { listKinds } from './fields.ts'
import { id, instant, language, line, nothing } from './primitives.ts'

const byId = z.strictObject({ id })
const fieldKey = z.string().check(z.regex(/^[A-Za-z][\w.-]{0,60}$/))

export const tableFormats = ['xlsx', 'csv'] as const
export type TableFormat = (typeof tableFormats)[number]
/** What parts the cells of a CSV: with a semicolon numbers have a comma, as spreadsheet programs of most countries want it. */
export const delimiters = ['comma', 'semicolon', 'tab'] as const
export type DelimiterName = (typeof delimiters)[number]
/** vCard 4.0, and 3.0 for Outlook and older telephones. */
export const cardVersions = ['4.0', '3.0'] as const
export type CardVersion = (typeof cardVersions)[number]

/** Rows by name: those that somebody ticked. */
export const mostNamedRows = 1000
const ids = z.array(id).check(z.minLength(1), z.maxLength(mostNamedRows))

/** Which rows of a list, as the list is asked for; with `ids` only those of them. */
const rows = {
  filter: z.optional(z.record(z.string(), z.unknown())),
  sort: z.optional(z.string().check(z.regex(/^-?[A-Za-z][\w.-]{0,60}$/))),
  q: z.optional(line(100)),
  ids: z.optional(ids),
}

const table = z.strictObject({
  kind: z.literal('table'),
  of: z.enum(listKinds),
  /** Keys of fields, in the order of the columns. */
  columns: z.array(fieldKey).check(z.minLength(1), z.maxLength(100)),
  ...rows,
  format: z.enum(tableFormats),
  delimiter: z._default(z.enum(delimiters), 'comma'),
  /** Whether a CSV begins with the mark that tells Excel of UTF-8. */
  mark: z._default(z.boolean(), true),
  /** Of headers, codes and yes and no. */
  language: z.optional(language),
})
export type TableRequest = z.infer<typeof table>

const cards = z.strictObject({
  kind: z.literal('cards'),
  ...rows,
  version: z._default(z.enum(cardVersions), '4.0'),
  /** Of the file's name. */
  language: z.optional(language),
})
export type CardsRequest = z.infer<typeof cards>

const everything = z.strictObject({ kind: z.literal('everything') })

export const exportKinds = ['table', 'cards', 'everything'] as const
export type ExportKind = (typeof exportKinds)[number]
export type ExportRequest = TableRequest | CardsRequest | z.infer<typeof everything>

const statuses = z.enum(['queued', 'running', 'done', 'failed'])

/** A file on its way out. It is kept for a day. */
export const exportFile = z.strictObject({
  id,
  kind: z.enum(exportKinds),
  status: statuses,
  /** What it is to be saved as. */
  fileName: z.string(),
  /** Rows written so far; how many there will be about, where that is known. */
  rows: z.int(),
  total: z.nullable(z.int()),
  bytes: z.int(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
  /** When it is deleted. */
  expiresAt: instant,
})
export type ExportFile = z.infer<typeof exportFile>

/** A complete archive on its way in. */
export const restore = z.strictObject({
  id,
  status: statuses,
  fileName: z.string(),
  bytes: z.int(),
  rows: z.int(),
  total: z.int(),
  /** Why nothing was taken in. */
  refusal: z.nullable(z.strictObject({ code: z.enum(Object.keys(errors)), data: z.record(z.string(), z.unknown()) })),
  createdAt: instant,
  finishedAt: z.nullable(instant),
})
export type Restore = z.infer<typeof restore>

/** One at a time of each kind for everybody, so many of one's own in a day. */
export const mostExportsADay = 200
export const mostExportsShown = 50
export const keptHours = 24

export const makeExport = endpoint({
  name: 'makeExport',
  method: 'POST',
  path: '/exports',
  permission: 'exports.run',
  summary:
    'Makes a file of what a list shows, all its rows, as XLSX or CSV, or of people as vCard. In the background: ask for it until it is done.',
  body: z.discriminatedUnion('kind', [table, cards]),
  output: exportFile,
  status: 202,
  errors: ['too_many_requests'],
})
export const exportEverything = endpoint({
  name: 'exportEverything',
  method: 'POST',
  path: '/exports/everything',
  permission: 'exports.all',
  summary: 'Makes one archive of everything in the workspace, which another Rondo takes in without a loss.',
  output: exportFile,
  status: 202,
  errors: ['too_many_requests'],
})
export const listExports = endpoint({
  name: 'listExports',
  method: 'GET',
  path: '/exports',
  permission: 'exports.run',
  summary: 'One’s own exports of the last day, newest first; at most 50.',
  output: z.strictObject({ items: z.array(exportFile) }),
})
export const showExport = endpoint({
  name: 'showExport',
  method: 'GET',
  path: '/exports/{id}',
  permission: 'exports.run',
  summary: 'How far an export of one’s own is.',
  params: byId,
  output: exportFile,
})
export const downloadExport = endpoint({
  name: 'downloadExport',
  method: 'GET',
  path: '/exports/{id}/file',
  permission: 'exports.run',
  summary: 'The file, for a day after it was made.',
  params: byId,
  output: z.string(),
  produces: 'application/octet-stream',
  errors: ['export_not_ready'],
})
export const deleteExport = endpoint({
  name: 'deleteExport',
  method: 'DELETE',
  path: '/exports/{id}',
  permission: 'exports.run',
  summary: 'Deletes the file before its day is over, or ends its making.',
  params: byId,
  output: nothing,
})

export const mostArchiveBytes = 8 * 1024 * 1024 * 1024

export const restoreArchive = endpoint({
  name: 'restoreArchive',
  method: 'POST',
  path: '/restores',
  permission: 'exports.all',
  summary:
    'Takes in a complete archive (multipart: one `file`) of another Rondo, into a workspace in which nobody has worked yet. All of it or nothing, in the background.',
  multipart: true,
  bodyLimit: mostArchiveBytes,
  output: restore,
  status: 202,
  errors: ['archive_refused', 'workspace_not_empty'],
})
export const listRestores = endpoint({
  name: 'listRestores',
  method: 'GET',
  path: '/restores',
  permission: 'exports.all',
  summary: 'Archives that were brought in the last day, newest first, at most 50; and whether one can still come.',
  output: z.strictObject({ items: z.array(restore), hasRoom: z.boolean() }),
})
export const showRestore = endpoint({
  name: 'showRestore',
  method: 'GET',
  path: '/restores/{id}',
  permission: 'exports.all',
  summary: 'How far the taking in of an archive is.',
  params: byId,
  output: restore,
})
