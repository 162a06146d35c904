import { setTimeout as pause } from 'node:timers/promises'
import type { ImportProblemCode } from '../../../contract/imports.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { type Job, nowOf, workspaceOf } from '../../kernel/job.ts'
import { askForScans } from '../duplicates/index.ts'
import type { Run } from './batch-context.ts'
import { openCases } from './cases.ts'
import { beginFlood, type Flood } from './flood.ts'
import { forgetParts, handBackParts } from './left-parts.ts'
import { lookups } from './lookups.ts'
import { triedFields } from './new-fields.ts'
import { countProblems } from './problems.ts'
import { Unreadable } from './reading/unreadable.ts'
import { floodRows, isUnderFlood, restoreIndexes, setIndexesAside } from './set-aside.ts'
import { countRows, findImport, type ImportRow, type Progress, saveImport, saveProgress, Stopped } from './store.ts'
import { filesOf, type StoredFile } from './stored-file.ts'
import { refreshPlans, takeFile } from './take-file.ts'
import { findTarget } from './target.ts'
import { runUndo } from './undo-run.ts'

// What deals refer to comes before them, and so do the parts that they are made of; what was done about them comes last.
const order = [
  'members',
  'products',
  'companies',
  'people',
  'households',
  'history',
  'lines',
  'deals',
  'activities',
  'ignore',
] as const

// Killed as often as this before any batch was through, the file itself is what kills.
const startsWithoutBatch = 8
// Whoever brings so many looks for doubles among them next; of fewer, it is heard in some minutes.
const manyRows = 1_000
// Until it is looked again whether another import's flood is over.
const restMilliseconds = 1_000

/**
 * Takes the rows of an import in, in batches: each batch is one transaction with its checkpoint, so that after a crash
 * the next try goes on behind the last whole batch, and no row comes twice.
 */
export async function runImport(job: Job): Promise<'done' | 'later'> {
  const importId = String(job.payload['importId'])
  const { db, workspaceId } = job
  const staged = await findImport(db, workspaceId, importId)
  const workspace = await workspaceOf(db, workspaceId)
  if (!staged || !workspace) return 'done'
  const { mapping, own } = await triedFields({ tx: db, workspace }, staged.mapping)
  const found = { ...staged, mapping }
  const run = { db, importId, workspace }
  // Whoever looks for people now would read all of them, again and again.
  if (!found.result.aside?.length && (await isUnderFlood(db))) return resting(job)
  if (found.status === 'undoing') return runUndo(job, run)
  if (found.status !== 'queued' && found.status !== 'running') return ended(run)
  const starts = (found.result.starts ?? 0) + 1
  if (job.isLastTry || starts > startsWithoutBatch) return giveUp(run, found, 'stopped_by_defect')
  const target = await findTarget(db, workspaceId, found)
  if (!target) return giveUp(run, found, 'process_missing')
  const now = await nowOf(db)
  await saveImport(db, workspaceId, importId, {
    status: 'running',
    startedAt: now,
    result: { ...found.result, starts },
  })
  await leaveChange({ tx: db, workspace, now }, { kind: 'imports', id: importId, fields: ['status'] })
  const files = await filesOf(db, workspaceId, importId)
  const refs = lookups(own)
  let progress: Progress = found.result
  let flood: Flood | null = null
  if (progress.file === 0 && progress.row === 0) await forgetParts(run)
  try {
    for (const [at, file] of inOrder(files, found).entries()) {
      const isOfPeople = found.mapping.files[file.name]?.kind === 'people'
      if (isOfPeople && !flood) ({ flood, progress } = await floodOf(run, found, progress))
      // What comes behind people looks for them.
      if (!isOfPeople && flood) progress = await abated(run, progress)
      if (!isOfPeople) flood = null
      const outcome = await takeFile(run, { found, file, at, target, refs, progress, now, signal: job.signal, flood })
      if (outcome === 'interrupted') return 'later'
      progress = outcome
    }
    progress = await openCases(run, found, files, target, refs, progress)
    progress = await handBackParts(run, found, files, progress)
  } catch (error) {
    if (error instanceof Unreadable) return giveUp(run, found, 'file_unreadable')
    // It says so itself.
    if (error instanceof Stopped) return ended(run)
    throw error
  }
  await finish(run, 'done', progress)
  if (found.dry_run) return 'done'
  await refreshPlans(db)
  if (countRows(progress.files).created >= manyRows) await askForScans(db, workspaceId)
  return 'done'
}

/** So many people that indexes are set aside, now or before a crash; no flood otherwise. */
async function floodOf(run: Run, found: ImportRow, progress: Progress) {
  const coming = await floodRows(run.db, found)
  const isBegun = (progress.aside ?? []).length > 0
  if (!isBegun && coming === null) return { flood: null, progress }
  const aside = isBegun
    ? progress
    : await run.db.transaction().execute(async (tx) => {
        const next = { ...progress, aside: await setIndexesAside(tx, run.importId) }
        await saveProgress(tx, run.workspace.id, run.importId, { result: next })
        return next
      })
  return { flood: await beginFlood(run, coming ?? 0), progress: aside }
}

/** Makes the indexes again that were set aside. */
async function abated(run: Run, progress: Progress): Promise<Progress> {
  await restoreIndexes(run.db, progress.aside ?? [])
  const next = { ...progress, aside: [] }
  await saveImport(run.db, run.workspace.id, run.importId, { result: next })
  return next
}

/** Leaves nothing behind of an import that goes no further. */
async function ended(run: Run): Promise<'done'> {
  const latest = await findImport(run.db, run.workspace.id, run.importId)
  if (latest?.result.aside?.length) await abated(run, latest.result)
  return 'done'
}

async function resting({ signal }: Job): Promise<'later'> {
  await pause(restMilliseconds, undefined, { signal }).catch(() => {})
  return 'later'
}

/** Of two files about the same deals the one that says when they began comes first: what follows then has a day to follow. */
function inOrder(files: readonly StoredFile[], { mapping }: ImportRow): StoredFile[] {
  const rank = (file: StoredFile) => {
    const { kind = 'ignore', fields = {} } = mapping.files[file.name] ?? {}
    const isLater = kind === 'deals' && !('openedOn' in fields) && !('contactedOn' in fields)
    return order.indexOf(kind) + (isLater ? 0.5 : 0)
  }
  return files.toSorted((one, other) => rank(one) - rank(other))
}

/** Ends an import that cannot go on; what it took in stays, and is counted. */
async function giveUp(run: Run, found: ImportRow, code: ImportProblemCode): Promise<'done'> {
  const latest = (await findImport(run.db, run.workspace.id, run.importId)) ?? found
  const problems = countProblems(latest.result.problems)
  const file = latest.result.files[latest.result.file]?.name ?? ''
  problems.add(code, { file, row: latest.result.row, column: null, value: null })
  await finish(run, 'failed', { ...latest.result, problems: problems.list() })
  return 'done'
}

async function finish(run: Run, status: 'done' | 'failed', progress: Progress): Promise<void> {
  const deals = progress.files.filter(({ kind }) => kind === 'deals')
  const rows = deals.reduce((sum, file) => sum + file.created + file.updated + file.merged + file.rejected, 0)
  await restoreIndexes(run.db, progress.aside ?? [])
  const result = { ...progress, rows, aside: [] }
  const now = await nowOf(run.db)
  await saveImport(run.db, run.workspace.id, run.importId, { status, result, finishedAt: now })
  await leaveChange({ tx: run.db, workspace: run.workspace, now }, { kind: 'imports', id: run.importId, fields: [] })
}
