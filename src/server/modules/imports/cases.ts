import { sql } from 'kysely'
import { type Context, dayOf } from '../../kernel/context.ts'
import { type BulkDeal, type BulkStep, openInBulk, versionOf } from '../deals/index.ts'
import { batchContext, type Run } from './batch-context.ts'
import type { Target } from './deal-batch.ts'
import { isEventLog } from './guessing/event-log.ts'
import { inOrder, tellHistory } from './history.ts'
import { type Lookups, writeAllAdded } from './lookups.ts'
import { entryOf, type StagePart, takeParts } from './parts.ts'
import { openedPastGates } from './past-gates.ts'
import { countProblems, type Example, type Problem, withProblems } from './problems.ts'
import { type ImportRow, type Progress, saveProgress } from './store.ts'
import type { StoredFile } from './stored-file.ts'
import { type Entry, later } from './story.ts'

const atOnce = 500

/**
 * Opens the deals of an event log: no file holds them but by what happened to each. What was done first is its opening, unless the log
 * says when it came in; each piece of the work is one transaction. In a trial the deals are only counted. Returns what was found beside
 * what was found before.
 */
export async function openCases(
  run: Run,
  { mapping }: Pick<ImportRow, 'mapping'>,
  files: readonly StoredFile[],
  target: Target,
  refs: Lookups,
  before: Progress,
): Promise<Progress> {
  const logs = new Map(files.flatMap(({ id, name }) => (isEventLog(mapping.files[name]) ? [[id, name] as const] : [])))
  const ends = Object.entries(mapping.stages).flatMap(([name, { outcome }]) => (outcome === 'open' ? [] : [name]))
  let progress = before
  for (;;) {
    const next = await run.db.transaction().execute(async (tx) => {
      const ctx = await batchContext(run, tx)
      const cases = logs.size > 0 ? await nextCases(ctx, target.importId, [...logs.keys()]) : []
      if (cases.length === 0) return null
      const { entries } = await takeParts(
        ctx,
        target.importId,
        cases.map(({ deal }) => deal),
      )
      const told = cases.map(({ deal, file, row }): Case => {
        const example = { file: logs.get(file) ?? '', row, column: null, value: idOf(deal) }
        return { id: idOf(deal), parts: entries.get(deal) ?? [], example }
      })
      if (!target.dryRun) await open(ctx, target, told, refs)
      const problems = withProblems(progress.problems, remarksOn(ctx, target, told, ends.join(', ')))
      const counted = { ...progress, problems }
      await saveProgress(tx, run.workspace.id, run.importId, { result: counted })
      return counted
    })
    if (next === null) return progress
    progress = next
  }
}

/** What happened to a deal of a log, and where the log begins to tell of it. */
interface Case {
  readonly id: string
  readonly parts: readonly StagePart[]
  readonly example: Example
}

async function open(ctx: Context, target: Target, cases: readonly Case[], refs: Lookups): Promise<void> {
  await refs.members.load(ctx, [], [])
  const { stages: gates } = await versionOf(ctx, target.versionId)
  const deals = cases.map(({ id, parts }) => openedPastGates(dealOf(ctx, target, id, parts, refs), gates, () => {}))
  await writeAllAdded(ctx, refs)
  await openInBulk(ctx, target, deals)
}

/** How many deals a log opens, how many of them end by what is taken for one of `ends`, and in how many more happened on days after that. */
function remarksOn(
  { workspace: { timeZone } }: Context,
  { sellingStages }: Target,
  cases: readonly Case[],
  ends: string,
): Problem[] {
  const found = countProblems()
  for (const { parts, example } of cases) {
    found.add('case_opened', example)
    const entries = parts.map((part) => entryOf(part, sellingStages))
    const end = untilEnd(entries).at(-1)
    if (!end || end.outcome === 'open') continue
    found.add('case_ended', { ...example, value: ends })
    // The day of an instant takes long to tell: asked of the last one alone, and only if it comes after the end.
    const after = entries.reduce((latest, { at }) => later(latest, at), end.at)
    if (after > end.at && dayOf(after, timeZone) > dayOf(end.at, timeZone)) found.add('case_went_on', example)
  }
  return found.list()
}

function idOf(deal: string): string {
  return deal.slice('id '.length)
}

interface Next {
  readonly deal: string
  readonly file: string
  readonly row: number
}

/** Cases by their ids, as parts are kept by them, each with its first row. */
async function nextCases(ctx: Context, importId: string, logs: readonly string[]): Promise<readonly Next[]> {
  const { rows } = await sql<Next>`
    select distinct on (deal) deal, file_id as file, row_number as row from import_parts
    where workspace_id = ${ctx.workspace.id} and import_id = ${importId} and kind = 'history' and not is_there
      and file_id = any(${logs}) and deal like 'id %'
    order by deal, row_number limit ${atOnce}`.execute(ctx.tx)
  return rows
}

function dealOf(ctx: Context, target: Target, id: string, parts: readonly StagePart[], refs: Lookups): BulkDeal {
  const openings = parts.flatMap(({ at, about }) => [at, about?.openedAt ?? at])
  const owner = parts.flatMap(({ about }) => about?.owner ?? []).at(-1)
  const entries = untilEnd(parts.map((part) => entryOf(part, target.sellingStages)))
  const comeBackOn = dayOf(ctx.now, ctx.workspace.timeZone)
  const told = {
    outcome: entries.at(-1)?.outcome ?? 'open',
    stage: null,
    openedAt: new Date(openings.reduce((least, at) => (at < least ? at : least))),
    contactedAt: null,
    stageEnteredAt: null,
    closedAt: null,
    isBackwards: false,
    lengthDays: null,
    comeBackOn,
  }
  const story = tellHistory(told, entries, target.sellingStages, ctx.now)
  return {
    name: id,
    company_id: null,
    person_id: null,
    owner_id: owner === undefined ? null : (refs.members.byName(owner) ?? refs.members.add(owner)).id,
    source_id: null,
    amount_minor: parts.flatMap(({ about }) => about?.amountMinor ?? []).at(-1) ?? null,
    currency: ctx.workspace.currency,
    expected_close_on: null,
    external_id: id,
    observed_from: target.observedFrom,
    opened: story.opened,
    steps: story.steps.map((step): BulkStep => (step.kind === 'ended' ? { ...step, comeBackOn } : step)),
    lines: [],
  }
}

/** By time, up to the last end: work that is finished after the decision takes no deal up again. */
function untilEnd(entries: readonly Entry[]): Entry[] {
  const way = inOrder(entries)
  const end = way.findLastIndex(({ outcome }) => outcome !== 'open')
  return end < 0 ? way : way.slice(0, end + 1)
}
