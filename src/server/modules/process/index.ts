/**
 * How this workspace sells: processes, their versions (draft, published, retired), and the stages of each with phases,
 * gates, touchpoints and targets. A published version never changes: deals are pinned to it.
 * Not here: where a deal stands and whether a gate lets it pass (deals).
 */
export { changeDraft, draftProcess, holdProcess, publishDraft } from './drafts.ts'
export { createProcess, insertProcess, showProcess } from './processes.ts'
export { processRoutes } from './routes.ts'
export { renderTemplate } from './templates.ts'
export { beginAlone, beginTrial, endTrial, refuseWhileChanged } from './trials.ts'
