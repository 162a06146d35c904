import { sql } from 'kysely'
import { words } from '../../../words/node.ts'
import { type Context, dayOf } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { type BroughtNote, bringNotes } from '../notes/index.ts'
import { bringTouches, type BroughtTouch } from '../outreach/index.ts'
import type { Fate } from './base-batch.ts'
import { idOf } from './brought-notes.ts'
import { type Row, type RowReader, saying } from './cells.ts'
import type { DealRules, RejectionCode } from './deal-row.ts'
import { instantOf } from './row-days.ts'
import type { KeySet } from './key-set.ts'
import { all, byIds, firstOf } from './links.ts'
import type { Lookups } from './lookups.ts'
import { readNote } from './note-text.ts'
import { dealKeys } from './parts.ts'
import { noteMade } from './references.ts'
import { channelIn, directionIn, isUndone, minutesIn, outcomeIn } from './touch-words.ts'

/** A call, a meeting, a mail, a note or a task of another system: here a touch if somebody was in touch, else a note. */
export interface ActivityRow {
  readonly row: Row
  /** The file's own id, or the row itself where it has none. */
  readonly key: string
  readonly head: readonly string[]
  readonly body: string | null
  /** Of a task that is still to be done. */
  readonly dueOn: string | null
  readonly at: Date
  /** How somebody was in touch; null for what is a note here. */
  readonly touch: Pick<BroughtTouch, 'channel' | 'direction' | 'outcome' | 'minutes'> | null
  readonly owner: string | null
  /** Mail addresses of those it was with, folded. */
  readonly emails: readonly string[]
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
  const touch = touchIn(row, reader, type, subject)
  if (subject === null && body === null && touch === null) return 'row_without_words'
  const instant = (field: string) => {
    const date = row.date(field)
    return date && instantOf(date, rules.timeZone)
  }
  const happened = instant(saying(row, 'happenedOn'))
  const due = instant('dueOn')
  const at = happened ?? due ?? rules.now
  const hasHappened = (happened ?? due) !== null && at <= rules.now
  const owner = row.text('owner')
  const outcome = row.text('outcome')
  // What is not understood is kept in its own words.
  const untold = touch === null || outcomeIn(outcome) === null ? outcome : null
  const email = row.text('email', 1000)
  return {
    row,
    key: row.text('externalId', 200) ?? JSON.stringify(row.record),
    head: [type, subject, untold, owner].filter((part) => part !== null),
    body: body === subject ? null : body,
    dueOn: due && due > rules.now ? dayOf(due, rules.timeZone) : null,
    at: at > rules.now ? rules.now : at,
    touch: hasHappened && !isUndone(row.text('status')) ? touch : null,
    owner,
    emails: [email, row.text('person', 1000)].flatMap((cell) => cell?.toLowerCase().match(addresses) ?? []),
    dealIds: row.text('dealExternalId', 1000),
    deal: row.text('deal'),
    personIds: row.text('personExternalId', 1000),
    person: row.text('person'),
    companyIds: row.text('companyExternalId', 1000),
    company: row.text('company'),
  }
}

const addresses = /[^\s@<>(),;"']+@[^\s@<>(),;"']+\.[^\s@<>(),;"']+/g
const beforeSubject = /^(?:call|e-?mail|meeting|sms|samtal|möte|opkald|møde)\s*(?:[:–-]|$)/i

/** How somebody was in touch, as the type says; where a file has no types, as its columns are called. */
function touchIn(row: Row, { mapping: { fields } }: RowReader, type: string | null, subject: string | null) {
  const headers = ['subject', 'note', 'externalId', 'happenedOn'].map((field) => channelIn(fields[field] ?? null))
  // Of calls some files say only which way they went.
  const isCall = type !== null && channelIn(type) === null && directionIn(type) !== null
  const bySubject = subject !== null && beforeSubject.test(subject) ? channelIn(subject.slice(0, 12)) : null
  const untold = headers.find((found) => found !== null) ?? bySubject
  const channel = channelIn(type) ?? (isCall ? 'phone' : type === null ? (untold ?? null) : null)
  if (channel === null) return null
  const direction = directionIn(row.text('direction')) ?? directionIn(type) ?? 'outbound'
  const isWritten = channel === 'email' || channel === 'letter'
  const usual = isWritten && direction === 'outbound' ? 'sent' : 'reached'
  const outcome = outcomeIn(row.text('outcome')) ?? outcomeIn(row.text('status')) ?? usual
  return { channel, direction, outcome, minutes: minutesIn(row.text('duration'), fields['duration'] ?? '') } as const
}

/**
 * Writes activities: touches with all that they were about, and notes on the deal, else on the person, else on the company.
 * What was about nobody we know is handed back. Returns what becomes of each row, in their order.
 * @param seen the touches and notes this import had before
 */
export async function writeActivities(
  ctx: Context,
  rows: readonly ActivityRow[],
  refs: Lookups,
  seen: KeySet,
  dryRun: boolean,
): Promise<(Fate | 'record_unknown')[]> {
  await loadAll(ctx, rows, refs)
  const found = { deals: await dealsNamed(ctx, rows), byEmail: await peopleByEmail(ctx, rows) }
  const notes = new Map<string, BroughtNote>()
  const touches = new Map<string, BroughtTouch>()
  const asNotes = await known(
    ctx,
    'notes',
    rows.map((one) => noteId(ctx, one)),
  )
  const ids = rows.map((one) => {
    const about = aboutOf(one, found, refs) ?? (dryRun ? triedOf(one, refs) : null)
    if (about === null) return null
    const { touch } = one
    // What an earlier import brought as a note stays one.
    const isNote = touch === null || asNotes.has(noteId(ctx, one))
    const id = isNote ? noteId(ctx, one) : idOf(ctx, 'touch', touch.channel, one.key)
    if (isNote) notes.set(id, { id, ...noteAbout(about), text: textOf(ctx, one), at: one.at })
    else touches.set(id, { id, ...touch, ...touchAbout(about), ...saidIn(one, refs), occurredAt: one.at })
    return id
  })
  const isThere = asNotes.union(await known(ctx, 'touches', [...touches.keys()]))
  if (!dryRun) {
    await bringNotes(ctx, [...notes.values()])
    await noteMade(ctx, 'touches', await bringTouches(ctx, [...touches.values()]))
  }
  return ids.map((id) => {
    if (id === null) return 'record_unknown'
    if (seen.has(id)) return 'merged'
    seen.add(id)
    return isThere.has(id) ? 'updated' : 'created'
  })
}

