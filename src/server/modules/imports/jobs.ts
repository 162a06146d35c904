import type { JobHandlers } from '../../kernel/job.ts'
import { runImport } from './run.ts'
import { importJob } from './staging.ts'

export const importJobs: JobHandlers = { [importJob]: runImport }
