import { dayNumber, dayText, daysIn } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Packed } from '../packing.ts'
import { wordsSince } from '../words-since.ts'
import { type Told, daysTold, isLogComplete, wordKinds } from './days-told.ts'
import { type DealDay, readDealDays, sizeOfDealDay, workOfDeals } from './deal-work.ts'
import { noDeals, rereadDeals } from './deals-worked-on.ts'
import type { WorkOf } from './pieces.ts'
import { type Kept, type WorkCodes, type WorkName, packWork, readStoredWork } from './stored-work.ts'
import { type WorkDay, readWorkDays } from './work-days.ts'

/** What was done, whatever is told of it in the change log: a list for each day, in no order. */
export interface Work {
  readonly codes: WorkCodes['who']
  readonly days: readonly (readonly [day: number, done: WorkDay])[]
}

/** What is kept of each day: all that was done, or what was done for which deals. The first is much less, and asked for much more. */
interface Sort<Day> {
  readonly name: WorkName
  readonly read: (ctx: Reading, codes: WorkCodes, days: { from: string; to: string }) => Promise<Map<number, Day>>
  readonly sizeOf: (day: Day) => number
  // In this process only. A cache, never a source of truth.
  readonly kept: Map<string, Promise<Kept<Day>>>
  /** How many numbers are kept of each workspace. */
  readonly sizes: Map<string, number>
}

const allWork: Sort<WorkDay> = {
  name: 'work',
  read: (ctx, { who }, days) => readWorkDays(ctx, who, { ...days, knownAt: null, which: 'logged', of: null }),
  sizeOf: ({ length }) => length,
  kept: new Map(),
  sizes: new Map(),
}

const dealWork: Sort<DealDay> = {
  name: 'deal-work',
  read: readDealDays,
  sizeOf: sizeOfDealDay,
  kept: new Map(),
  sizes: new Map(),
}

/** Some 80 MB of each sort; what was just asked for stays in any case. */
const mostNumbers = 20_000_000
/** So many days are read at once: a quarter of a year. */
const daysAtOnce = 92

/** The work of some days as the transaction sees it, or newer: of each day it is read once, and anew when something of it has changed. */
export async function workOn(ctx: Reading, from: string, to: string): Promise<Work> {
  const { codes, days } = await daysOf(allWork, ctx, from, to)
  return { codes: codes.who, days }
}

/** The same of what was done for some deals, as they are today, or for none. */
export async function workOnDeals(ctx: Reading, from: string, to: string, of: WorkOf): Promise<Work> {
  const { codes, days } = await daysOf(dealWork, ctx, from, to)
  const work = workOfDeals(codes, of)
  return { codes: codes.who, days: days.map(([day, done]) => [day, work(done)]) }
}

async function daysOf<Day>(sort: Sort<Day>, ctx: Reading, from: string, to: string) {
  const { kept, sizes, sizeOf } = sort
  const key = ctx.workspace.id
  const reading = renewed(sort, ctx, kept.get(key), dayNumber(from), dayNumber(to))
  const renewing = reading.then((read) => read.now)
  kept.delete(key)
  kept.set(key, renewing)
  void renewing.catch(() => {
    if (kept.get(key) === renewing) forget(sort, key)
  })
  const { now, asked } = await reading
  sizes.set(key, numbersIn(now, sizeOf))
  forgetOldest(sort, key)
  return { codes: now.codes, days: asked }
}

/** As a start does. */
export function forgetWork(workspaceId: string): void {
  forget(allWork, workspaceId)
  forget(dealWork, workspaceId)
}

function forget<Day>({ kept, sizes }: Sort<Day>, workspaceId: string): void {
  kept.delete(workspaceId)
  sizes.delete(workspaceId)
}

/** What is stored of it, without the days of which something has changed since. */
export async function workStored(ctx: Reading): Promise<Packed> {
  const all = packWork(allWork.name, await stillTrue(allWork, ctx, undefined))
  return new Map([...all, ...packWork(dealWork.name, await stillTrue(dealWork, ctx, undefined))])
}

/** Further back nobody asks where the hours went. */
const mostDays = 5 * 366

