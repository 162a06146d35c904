import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { criterion, phases } from './process.ts'

/** What a column of a process map can say of its stages. */
export const mapColumns = [
  'name',
  'phase',
  'purpose',
  'buyerStep',
  'entryCriteria',
  'exitCriteria',
  'durationDays',
  'conversionPercent',
  'deals',
] as const
export type MapColumn = (typeof mapColumns)[number]

export const mostStages = 20

/** A stage as a file has it: what the file does not say is null. */
export const readStage = z.strictObject({
  name: z.string(),
  phases: z.nullable(z.array(z.enum(phases))),
  purpose: z.nullable(z.string()),
  buyerStep: z.nullable(z.string()),
  entryCriteria: z.nullable(z.array(criterion)),
  exitCriteria: z.nullable(z.array(criterion)),
  durationDays: z.nullable(z.int()),
  conversionPercent: z.nullable(z.number()),
  deals: z.nullable(z.int()),
})
export type ReadStage = z.infer<typeof readStage>

export const readMapFile = z.strictObject({
  /** The columns of the file in their order, each with what it was taken for; null for what is left out. */
  columns: z.array(z.strictObject({ header: z.string(), column: z.nullable(z.enum(mapColumns)) })),
  stages: z.array(readStage),
  /** Rows that are no stage, or one too many. */
  left: z.int(),
})
export type ReadMapFile = z.infer<typeof readMapFile>

export const readProcessMap = endpoint({
  name: 'readProcessMap',
  method: 'POST',
  path: '/process-map-files',
  permission: 'process.edit',
  summary:
    'Reads the stages of a process from a file (multipart: one `file`, CSV, XLSX or ODS), a row a stage. Nothing is kept: put them into a draft.',
  multipart: true,
  bodyLimit: 5 * 1024 * 1024,
  output: readMapFile,
  errors: ['import_file_unreadable'],
})
