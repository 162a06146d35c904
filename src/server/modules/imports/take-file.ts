import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { type Lookups, writeBase } from './base-batch.ts'
import type { BaseKind } from './base-columns.ts'
import { batchContext, type Run } from './batch-context.ts'
import { rowReader } from './cells.ts'
import { type Target, writeDeals } from './deal-batch.ts'
import { stageMeaning } from './guessing/stage-words.ts'
import { withProblems } from './problems.ts'
import { type Batch, type Numbered, readBatch, type Work } from './read-batch.ts'
import { headersOf } from './reading/layout.ts'
import { decoded, isBlank, records } from './reading/records.ts'
import {
  type FileResult,
  type ImportRow,
  type Progress,
  saveImport,
  type StoredFile,
  storedPieces,
  storeRejections,
} from './store.ts'

// Large enough that the statements' own cost vanishes, small enough that progress is seen and a lock is short.
const batchRows = 500
// Two write while a third waits for the database's next free moment.
const atOnce = 3

export interface Taking {
  readonly found: ImportRow
  readonly file: StoredFile
  /** Its place in the order of work. */
  readonly at: number
  readonly target: Target
  readonly refs: Lookups
  readonly progress: Progress
  /** When the import was taken up: what lies after it lies in the future. */
  readonly now: Date
  readonly signal: AbortSignal
}

type Counts = Pick<FileResult, 'created' | 'updated' | 'merged' | 'rejected'>

/** A batch on its way. */
interface Flight {
  /** What it refers to is there for the next batch to see. */
  readonly placed: Promise<void>
  /** It is committed: how far the import is then. */
  readonly done: Promise<Progress>
}

/**
 * Takes one file in, from behind its checkpoint. The rows before are read once more, though not written: only they can
 * tell which row is the second of its kind. While the database writes some batches the next is read.
 */
export async function takeFile(run: Run, taking: Taking): Promise<Progress | 'interrupted'> {
  const { found, file, at } = taking
  const mapping = found.mapping.files[file.name]
  if (!mapping || mapping.kind === 'ignore' || at < taking.progress.file) return taking.progress
  const start: Progress = at > taking.progress.file ? { ...taking.progress, file: at, row: 0 } : taking.progress
  let work: Work | null = null
  let read = 0
  let last: Flight = { placed: Promise.resolve(), done: Promise.resolve(start) }
  const flights = [last]
  try {
    for await (const { headers, rows } of batches(run, file, mapping)) {
      work ??= beginWork(run, taking, headers)
      const batch = readBatch(work, rows, start.row - read)
      read += rows.length
      await flights.at(-atOnce)?.done
      if (taking.signal.aborted) return 'interrupted'
      if (batch.rows === 0) continue
      last = writeBatch(run, taking, work, batch, last)
      flights.push(last)
      flights.splice(0, flights.length - atOnce)
    }
    return await last.done
  } finally {
    // None may still write when the next try begins; a failure was thrown above.
    await Promise.allSettled(flights.map(({ done }) => done))
  }
}

/** The rows of a file, in batches of equal size whatever pieces it comes in. */
async function* batches(run: Run, file: StoredFile, mapping: Work['reader']['mapping']) {
  const text = decoded(storedPieces(run.db, run.workspace.id, file.id), mapping.encoding)
  let headers: string[] | null = null
  let number = 0
  let rows: Numbered[] = []
  for await (const some of records(text, mapping.delimiter)) {
    for (const record of some) {
      number++
      if (number <= mapping.skipLines) continue
      if (headers === null) headers = headersOf(record)
      else if (!isBlank(record)) rows.push({ record, number })
      if (headers && rows.length === batchRows) {
        yield { headers, rows }
        rows = []
      }
    }
  }
  if (headers && rows.length > 0) yield { headers, rows }
}

function beginWork(run: Run, { found, file, target, now }: Taking, headers: readonly string[]): Work {
  const mapping = found.mapping.files[file.name]
  assert(mapping, 'a file that is taken has a mapping')
  const { currency, timeZone } = run.workspace
  return {
    reader: rowReader(file.name, mapping, headers, currency),
    seen: new Set(),
    currency,
    rules: {
      stages: target.sellingStages,
      meanings: found.mapping.stages,
      meaningOf: (name) => stageMeaning(name, target.stages),
      currency,
      timeZone,
      now,
    },
  }
}

/**
 * Writes one batch, in one transaction with its checkpoint. It runs beside the batch before, which must have placed what
 * both may refer to, and is committed behind it, so that the checkpoint never runs ahead.
 */
function writeBatch(run: Run, { found, file, target, refs }: Taking, work: Work, batch: Batch, before: Flight): Flight {
  const placed = Promise.withResolvers<void>()
  const write = async (tx: Queries) => {
    await before.placed
    // Rows of the base point to each other, and a deal that comes again is changed where the batch before left it.
    if (work.reader.mapping.kind !== 'deals' || batch.again.size > 0) await before.done
    const ctx = await batchContext(run, tx)
    const counts = await writeRows(ctx, target, work, batch, refs, placed.resolve)
    if (!target.dryRun) await storeRejections(ctx, found.id, file.id, batch.rejections)
    const progress = await before.done
    const files = progress.files.map((one) => (one.name === file.name ? add(one, counts) : one))
    const problems = withProblems(progress.problems, batch.problems.list())
    const next = { ...progress, files, problems, row: progress.row + batch.rows, starts: 0 }
    const processed = files.reduce((sum, one) => sum + handled(one), 0)
    await saveImport(tx, run.workspace.id, found.id, { processed, result: next })
    await leaveChange(ctx, { kind: 'imports', id: found.id, fields: ['processed'] })
    return next
  }
  const done = run.db.transaction().execute(write).finally(placed.resolve)
  // Its failure is met where it is waited for; until then it must not count as unheard.
  done.catch(() => {})
  return { placed: placed.promise, done }
}

async function writeRows(
  ctx: Context,
  target: Target,
  work: Work,
  batch: Batch,
  refs: Lookups,
  placed: () => void,
): Promise<Counts> {
  const rejected = batch.rejections.length
  const kind = work.reader.mapping.kind
  if (kind !== 'deals') {
    // Files to be ignored are left out before.
    const counts = await writeBase(ctx, kind as BaseKind, batch.base, refs, work.seen, target.dryRun)
    return { ...counts, rejected }
  }
  const { created, updated } = await writeDeals(ctx, target, [...batch.deals.values()], refs, placed)
  // The first row of such a deal was counted in an earlier batch.
  const firsts = (ids: readonly string[]) => ids.filter((id) => !batch.again.has(id)).length
  return { created: firsts(created), updated: firsts(updated), merged: batch.merged, rejected }
}

function handled(file: Counts): number {
  return file.created + file.updated + file.merged + file.rejected
}

function add(file: FileResult, counts: Counts): FileResult {
  const sum = {
    created: file.created + counts.created,
    updated: file.updated + counts.updated,
    merged: file.merged + counts.merged,
    rejected: file.rejected + counts.rejected,
  }
  return { ...file, ...sum, rows: Math.max(file.rows, handled(sum)) }
}
