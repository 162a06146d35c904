/**
 * Bringing a pipeline in from files: how they are read (encoding, layout, columns, dates, amounts, what their stages mean),
 * the preview, the run in the background with its checkpoint, and the rows that could not be taken. Not here: where a deal
 * stands (`deals`, which writes it with its facts), the companies, people and products themselves, and the queue (`jobs`).
 */
export { columnsAs } from './guessing/columns.ts'
export { importJobs } from './jobs.ts'
export { importsRoutes } from './routes.ts'
export { guessLayout, headersOf, type Layout } from './reading/layout.ts'
export { isBlank, records } from './reading/records.ts'
export { storable } from './storable.ts'
