import { sql } from 'kysely'
import { words } from '../../../words/node.ts'
import { type Context, dayOf } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { type BroughtNote, bringNotes } from '../notes/index.ts'
import type { Fate } from './base-batch.ts'
import { idOf } from './brought-notes.ts'
import type { Row, RowReader } from './cells.ts'
import { type DealRules, instantOf, type RejectionCode, saying } from './deal-row.ts'
import type { KeySet } from './key-set.ts'
import { all, byIds, firstOf } from './links.ts'
import type { Lookups } from './lookups.ts'
import { readNote } from './note-text.ts'
import { dealKeys } from './parts.ts'

/** A call, a meeting, a mail, a note or a task of another system: here a note on the timeline of what it was about. */
export interface ActivityRow {
  readonly row: Row
  /** The file's own id, or the row itself where it has none. */
  readonly key: string
  readonly head: readonly string[]
  readonly body: string | null
  /** Of a task that is still to be done. */
  readonly dueOn: string | null
  readonly at: Date
  readonly dealIds: string | null
  readonly deal: string | null
  readonly personIds: string | null
  readonly person: string | null
  readonly companyIds: string | null
  readonly company: string | null
}

/** Reads a row of activities; a code if it cannot be taken. */
export function readActivity(row: Row, reader: RowReader, rules: DealRules): ActivityRow | RejectionCode {
  const subject = row.text('subject', 500)
  const body = readNote(row, reader)
  const type = row.text('type', 60)
  if (subject === null && body === null) return 'row_without_words'
  const instant = (field: string) => {
    const date = row.date(field)
    return date && instantOf(date, rules.timeZone)
  }
  const happened = instant(saying(row, 'happenedOn'))
  const due = instant('dueOn')
  const at = happened ?? due ?? rules.now
  return {
    row,
    key: row.text('externalId', 200) ?? JSON.stringify(row.record),
    head: [type, subject, row.text('owner')].filter((part) => part !== null),
    body: body === subject ? null : body,
    dueOn: due && due > rules.now ? dayOf(due, rules.timeZone) : null,
    at: at > rules.now ? rules.now : at,
    dealIds: row.text('dealExternalId', 1000),
    deal: row.text('deal'),
    personIds: row.text('personExternalId', 1000),
    person: row.text('person'),
    companyIds: row.text('companyExternalId', 1000),
    company: row.text('company'),
  }
}

/**
 * Writes activities as notes: on the deal they were about, else on the person, else on the company. What was about nobody
 * we know is handed back. Returns what becomes of each row, in their order.
 * @param seen the notes this import had before
 */
export async function writeActivities(
  ctx: Context,
  rows: readonly ActivityRow[],
  refs: Lookups,
  seen: KeySet,
  dryRun: boolean,
): Promise<(Fate | 'record_unknown')[]> {
  await loadAll(ctx, rows, refs)
  const deals = await dealsNamed(ctx, rows)
  const notes = new Map<string, BroughtNote>()
  const ids = rows.map((one) => {
    const about = aboutOf(one, deals, refs) ?? (dryRun ? triedOf(one, refs) : null)
    if (about === null) return null
    const id = idOf(ctx, 'activity', one.key)
    notes.set(id, { id, ...about, text: textOf(ctx, one), at: one.at })
    return id
  })
  const isThere = await known(ctx, [...notes.keys()])
  if (!dryRun) await bringNotes(ctx, [...notes.values()])
  return ids.map((id) => {
    if (id === null) return 'record_unknown'
    if (seen.has(id)) return 'merged'
    seen.add(id)
    return isThere.has(id) ? 'updated' : 'created'
  })
}

function textOf(ctx: Context, { head, body, dueOn }: ActivityRow): string {
  const { t } = words(ctx.workspace.language)
  const due = dueOn === null ? [] : [t('imports.note.due', { day: dueOn })]
  return [[...head, ...due].join(' · '), ...(body === null ? [] : [body])].filter((line) => line !== '').join('\n')
}

type About = Pick<BroughtNote, 'deal_id' | 'person_id' | 'company_id'>

/** What an activity was about. Systems that have one column for all say deals, companies and people in it alike. */
function aboutOf(one: ActivityRow, deals: ReadonlyMap<string, string>, refs: Lookups): About | null {
  const dealId = keysOf(one)
    .map((key) => deals.get(key))
    .find((id) => id !== undefined)
  if (dealId !== undefined) return { deal_id: dealId }
  const anyIds = [one.personIds, one.companyIds, one.dealIds].filter((id) => id !== null)
  const anyNames = [one.person, one.company, one.deal].filter((name) => name !== null).map(firstOf)
  for (const [table, column] of [
    [refs.people, 'person_id'],
    [refs.companies, 'company_id'],
  ] as const) {
    const byId = anyIds.map((id) => byIds(id, table)).find((found) => found !== undefined)
    const found = byId ?? anyNames.map((name) => table.byName(name)).find((reference) => reference !== undefined)
    if (found) return { [column]: found.id }
  }
  return null
}

/** Whether a trial has had what an activity was about, in another file. */
function triedOf(one: ActivityRow, { tried }: Lookups): About | null {
  if (keysOf(one).some((key) => tried.has(`deal ${key}`))) return {}
  const ids = [one.personIds, one.dealIds].flatMap((each) => (each === null ? [] : all(each)))
  const names = [one.person, one.deal].flatMap((each) => (each === null ? [] : firstOf(each)))
  const isTried =
    ids.some((id) => tried.has(`person id ${id}`)) || names.some((name) => tried.has(`person ${fold(name)}`))
  return isTried ? {} : null
}

function keysOf({ dealIds, deal }: ActivityRow): string[] {
  return [...(dealIds === null ? [] : all(dealIds).flatMap((id) => dealKeys(id, null))), ...dealKeys(null, deal)]
}

async function loadAll(ctx: Context, rows: readonly ActivityRow[], refs: Lookups): Promise<void> {
  const ids = rows.flatMap((row) =>
    [row.dealIds, row.personIds, row.companyIds].flatMap((one) => (one === null ? [] : all(one))),
  )
  const names = rows.flatMap((row) =>
    [row.deal, row.person, row.company].flatMap((one) => (one === null ? [] : firstOf(one))),
  )
  await refs.people.load(ctx, names, ids)
  await refs.companies.load(ctx, names, ids)
}

/** Deals by the keys that rows name them by; of two with one name the older counts. */
async function dealsNamed(ctx: Context, rows: readonly ActivityRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ dealIds }) => (dealIds === null ? [] : all(dealIds))))]
  const names = [...new Set(rows.flatMap(({ deal }) => (deal === null ? [] : [deal])))]
  const { rows: found } = await sql<{ id: string; name: string; external_id: string | null }>`
    select id, name, external_id from deals where workspace_id = ${ctx.workspace.id} and external_id = any(${ids})
    union all
    select id, name, external_id from deals where workspace_id = ${ctx.workspace.id} and name = any(${names})
    order by id desc limit 50000`.execute(ctx.tx)
  const deals = new Map<string, string>()
  for (const { id, name, external_id } of found) for (const key of dealKeys(external_id, name)) deals.set(key, id)
  return deals
}

async function known(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.tx
    .selectFrom('notes')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .limit(50_000)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
