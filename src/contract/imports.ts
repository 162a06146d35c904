import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { importFileKinds, importSystems, type ImportSystem } from './import-fields.ts'
import { rowCounts, rowSample, undoCounts } from './import-counts.ts'
import { columnProposal, newField } from './import-new-fields.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

export const importStatuses = ['staged', 'queued', 'running', 'done', 'failed', 'stopped', 'undoing', 'undone'] as const
/** Why a row is not taken: its code in the rejected rows, and among the problems. */
export const rejectionCodes = [
  'stage_unknown',
  'row_without_name',
  'cell_too_long',
  'id_too_long',
  'deal_unknown',
  'no_stage_change',
  'moment_missing',
  'record_unknown',
  'row_without_words',
  'product_missing',
  'row_deleted',
  'length_impossible',
] as const

/** What is pointed out; the row is taken. */
export const remarkCodes = [
  'amount_negative',
  'amount_unreadable',
  'case_ended',
  'case_opened',
  'case_went_on',
  'characters_undecodable',
  'closed_before_opened',
  'closed_undated',
  'colleague_unknown',
  'column_not_taken',
  'company_unknown',
  'currency_unclear',
  'date_in_future',
  'date_order_assumed',
  'date_unreadable',
  'dates_kept',
  'email_unreadable',
  'extra_cells',
  'file_not_recognised',
  'end_passed',
  'gate_passed',
  'history_kept',
  'identical_row',
  'length_contradicts_dates',
  'length_kept',
  'length_only',
  'lines_kept',
  'link_unreadable',
  'lost_reason_noted',
  'manager_new',
  'moved_here_since',
  'next_step_noted',
  'number_unreadable',
  'opened_undated',
  'option_unknown',
  'owner_new',
  'person_unknown',
  'phone_unlikely',
  'phone_unreadable',
  'probability_contradicts_stage',
  'product_matched_nearly',
  'product_new',
  'same_id_twice',
  'stage_missing',
  'status_contradicts_stage',
  'tag_not_kept',
  'team_left',
  'team_new',
  'text_shortened',
  'text_too_long',
  'yes_no_unreadable',
] as const

/** Why an import ended as failed, or a file could not be read to its end. */
export const failureCodes = ['file_unreadable', 'process_missing', 'stopped_by_defect'] as const

export const importProblemCodes = [...rejectionCodes, ...remarkCodes, ...failureCodes] as const
export type ImportProblemCode = (typeof importProblemCodes)[number]

/** A problem found, grouped: its code (worded by `imports.problem.<code>`), how often, and an example. */
export const importProblem = z.strictObject({
  code: z.enum(importProblemCodes),
  count: z.int(),
  example: z.strictObject({
    file: z.string(),
    row: z.int(),
    column: z.nullable(z.string()),
    value: z.nullable(z.string()),
  }),
})

// What a file calls its columns and stages may hold anything but what no database takes: byte 0 and halves of characters.
const plain = (maximum: number) => z.string().check(z.maxLength(maximum), z.regex(/^[^\0\p{Cs}]*$/u))

/** As what a file comes: text whose cells a sign parts, a sheet of a workbook, or cards of people. */
export const tableFormats = ['text', 'xlsx', 'ods', 'vcard'] as const