/** All that was done since the first deal began, packed. */
export async function workOfAll(ctx: Reading): Promise<Packed> {
  const { first } = await ctx.tx
    .selectFrom('deals')
    .select(({ fn }) => fn.min('opened_at').as('first'))
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirstOrThrow()
  const today = daysIn(ctx.workspace.timeZone)(ctx.now.getTime())
  const begin = first === null ? today : Math.max(daysIn(ctx.workspace.timeZone)(first.getTime()), today - mostDays)
  const { now } = await renewed(dealWork, ctx, undefined, begin, today)
  const work = workOfDeals(now.codes, null)
  const days = new Map([...now.days].map(([day, done]) => [day, work(done)]))
  const all = packWork(allWork.name, { ...now, days, codes: { ...noCodes(), who: now.codes.who } })
  return new Map([...packWork(dealWork.name, now), ...all])
}

/** One after the other: each reads what those before have left. */
async function renewed<Day>(
  sort: Sort<Day>,
  ctx: Reading,
  before: Promise<Kept<Day>> | undefined,
  from: number,
  to: number,
) {
  const now = await stillTrue(sort, ctx, await before?.catch(() => undefined))
  const { days, codes } = now
  for (const { first, last } of missing(days, from, to)) {
    const read = await sort.read(ctx, codes, { from: dayText(first), to: dayText(last) })
    for (const [day, done] of read) days.set(day, done)
  }
  const asked: [number, Day][] = []
  for (const [day, done] of days) if (day >= from && day <= to) asked.push([day, done])
  if (numbersIn(now, sort.sizeOf) > mostNumbers) {
    days.clear()
    for (const [day, done] of asked) days.set(day, done)
  }
  return { now, asked }
}

/** What is kept without the days of which something has changed; all of it goes where nobody can say which. */
async function stillTrue<Day>({ name }: Sort<Day>, ctx: Reading, before: Kept<Day> | undefined): Promise<Kept<Day>> {
  const { timeZone } = ctx.workspace
  const last = before ?? (await readStoredWork<Day>(ctx, name))
  const isKnown = last?.timeZone === timeZone && (await isLogComplete(ctx, last))
  const { snapshot, words } = await wordsSince(ctx, isKnown ? last.snapshot : null, wordKinds)
  const told: Told = isKnown && words !== null ? await daysTold(ctx, words) : 'all'
  if (!isKnown || told === 'all') return { timeZone, codes: noCodes(), days: new Map(), snapshot, readAt: ctx.now }
  for (const day of last.days.keys()) if (day >= told.since || told.days.has(day)) last.days.delete(day)
  const changed = new Set(words?.flatMap(({ kind, ids }) => (kind === 'deals' ? ids : [])))
  await rereadDeals(
    ctx,
    last.codes.deals,
    [...changed].filter((id) => id !== null),
  )
  return Object.assign(last, { snapshot, readAt: ctx.now })
}

function noCodes(): WorkCodes {
  const none = () => ({ numbers: new Map(), ids: [''] })
  return { who: none(), pieces: none(), deals: noDeals() }
}

function missing(days: ReadonlyMap<number, unknown>, from: number, to: number) {
  const ranges: { first: number; last: number }[] = []
  for (let day = from; day <= to; day++) {
    if (days.has(day)) continue
    const range = ranges.at(-1)
    if (range?.last === day - 1 && day - range.first < daysAtOnce) range.last = day
    else ranges.push({ first: day, last: day })
  }
  return ranges
}

function numbersIn<Day>({ days }: Kept<Day>, sizeOf: (day: Day) => number): number {
  let numbers = 0
  for (const day of days.values()) numbers += sizeOf(day)
  return numbers
}

function forgetOldest<Day>(sort: Sort<Day>, latest: string): void {
  const { kept, sizes } = sort
  let numbers = [...sizes.values()].reduce((sum, each) => sum + each, 0)
  for (const key of kept.keys()) {
    if (numbers <= mostNumbers) return
    if (key === latest) continue
    numbers -= sizes.get(key) ?? 0
    forget(sort, key)
  }
}
