import type { JobHandlers } from '../../kernel/job.ts'
import { restoreJob, runRestore } from './restore-run.ts'
import { longJob, shortJob } from './request.ts'
import { runExport } from './run.ts'

export const exportJobs: JobHandlers = { [shortJob]: runExport, [longJob]: runExport, [restoreJob]: runRestore }
