import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import { type Context, dayOf, type Queries } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { type Fate, writeBase } from './base-batch.ts'
import type { Lookups } from './lookups.ts'
import type { BaseKind } from './base-columns.ts'
import { batchContext, type Run } from './batch-context.ts'
import { type FileMapping, rowReader } from './cells.ts'
import { type Target, writeDeals } from './deal-batch.ts'
import type { Flood } from './flood.ts'
import { stageMeaning } from './guessing/stage-words.ts'
import { keySet } from './key-set.ts'
import { type PeoplePlan, planPeople, writePeople } from './people-batch.ts'
import { withProblems } from './problems.ts'
import { type Batch, readBatch, reject, type Work } from './read-batch.ts'
import type { Numbered } from './reading/layout.ts'
import { readTable } from './reading/table.ts'
import { firstSamples } from './samples.ts'
import { handled, type ImportRow, type Progress, saveProgress, storeRejections, withRows } from './store.ts'
import { type StoredFile, storedSource } from './stored-file.ts'
import type { TeamRules } from './team-names.ts'
import { teamRules } from './teams.ts'
import { isTold, type ToldKind, writeTold } from './told-batch.ts'

// Large enough that the statements' own cost vanishes, small enough that progress is seen and a lock is short.
const batchRows = { usual: 500, people: 1_000, parts: 2_500, gentle: 100 }
// Two write while a third waits for the database's next free moment.
const atOnce = 3
// A gentle import rests so many times as long as it works: a processor is ours for a third of the time at most.
const rest = 2
// The planner is told of the new rows when there are so many, and again at ten times as many.
const firstCount = 2_000

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
  readonly flood: Flood | null
}

/** A batch on its way. */
interface Flight {
  /** What it refers to is there for the next batch to see. */
  readonly placed: Promise<void>
  /** It is committed: how far the import is then. */
  readonly done: Promise<Progress>
  /** What it does with people; null as long as that is not known, and when all can read it in the database. */
  plan: PeoplePlan | null
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
  let counted = firstCount
  const begun: Flight = { placed: Promise.resolve(), done: Promise.resolve(start), plan: null }
  const flights = [begun]
  try {
    for await (const { headers, rows } of batches(run, file, found)) {
      work ??= beginWork(run, taking, headers, await teamRules(run, file, found))
      const began = performance.now()
      const batch = await readBatch(work, rows, start.row - read)
      read += rows.length
      await flights.at(-atOnce)?.done
      if (taking.signal.aborted) return 'interrupted'
      if (batch.rows === 0) continue
      const flight = writeBatch(run, taking, work, batch, flights.slice(1 - atOnce))
      flights.push(flight)
      flights.splice(0, flights.length - atOnce)
      if (read >= counted && !found.dry_run) {
        await refreshPlans(run.db)
        counted *= 10
      }
      if (found.gentle) await flight.done.then(() => pause((performance.now() - began) * rest))
    }
    return await (flights.at(-1) ?? begun).done
  } finally {
    // None may still write when the next try begins; a failure was thrown above.
    await Promise.allSettled(flights.map(({ done }) => done))
  }
}

/** Tells the planner of the new rows: until the database looks by itself, about a minute later, its plans are for empty tables. */
export async function refreshPlans(db: Queries): Promise<void> {
  await sql`analyze deals, facts, deal_lines, companies, people, products`.execute(db)
}

/** The rows of a file, in batches of equal size whatever pieces it comes in. */
async function* batches(run: Run, file: StoredFile, { mapping, gentle }: ImportRow) {
  const format = mapping.files[file.name]
  assert(format, 'a file that is taken has a mapping')
  const size = gentle ? batchRows.gentle : usualRows(format.kind)
  let headers: readonly string[] = []
  let rows: Numbered[] = []
  for await (const piece of readTable(await storedSource(run.db, run.workspace.id, file), format)) {
    headers = piece.headers
    for (const row of piece.rows) {
      if (rows.push(row) < size) continue
      yield { headers, rows }
      rows = []
    }
  }
  if (rows.length > 0) yield { headers, rows }
}

/** Parts are only kept until their deals are read: little is asked of each. */
function usualRows(kind: FileMapping['kind']): number {
  if (kind === 'history' || kind === 'lines') return batchRows.parts
  return kind === 'people' ? batchRows.people : batchRows.usual
}

function beginWork(
  run: Run,
  { found, file, target, now }: Taking,
  headers: readonly string[],
  teams: TeamRules | null,
): Work {
  const mapping = found.mapping.files[file.name]
  assert(mapping, 'a file that is taken has a mapping')
  const { currency, timeZone } = run.workspace
  return {
    reader: rowReader(file.name, mapping, headers, currency),
    seen: keySet(),
    currency,
    teams,
    rules: {
      stages: target.sellingStages,
      meanings: found.mapping.stages,
      meaningOf: (name) => stageMeaning(name, target.stages),
      currency,
      timeZone,
      now,
      today: dayOf(now, timeZone),
    },
  }
}

/**
 * Writes one batch, in one transaction with its checkpoint. It runs beside the batches before, the last of which must have
 * placed what both may refer to, and is committed behind it, so that the checkpoint never runs ahead.
 */