function noteId(ctx: Context, { key }: ActivityRow): string {
  return idOf(ctx, 'activity', key)
}

const mostWords = 4000

/** Who was in touch, and what was said: what the note of a touch may hold. */
function saidIn({ owner, head, body }: ActivityRow, { members }: Lookups): Pick<BroughtTouch, 'words' | 'memberId'> {
  const member = owner === null ? undefined : (members.byName(owner) ?? members.byExternalId(owner))
  const words = [head.filter((part) => !member || part !== owner).join(' · '), body ?? '']
    .filter((line) => line !== '')
    .join('\n')
  return { memberId: member?.id ?? null, words: words === '' ? null : words.slice(0, mostWords).toWellFormed() }
}

function textOf(ctx: Context, { head, body, dueOn }: ActivityRow): string {
  const { t } = words(ctx.workspace.language)
  const due = dueOn === null ? [] : [t('imports.note.due', { day: dueOn })]
  return [[...head, ...due].join(' · '), ...(body === null ? [] : [body])].filter((line) => line !== '').join('\n')
}

interface About {
  readonly deal?: DealNamed | undefined
  readonly personId?: string | undefined
  readonly companyId?: string | undefined
}

interface DealNamed {
  readonly id: string
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
}

/** A note hangs on one record: on the deal, else on the person, else on the company. */
function noteAbout({ deal, personId, companyId }: About): Pick<BroughtNote, 'deal_id' | 'person_id' | 'company_id'> {
  if (deal) return { deal_id: deal.id }
  return personId === undefined ? { company_id: companyId ?? null } : { person_id: personId }
}

/** A touch is about a deal and its customer, unless it was with somebody else. */
function touchAbout({ deal, personId, companyId }: About) {
  return {
    dealId: deal?.id ?? null,
    personId: personId ?? deal?.person_id ?? null,
    companyId: companyId ?? deal?.company_id ?? null,
    householdId: deal?.household_id ?? null,
  }
}

interface Found {
  readonly deals: ReadonlyMap<string, DealNamed>
  readonly byEmail: ReadonlyMap<string, string>
}

/** What an activity was about. Systems that have one column for all say deals, companies and people in it alike. */
function aboutOf(one: ActivityRow, { deals, byEmail }: Found, refs: Lookups): About | null {
  const deal = keysOf(one)
    .map((key) => deals.get(key))
    .find((known) => known !== undefined)
  const anyIds = [one.personIds, one.companyIds, one.dealIds].filter((id) => id !== null)
  const anyNames = [one.person, one.company, one.deal].filter((name) => name !== null).map(firstOf)
  const [personId, companyId] = ([refs.people, refs.companies] as const).map((table) => {
    const byId = anyIds.map((id) => byIds(id, table)).find((found) => found !== undefined)
    return (byId ?? anyNames.map((name) => table.byName(name)).find((reference) => reference !== undefined))?.id
  })
  const written = one.emails.map((email) => byEmail.get(email)).find((id) => id !== undefined)
  if (!deal && personId === undefined && written === undefined && companyId === undefined) return null
  return { deal, personId: personId ?? written, companyId }
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
  await refs.members.load(ctx, [], [])
}

/** Deals by the keys that rows name them by; of two with one name the older counts. */
async function dealsNamed(ctx: Context, rows: readonly ActivityRow[]): Promise<Map<string, DealNamed>> {
  const ids = [...new Set(rows.flatMap(({ dealIds }) => (dealIds === null ? [] : all(dealIds))))]
  const names = [...new Set(rows.flatMap(({ deal }) => (deal === null ? [] : [deal])))]
  const { rows: found } = await sql<DealNamed & { name: string; external_id: string | null }>`
    select id, name, external_id, company_id, person_id, household_id from deals
    where workspace_id = ${ctx.workspace.id} and external_id = any(${ids})
    union all
    select id, name, external_id, company_id, person_id, household_id from deals where workspace_id = ${ctx.workspace.id} and name = any(${names})
    order by id desc limit 50000`.execute(ctx.tx)
  const deals = new Map<string, DealNamed>()
  for (const deal of found) for (const key of dealKeys(deal.external_id, deal.name)) deals.set(key, deal)
  return deals
}

/** People by the mail addresses that rows name; of two with one address the older counts. */
async function peopleByEmail(ctx: Context, rows: readonly ActivityRow[]): Promise<Map<string, string>> {
  const emails = [...new Set(rows.flatMap((row) => row.emails))]
  if (emails.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; email: string }>`
    select coalesce(merged_into_id, id) as id, lower(email) as email from people
    where workspace_id = ${ctx.workspace.id} and lower(email) = any(${emails}) order by people.id desc
    limit 50000`.execute(ctx.tx)
  return new Map(found.map(({ id, email }) => [email, id]))
}

async function known(ctx: Context, table: 'notes' | 'touches', ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])
    limit ${ids.length}`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}
