/**
 * Setup: how a workspace begins, in the browser's first run and by the operator's command, with its owner (access) and
 * its process (process); and what its members do first.
 */
export type { FirstRunGuard } from './first-run.ts'
export { setupRoutes } from './routes.ts'
export { beginWorkspace, type WantedWorkspace } from './workspace.ts'