function writeBatch(run: Run, taking: Taking, work: Work, batch: Batch, others: readonly Flight[]): Flight {
  const { found, file, target, refs, flood } = taking
  const placed = Promise.withResolvers<void>()
  const before = others.at(-1)
  assert(before, 'a batch follows another or the beginning')
  const isPeople = work.reader.mapping.kind === 'people'
  const plan = async () => {
    await before.placed
    if (!isPeople) return null
    const underWay = others.flatMap((flight) => flight.plan ?? [])
    const found = await run.db.transaction().execute(async (tx) =>
      planPeople(await batchContext(run, tx), batch.base, {
        refs,
        underWay,
        seen: work.seen,
        dryRun: target.dryRun,
        flood,
      }),
    )
    flight.plan = found
    // What the rows were read from need not lie there until they are written: in a trial some of them are shown.
    if (!target.dryRun) batch.base.length = 0
    placed.resolve()
    return found
  }
  const write = async (tx: Queries, planned: PeoplePlan | null) => {
    const { kind } = work.reader.mapping
    // Rows of the base point to each other, and what comes again is changed where the batch before left it.
    if (planned ? planned.follows : kind !== 'deals' || batch.again.size > 0) await before.done
    const ctx = await batchContext(run, tx)
    const written = await writeRows(ctx, taking, work, batch, planned, placed.resolve)
    if (!target.dryRun) await storeRejections(ctx, found.id, file.id, batch.rejections)
    const next = progressed(await before.done, taking, work, batch, written)
    const processed = next.files.reduce((sum, one) => sum + handled(one), 0)
    await leaveChange(ctx, { kind: 'imports', id: found.id, fields: ['processed'] })
    await saveProgress(tx, run.workspace.id, found.id, { processed, result: next })
    return next
  }
  const done = plan()
    .then((planned) => run.db.transaction().execute((tx) => write(tx, planned)))
    .finally(() => {
      flight.plan = null
      placed.resolve()
    })
  // Its failure is met where it is waited for; until then it must not count as unheard.
  done.catch(() => {})
  const flight: Flight = { placed: placed.promise, done, plan: null }
  return flight
}

interface Written {
  readonly created: number
  readonly updated: number
  readonly merged: number
  /** What becomes of rows, by their numbers in the file; of deals, of one row each. */
  readonly fates: ReadonlyMap<number, Fate>
}

async function writeRows(
  ctx: Context,
  taking: Taking,
  work: Work,
  batch: Batch,
  planned: PeoplePlan | null,
  placed: () => void,
): Promise<Written> {
  const { target, refs } = taking
  const { kind } = work.reader.mapping
  if (kind === 'deals')
    return writtenDeals(batch, await writeDeals(ctx, target, [...batch.deals.values()], refs, placed))
  if (isTold(kind)) return writeToldRows(ctx, kind, taking, work, batch)
  if (planned && !target.dryRun) await writePeople(ctx, planned, taking.flood)
  // Files to be ignored are left out before, people are planned.
  const other = kind as Exclude<BaseKind, 'people'>
  const fates = planned?.fates ?? (await writeBase(ctx, other, batch.base, refs, work.seen, target.dryRun))
  const count = (fate: Fate) => fates.filter((each) => each === fate).length
  return {
    created: count('created'),
    updated: count('updated'),
    merged: count('merged'),
    fates: new Map(batch.base.map(({ row }, at) => [row.number, fates[at] ?? 'created'])),
  }
}

/** Rows that tell of nobody we know are handed back: only the database could say so. */
async function writeToldRows(ctx: Context, kind: ToldKind, taking: Taking, work: Work, batch: Batch): Promise<Written> {
  const { found, file, refs, target } = taking
  const place = { importId: found.id, fileId: file.id, refs, seen: work.seen, dryRun: target.dryRun }
  const fates = await writeTold(ctx, kind, batch.told, place)
  const taken = new Map<number, Fate>()
  for (const [at, { told }] of batch.told.entries()) {
    const fate = fates[at] ?? 'created'
    if (fate === 'record_unknown') reject(batch, told.row, fate)
    else taken.set(told.row.number, fate)
  }
  const count = (fate: Fate) => fates.filter((each) => each === fate).length
  return { created: count('created'), updated: count('updated'), merged: count('merged'), fates: taken }
}

function writtenDeals(batch: Batch, { created, updated }: Awaited<ReturnType<typeof writeDeals>>): Written {
  // The first row of such a deal was counted in an earlier batch.
  const firsts = (ids: readonly string[]) => ids.filter((id) => !batch.again.has(id)).length
  const isNew = new Set(created)
  return {
    created: firsts(created),
    updated: firsts(updated),
    merged: batch.merged,
    fates: new Map(
      [...batch.deals.values()].map((deal) => [deal.row.number, isNew.has(deal.externalId) ? 'created' : 'updated']),
    ),
  }
}

/** How far the import is behind a batch. */
function progressed(before: Progress, taking: Taking, work: Work, batch: Batch, written: Written): Progress {
  const { file, target, refs } = taking
  const files = before.files.map((one) =>
    one.name === file.name ? withRows(one, written, batch.rejections.length) : one,
  )
  const problems = withProblems(before.problems, batch.problems.list())
  const isFirst = target.dryRun && before.row === 0
  const samples = isFirst
    ? [
        ...(before.samples ?? []),
        ...firstSamples(work, batch, {
          fates: written.fates,
          file: file.name,
          own: refs.own.get(work.reader.mapping.kind) ?? [],
        }),
      ]
    : before.samples
  return {
    ...before,
    files,
    problems,
    row: before.row + batch.rows,
    starts: 0,
    ...(samples ? { samples } : {}),
  }
}
