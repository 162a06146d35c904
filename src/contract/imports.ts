import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

export const importStatuses = ['staged', 'queued', 'running', 'done', 'failed'] as const
/** What a file holds: one import brings the deals together with the tables they refer to. */
export const importFileKinds = ['deals', 'companies', 'people', 'products', 'members', 'ignore'] as const

export type ImportKind = (typeof importFileKinds)[number]

/** What can be taken from a file of each kind; worded by `imports.field.<field>`. */
export const importFields = {
  deals: [
    'externalId',
    'name',
    'company',
    'companyExternalId',
    'person',
    'owner',
    'ownerExternalId',
    'product',
    'quantity',
    'amount',
    'currency',
    'stage',
    'status',
    'source',
    'openedOn',
    'contactedOn',
    'stageEnteredOn',
    'closedOn',
    'expectedCloseOn',
  ],
  companies: [
    'name',
    'externalId',
    'domain',
    'phone',
    'email',
    'street',
    'postalCode',
    'city',
    'country',
    'sector',
    'foundedYear',
    'employees',
    'revenue',
    'parent',
    'owner',
    'source',
  ],
  people: [
    'name',
    'firstName',
    'lastName',
    'externalId',
    'title',
    'email',
    'phone',
    'linkedin',
    'company',
    'companyExternalId',
    'owner',
    'source',
  ],
  products: ['name', 'externalId', 'code', 'family', 'price', 'cost'],
  members: ['name', 'firstName', 'lastName', 'externalId'],
  ignore: [],
} as const satisfies Record<ImportKind, readonly string[]>

/** Why a row is not taken: its code in the rejected rows, and among the problems. */
export const rejectionCodes = ['stage_unknown', 'row_without_name', 'cell_too_long', 'id_too_long'] as const

/** What is pointed out; the row is taken. */
export const remarkCodes = [
  'amount_negative',
  'amount_unreadable',
  'characters_undecodable',
  'closed_before_opened',
  'closed_undated',
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
  'identical_row',
  'moved_here_since',
  'number_unreadable',
  'opened_undated',
  'owner_new',
  'product_matched_nearly',
  'product_new',
  'same_id_twice',
  'stage_missing',
  'status_contradicts_stage',
  'text_shortened',
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

/** How one file is read. `fields` maps our field to the column's header; absent = not taken. */
export const fileMapping = z.strictObject({
  kind: z.enum(importFileKinds),
  encoding: plain(40),
  delimiter: z.enum([',', ';', '\t', '|']),
  /** Lines before the header; a quoted cell that runs over several counts as one. */
  skipLines: z.int().check(z.minimum(0), z.maximum(100)),
  dateOrder: z.enum(['ymd', 'mdy', 'dmy']),
  decimal: z.enum(['.', ',']),
  fields: z.record(plain(60), plain(300)),
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
  problems: z.array(importProblem),
  files: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(importFileKinds),
      rows: z.int(),
      created: z.int(),
      updated: z.int(),
      merged: z.int(),
      rejected: z.int(),
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
    }),
  ),
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
    'Takes files (multipart: `file` parts, and the fields `mapping` = auto or JSON, `observed_from`, `dry_run`, `start`), guesses how to read them, and with `start=true` runs the import in the background.',
  multipart: true,
  bodyLimit: 256 * 1024 * 1024,
  output: importResult,
  status: 201,
  errors: ['import_file_unreadable', 'import_mapping_invalid'],
})
export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/imports/{id}/run',
  permission: 'imports.run',
  summary:
    'Runs a staged import in the background, with the mapping as corrected; a dry run writes nothing and can be followed by a real one.',
  params: byId,
  body: z.strictObject({
    mapping: z.optional(importMapping),
    observedFrom: z.optional(z.nullable(day)),
    dryRun: z._default(z.boolean(), false),
  }),
  output: importResult,
  status: 202,
  errors: ['import_not_ready', 'import_mapping_invalid'],
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
  summary: 'The rejected rows as CSV, as they were, with the reason as a column.',
  params: byId,
  produces: 'text/csv; charset=utf-8',
  output: z.string(),
})
