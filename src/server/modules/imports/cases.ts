import { sql } from 'kysely'
import type { ImportMapping } from '../../../contract/imports.ts'
import { type Context, dayOf } from '../../kernel/context.ts'
import { type BulkDeal, type BulkStep, openInBulk, versionOf } from '../deals/index.ts'
import { batchContext, type Run } from './batch-context.ts'
import type { Target } from './deal-batch.ts'
import { inOrder, tellHistory } from './history.ts'
import { type Lookups, writeAllAdded } from './lookups.ts'
import { entryOf, type StagePart, takeParts } from './parts.ts'
import { openedPastGates } from './past-gates.ts'
import type { ImportRow } from './store.ts'
import type { StoredFile } from './stored-file.ts'
import type { Entry } from './story.ts'

const atOnce = 500

/**
 * Opens the deals of an event log: no file holds them but by what happened to each. What was done first is its opening, unless the log
 * says when it came in; each piece of the work is one transaction. In a trial the deals are only counted as told.
 */
export async function openCases(
  run: Run,
  { mapping }: Pick<ImportRow, 'mapping'>,
  files: readonly StoredFile[],
  target: Target,
  refs: Lookups,
): Promise<void> {
  const logs = files.flatMap(({ id, name }) => (isEventLog(mapping.files[name]) ? [id] : []))
  while (logs.length > 0) {
    const count = await run.db.transaction().execute(async (tx) => {
      const ctx = await batchContext(run, tx)
      const cases = await nextCases(ctx, target.importId, logs)
      const { entries } = await takeParts(ctx, target.importId, cases)
      if (target.dryRun || cases.length === 0) return cases.length
      await refs.members.load(ctx, [], [])
      const { stages: gates } = await versionOf(ctx, target.versionId)
      const deals = cases.map((one) =>
        openedPastGates(dealOf(ctx, target, one.slice('id '.length), entries.get(one) ?? [], refs), gates, () => {}),
      )
      await writeAllAdded(ctx, refs)
      await openInBulk(ctx, target, deals)
      return cases.length
    })
    if (count === 0) return
  }
}

/** A history of stages tells of deals that other files hold; a log of activities is all there is of them. */
function isEventLog(mapping: ImportMapping['files'][string] | undefined): boolean {
  if (mapping?.kind !== 'history') return false
  const { stage = '', amount, openedOn } = mapping.fields
  return amount !== undefined || openedOn !== undefined || activity.test(stage)
}

const activity = /activity|concept|event|aktivitet|פעילות|etkinlik|กิจกรรม/iu

/** Cases by their ids, as parts are kept by them. */
async function nextCases(ctx: Context, importId: string, logs: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ deal: string }>`
    select distinct deal from import_parts
    where workspace_id = ${ctx.workspace.id} and import_id = ${importId} and kind = 'history' and not is_there
      and file_id = any(${logs}) and deal like 'id %'
    order by deal limit ${atOnce}`.execute(ctx.tx)
  return rows.map(({ deal }) => deal)
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
