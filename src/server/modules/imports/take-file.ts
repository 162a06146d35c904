import type { ImportKind } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import type { Lookups } from './base-batch.ts'
import { writeBase } from './base-batch.ts'
import { type BaseKind, type BaseRow, readBase } from './base-columns.ts'
import { cellCharacters, type RowReader, rowReader } from './cells.ts'
import { type Target, writeDeals } from './deal-batch.ts'
import { type DealRow, type DealRules, readDeal } from './deal-row.ts'
import { stageMeaning } from './guessing/stage-words.ts'
import { countProblems, type Problems } from './problems.ts'
import { headersOf } from './reading/layout.ts'
import { decoded, isBlank, records } from './reading/records.ts'
import { storable } from './storable.ts'
import { batchContext, type Run } from './batch-context.ts'
import type { FileResult, ImportRow, Progress, Rejection, StoredFile } from './store.ts'
import { saveImport, storedPieces, storeRejections } from './store.ts'

export const batchRows = 2_000

export interface Taking {
  readonly found: ImportRow
  readonly file: StoredFile
  /** Its place in the order of work. */
  readonly at: number
  readonly target: Target
  readonly refs: Lookups
  readonly progress: Progress
  readonly signal: AbortSignal
}

interface Numbered {
  readonly record: readonly string[]
  readonly number: number
}

type Counts = Pick<FileResult, 'created' | 'updated' | 'merged' | 'rejected'>

/** What is kept while one file is taken in, batch by batch. */
interface Work {
  readonly reader: RowReader
  readonly problems: Problems
  readonly rules: DealRules
  /** External ids of deals, or ids of rows of the base, that the import has had. */
  readonly seen: Set<string>
}

/**
 * Takes one file in, from behind its checkpoint. The rows before are read once more, though not written: only they can
 * tell which row is the second of its kind.
 */
export async function takeFile(run: Run, taking: Taking): Promise<Progress | 'interrupted'> {
  const { found, file, at } = taking
  const mapping = found.mapping.files[file.name]
  if (!mapping || mapping.kind === 'ignore' || at < taking.progress.file) return taking.progress
  let progress: Progress = at > taking.progress.file ? { ...taking.progress, file: at, row: 0 } : taking.progress
  let work: Work | null = null
  let taken = 0
  for await (const batch of batches(run, file, mapping)) {
    if (taking.signal.aborted) return 'interrupted'
    work ??= beginWork(run, taking, batch.headers, progress)
    const done = Math.max(0, Math.min(batch.rows.length, progress.row - taken))
    taken += batch.rows.length
    remember(work, mapping.kind, batch.rows.slice(0, done), run.workspace.currency)
    const rows = batch.rows.slice(done)
    if (rows.length > 0) progress = await takeBatch(run, taking, work, mapping.kind, rows, progress)
  }
  return progress
}