/** How one file is read. `fields` maps our field to the column's header; absent = not taken. */
export const fileMapping = z.strictObject({
  kind: z.enum(importFileKinds),
  /** Absent: text. */
  format: z.optional(z.enum(tableFormats)),
  /** Which sheet of a workbook. */
  sheet: z.optional(plain(300)),
  /** Of text and of cards; workbooks name their own. */
  encoding: plain(40),
  /** What parts the cells, of text only: one sign that is no letter, digit, quotation mark or line end. */
  delimiter: z.optional(z.string().check(z.length(1), z.regex(/^[^\p{L}\p{N}\p{Cs}"\0\r\n]$/u))),
  /** Lines before the header; a quoted cell that runs over several counts as one. */
  skipLines: z.int().check(z.minimum(0), z.maximum(100)),
  dateOrder: z.enum(['ymd', 'mdy', 'dmy']),
  decimal: z.enum(['.', ',']),
  fields: z.record(plain(220), plain(300)),
  /** Columns that become fields of the workspace's own when the import starts: by their headers. */
  newFields: z.optional(z.record(plain(300), newField)),
})

export const importMapping = z.strictObject({
  files: z.record(plain(300), fileMapping),
  /** What the file calls a stage → a stage key, or an outcome. */
  stages: z.record(
    plain(200),
    z.strictObject({
      stage: z.nullable(plain(60)),
      outcome: z.enum(['open', 'won', 'lost', 'disqualified', 'not_now']),
    }),
  ),
})
export type ImportMapping = z.infer<typeof importMapping>

// Object.keys forgets the literal keys.
const systems = Object.keys(importSystems) as [ImportSystem, ...ImportSystem[]]

export const importResult = z.strictObject({
  importId: id,
  status: z.enum(importStatuses),
  dryRun: z.boolean(),
  /** Data rows of the deal files; of those read so far created + updated + merged + rejected. */
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  merged: z.int(),
  rejected: z.int(),
  /** Data rows read so far, of all files, and how many there are. */
  processed: z.int(),
  total: z.int(),
  /** What became of the rows of all files. */
  sum: rowCounts,
  /** Some rows of each file as they would come in; of a trial. */
  samples: z.array(rowSample),
  /** It leaves the machine to those who work meanwhile, and takes longer for it. */
  gentle: z.boolean(),
  /** What its undo has done so far; null if it is not undone. */
  undo: z.nullable(z.array(undoCounts)),
  problems: z.array(importProblem),
  files: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(importFileKinds),
      /** The system that writes such columns; null if none is known by them. */
      system: z.optional(z.nullable(z.enum(systems))),
      /** The kept mapping that it is read by. */
      saved: z.optional(z.strictObject({ id, name: z.string() })),
      rows: z.int(),
      created: z.int(),
      updated: z.int(),
      merged: z.int(),
      rejected: z.int(),
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      /** What its columns would be as fields of the workspace's own, by their headers; without those in which nothing stands. */
      proposals: z.optional(z.record(z.string(), columnProposal)),
      /** The sheets of a workbook that may be read instead. */
      sheets: z.optional(z.array(z.string())),
      /** Why it is no table that can be read; such a file has no mapping. */
      unreadable: z.optional(z.string()),
      /** How the first words beyond plain letters look in each encoding that may be meant; absent where none is in doubt. */
      encodings: z.optional(z.array(z.strictObject({ encoding: z.string(), sample: z.string() }))),
      /** A date whose day and month may be either way round, where no row of the file decides it. */
      unclearDate: z.optional(z.string()),
    }),
  ),
  /** Fields of the workspace's own that were made as it started, by their names; an undo leaves them. */
  madeFields: z.array(z.string()),
  mapping: importMapping,
  /** What the deal files call stages that nobody could tell: their rows are rejected until the mapping names them. */
  unmatchedStages: z.array(z.string()),
  /** How sure the guess of each column is, 0 to 1: file → field. */
  confidence: z.record(z.string(), z.record(z.string(), z.number())),
  observedFrom: z.nullable(day),
  createdAt: instant,
  finishedAt: z.nullable(instant),
})
export type ImportResult = z.infer<typeof importResult>

export const stageImport = endpoint({
  name: 'stageImport',
  method: 'POST',
  path: '/imports',
  permission: 'imports.run',
  summary:
    'Takes files (multipart: `file` parts, and the fields `mapping` = auto or JSON, `observed_from`, `dry_run`, `gentle`, `start`), guesses how to read them, and with `start=true` runs the import in the background.',
  multipart: true,
  bodyLimit: 256 * 1024 * 1024,
  output: importResult,
  status: 201,
  errors: ['import_file_unreadable', 'import_mapping_invalid', 'name_taken', 'too_many'],
})
export const rereadFile = endpoint({
  name: 'rereadFile',
  method: 'POST',
  path: '/imports/{id}/reread',
  permission: 'imports.run',
  summary:
    'Reads a file of an import that is not run yet in another way: another sheet, encoding, delimiter or header. What is not named, and what its columns hold, is guessed anew.',
  params: byId,
  body: z.strictObject({
    file: plain(300),
    sheet: fileMapping.shape.sheet,
    encoding: z.optional(fileMapping.shape.encoding),
    delimiter: fileMapping.shape.delimiter,
    skipLines: z.optional(fileMapping.shape.skipLines),
    /** As corrected so far; of the other files it stays. */
    mapping: z.optional(importMapping),
  }),
  output: importResult,
  errors: ['import_not_ready', 'import_file_unreadable', 'import_mapping_invalid'],
})
export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/imports/{id}/run',
  permission: 'imports.run',
  summary:
    'Runs a staged import in the background, with the mapping as corrected; its `newFields` are made as it starts, by whoever may make fields. A dry run writes nothing and can be followed by a real one.',
  params: byId,
  body: z.strictObject({
    mapping: z.optional(importMapping),
    observedFrom: z.optional(z.nullable(day)),
    dryRun: z._default(z.boolean(), false),
    /** Leave the machine to those who work meanwhile. */
    gentle: z._default(z.boolean(), false),
  }),
  output: importResult,
  status: 202,
  errors: ['import_not_ready', 'import_mapping_invalid', 'name_taken', 'too_many'],
})
export const showImport = endpoint({
  name: 'showImport',
  method: 'GET',
  path: '/imports/{id}',
  permission: 'imports.read',
  summary: 'An import: how its files are read, how far it is, what it did and what it could not take.',
  params: byId,
  output: importResult,
})
export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  permission: 'imports.read',
  summary: 'Imports, newest first.',
  query: z.strictObject(pageQuery),
  output: page(
    z.strictObject({
      importId: id,
      status: z.enum(importStatuses),
      dryRun: z.boolean(),
      rows: z.int(),
      created: z.int(),
      updated: z.int(),
      merged: z.int(),
      rejected: z.int(),
      sum: rowCounts,
      files: z.array(z.string()),
      createdAt: instant,
      finishedAt: z.nullable(instant),
    }),
  ),
})
export const downloadRejected = endpoint({
  name: 'downloadRejected',
  method: 'GET',
  path: '/imports/{id}/rejected',
  permission: 'imports.read',
  summary:
    'The rejected rows of one file (without `file`, of the first that has any) as it came: its delimiter, encoding and columns, with the reason as a last column; a workbook as XLSX.',
  params: byId,
  query: z.strictObject({ file: z.optional(z.string().check(z.maxLength(300))) }),
  produces: 'application/octet-stream',
  output: z.string(),
})
