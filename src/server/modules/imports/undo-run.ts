import type { UndoKind } from '../../../contract/import-counts.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { type Job, nowOf } from '../../kernel/job.ts'
import type { Run } from './batch-context.ts'
import { findImport, type ImportRow, saveImport, type Undo } from './store.ts'
import { giveBackBase } from './undo-base.ts'
import { giveBackDeals, removeDeals } from './undo-deals.ts'
import { removeMade } from './undo-made.ts'
import { removeNotes } from './undo-notes.ts'
import { removeTouches } from './undo-touches.ts'

/** What a batch of a step came to. */
export interface StepDone {
  readonly removed: number
  readonly restored: number
  /** Rows that are kept, less those that were kept in an earlier round and are not any more. */
  readonly kept: number
  /** The last row it has dealt with; null behind the last one. */
  readonly after: string | null
}

export type StepRun = (ctx: Context, found: ImportRow, after: string | null) => Promise<StepDone>

interface Step {
  readonly kind: UndoKind
  readonly run: StepRun
  /** Rows of this kind point to each other: what is freed by a round may go in the next. */
  readonly again?: true
}

// First everybody gets back what they had, so that they let go of what was made; then that goes, nothing before what points
// to it.
const steps: readonly Step[] = [
  { kind: 'deals', run: giveBackDeals },
  ...(['people', 'households', 'companies', 'products', 'members'] as const).map((kind) => ({
    kind,
    run: giveBackBase(kind),
  })),
  { kind: 'notes', run: removeNotes },
  { kind: 'touches', run: removeTouches },
  { kind: 'deals', run: removeDeals },
  { kind: 'people', run: removeMade('people') },
  { kind: 'households', run: removeMade('households') },
  { kind: 'companies', run: removeMade('companies'), again: true },
  { kind: 'products', run: removeMade('products') },
  { kind: 'sources', run: removeMade('sources') },
  { kind: 'members', run: removeMade('members') },
  { kind: 'teams', run: removeMade('teams') },
  { kind: 'tags', run: removeMade('tags') },
]

/** Goes on with an undo, batch after batch, each one a transaction that notes how far it came. */
export async function runUndo(job: Job, run: Run): Promise<'done' | 'later'> {
  for (;;) {
    if (job.signal.aborted) return 'later'
    if (await run.db.transaction().execute((tx) => nextBatch(tx, run))) return 'done'
  }
}

/** Returns whether the undo is over. */
async function nextBatch(tx: Queries, { workspace, importId }: Run): Promise<boolean> {
  const found = await findImport(tx, workspace.id, importId, true)
  if (!found || found.status !== 'undoing' || !found.undo) return true
  const now = await nowOf(tx)
  const { actor } = found.undo
  const ctx: Context = { tx, workspace, now, actor: { ...actor, role: 'admin', sees: null }, version: null }
  await leaveChange(ctx, { kind: 'imports', id: importId, fields: ['undo'] })
  const step = steps[found.undo.step]
  if (!step) {
    await saveImport(tx, workspace.id, importId, { status: 'undone', finishedAt: now })
    return true
  }
  const done = await step.run(ctx, found, found.undo.after)
  if (done.removed + done.restored > 0) await leaveChange(ctx, { kind: step.kind, id: null, fields: [] })
  await saveImport(tx, workspace.id, importId, {
    processed: found.processed + done.removed + done.restored + Math.max(0, done.kept),
    undo: advanced(found.undo, step, done),
  })
  return false
}

function advanced(undo: Undo, step: Step, done: StepDone): Undo {
  const before = undo.counts[step.kind] ?? { removed: 0, restored: 0, kept: 0 }
  const of = {
    removed: before.removed + done.removed,
    restored: before.restored + done.restored,
    kept: before.kept + done.kept,
  }
  const counts = of.removed + of.restored + of.kept > 0 ? { ...undo.counts, [step.kind]: of } : undo.counts
  const freed = undo.freed || done.removed > 0
  if (done.after !== null) return { ...undo, counts, freed, after: done.after }
  assert(of.kept >= 0, 'no more is let go than was kept')
  const isAgain = step.again === true && freed && of.kept > 0
  return { ...undo, counts, freed: false, after: null, step: isAgain ? undo.step : undo.step + 1 }
}