/** The rows of a file, in batches of equal size whatever pieces it comes in. */
async function* batches(run: Run, file: StoredFile, mapping: RowReader['mapping']) {
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

function beginWork(run: Run, { found, file, target }: Taking, headers: readonly string[], progress: Progress): Work {
  const problems = countProblems(progress.problems)
  const mapping = found.mapping.files[file.name]
  assert(mapping, 'a file that is taken has a mapping')
  const { currency, timeZone } = run.workspace
  return {
    problems,
    reader: rowReader(file.name, mapping, headers, currency, problems),
    seen: new Set(),
    rules: {
      stages: target.sellingStages,
      meanings: found.mapping.stages,
      meaningOf: (name) => stageMeaning(name, target.stages),
      currency,
      timeZone,
      now: new Date(0),
    },
  }
}

/** Learns from rows that were taken before a crash, without pointing anything out a second time. */
function remember(work: Work, kind: ImportKind, rows: readonly Numbered[], currency: string): void {
  if (rows.length === 0) return
  const { mapping, headers } = work.reader
  const quiet = rowReader('', mapping, headers, currency, { add() {}, list: () => [] })
  if (kind !== 'deals') return
  for (const { record, number } of rows) {
    const deal = readDeal(quiet.row(record, number), work.rules)
    if (typeof deal !== 'string') work.seen.add(deal.externalId)
  }
}

/** One batch, in one transaction with its checkpoint. */
async function takeBatch(
  run: Run,
  { found, file, target, refs }: Taking,
  work: Work,
  kind: ImportKind,
  rows: readonly Numbered[],
  progress: Progress,
): Promise<Progress> {
  return run.db.transaction().execute(async (tx) => {
    const ctx = await batchContext(run, tx)
    const rejections: Rejection[] = []
    const reject = ({ record, number }: Numbered, code: Rejection['code']) =>
      rejections.push({ row: number, code, cells: record.map((cell) => storable(cell.slice(0, cellCharacters))) })
    const counts: Counts =
      kind === 'deals'
        ? await takeDeals(ctx, target, { ...work, rules: { ...work.rules, now: ctx.now } }, rows, refs, reject)
        : await takeBase(ctx, target, work, kind as BaseKind, rows, refs, reject) // 'ignore' was left out before.
    if (!target.dryRun) await storeRejections(ctx, found.id, file.id, rejections)
    const files = progress.files.map((one) => (one.name === file.name ? add(one, counts, rows.length) : one))
    const next = { ...progress, files, problems: work.problems.list(), row: progress.row + rows.length }
    const processed = files.reduce((sum, one) => sum + one.created + one.updated + one.merged + one.rejected, 0)
    await saveImport(tx, run.workspace.id, found.id, { processed, result: next })
    return next
  })
}

type Reject = (row: Numbered, code: Rejection['code']) => void

async function takeDeals(
  ctx: Context,
  target: Target,
  work: Work,
  rows: readonly Numbered[],
  refs: Lookups,
  reject: Reject,
): Promise<Counts> {
  const deals = new Map<string, DealRow>()
  // Of those seen in an earlier batch: the counts are of rows, and these are none of their own.
  const again = new Set<string>()
  let merged = 0
  let rejected = 0
  for (const row of rows) {
    const deal = readDeal(readRow(work, row), work.rules)
    if (typeof deal === 'string') {
      refuse(work, row, deal)
      reject(row, deal)
      rejected++
      continue
    }
    const { externalId } = deal
    if (!work.seen.has(externalId)) {
      work.seen.add(externalId)
      deals.set(externalId, deal)
      continue
    }
    merged++
    const before = deals.get(externalId)
    if (!before) again.add(externalId)
    deals.set(externalId, before ? joined(work, before, deal) : pointedOut(deal))
  }
  const { created, updated } = await writeDeals(ctx, target, [...deals.values()], refs)
  const firsts = (ids: readonly string[]) => ids.filter((id) => !again.has(id)).length
  return { created: firsts(created), updated: firsts(updated), merged, rejected }
}

/** Two rows of one deal are taken as one: what the later one says counts, its empty cells say nothing. */
function joined(work: Work, before: DealRow, later: DealRow): DealRow {
  const isSame = before.row.record.every((cell, at) => cell.trim() === (later.row.record[at] ?? '').trim())
  if (isSame) {
    later.row.remark('identical_row', null, later.externalId)
    return before
  }
  later.row.remark('same_id_twice', 'externalId')
  const record = before.row.record.map((cell, at) =>
    later.row.record[at]?.trim() ? (later.row.record[at] ?? '') : cell,
  )
  const both = readDeal(work.reader.row(record, later.row.number), work.rules)
  return typeof both === 'string' ? later : both
}

function pointedOut(deal: DealRow): DealRow {
  deal.row.remark('same_id_twice', 'externalId')
  return deal
}

async function takeBase(
  ctx: Context,
  target: Target,
  work: Work,
  kind: BaseKind,
  rows: readonly Numbered[],
  refs: Lookups,
  reject: Reject,
): Promise<Counts> {
  const good: BaseRow[] = []
  for (const row of rows) {
    const tooLong = row.record.some((cell) => cell.length > cellCharacters)
    const read = tooLong ? 'cell_too_long' : readBase(kind, readRow(work, row), ctx.workspace.currency)
    if (typeof read !== 'string') {
      good.push(read)
      continue
    }
    refuse(work, row, read)
    reject(row, read)
  }
  const counts = await writeBase(ctx, kind, good, refs, work.seen, target.dryRun)
  return { ...counts, rejected: rows.length - good.length }
}

/** A row by its fields; what is wrong with the row itself is pointed out. */
function readRow(work: Work, { record, number }: Numbered) {
  const row = work.reader.row(record, number)
  const { length } = work.reader.headers
  if (record.length > length && record.slice(length).some((cell) => cell.trim() !== ''))
    row.remark('extra_cells', null, record.slice(length).join(' '))
  if (record.some((cell) => cell.includes('\ufffd')))
    row.remark(
      'characters_undecodable',
      null,
      record.find((cell) => cell.includes('\ufffd')),
    )
  return row
}

function refuse(work: Work, { record, number }: Numbered, code: Parameters<Problems['add']>[0]): void {
  const field = code === 'stage_unknown' ? 'stage' : code === 'id_too_long' ? 'externalId' : null
  const row = work.reader.row(record, number)
  row.remark(code, field, field === null ? record.find((cell) => cell.trim() !== '') : undefined)
}

function add(file: FileResult, counts: Counts, rows: number): FileResult {
  const before = file.created + file.updated + file.merged + file.rejected
  return {
    ...file,
    rows: Math.max(file.rows, before + rows),
    created: file.created + counts.created,
    updated: file.updated + counts.updated,
    merged: file.merged + counts.merged,
    rejected: file.rejected + counts.rejected,
  }
}
