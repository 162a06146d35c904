/**
 * Bringing a pipeline in from files: how they are read (encoding, layout, columns, dates, amounts, what their stages mean),
 * the preview, the run in the background with its checkpoint, and the rows that could not be taken. Not here: where a deal
 * stands (`deals`, which writes it with its facts), the companies, people and products themselves, and the queue (`jobs`).
 */
export { importJobs } from './jobs.ts'
export { importsRoutes } from './routes.ts'
