import { type Codes, dayNumber, dayText, daysIn } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Packed } from '../packing.ts'
import { type Kept, packWork, readStoredWork } from './stored-work.ts'
import { wordsSince } from '../words-since.ts'
import { type Told, daysTold, isLogComplete, wordKinds } from './days-told.ts'
import { type WorkDay, readWorkDays } from './work-days.ts'

/** What was done, whatever is told of it in the change log: a list for each day, in no order. */
export interface Work {
  readonly codes: Codes
  readonly days: readonly (readonly [day: number, done: WorkDay])[]
}

// In this process only. A cache, never a source of truth.
const kept = new Map<string, Promise<Kept>>()
const sizes = new Map<string, number>()
/** Some 80 MB, five numbers each; what was just asked for stays in any case. */
const mostNumbers = 20_000_000
/** So many days are read at once: a quarter of a year. */
const daysAtOnce = 92

/** The work of some days as the transaction sees it, or newer: of each day it is read once, and anew when something of it has changed. */
export async function workOn(ctx: Reading, from: string, to: string): Promise<Work> {
  const key = ctx.workspace.id
  const reading = renewed(ctx, kept.get(key), dayNumber(from), dayNumber(to))
  const renewing = reading.then((read) => read.now)
  kept.delete(key)
  kept.set(key, renewing)
  void renewing.catch(() => {
    if (kept.get(key) === renewing) forgetWork(key)
  })
  const { now, work } = await reading
  sizes.set(
    key,
    [...now.days.values()].reduce((sum, { length }) => sum + length, 0),
  )
  forgetOldest(key)
  return work
}

/** As a start does. */
export function forgetWork(workspaceId: string): void {
  kept.delete(workspaceId)
  sizes.delete(workspaceId)
}

/** What is stored of it, without the days of which something has changed since. */
export async function workStored(ctx: Reading): Promise<Packed> {
  return packWork(await stillTrue(ctx, undefined))
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
  const { now } = await renewed(ctx, undefined, begin, today)
  return packWork(now)
}

/** One after the other: each reads what those before have left. */
async function renewed(ctx: Reading, before: Promise<Kept> | undefined, from: number, to: number) {
  const now = await stillTrue(ctx, await before?.catch(() => undefined))
  const { days, codes } = now
  for (const { first, last } of missing(days, from, to)) {
    const wanted = { from: dayText(first), to: dayText(last), knownAt: null, which: 'logged', of: null } as const
    for (const [day, done] of await readWorkDays(ctx, codes, wanted)) days.set(day, done)
  }
  const asked: [number, WorkDay][] = []
  for (const [day, done] of days) if (day >= from && day <= to) asked.push([day, done])
  if (tooMuch(days)) {
    days.clear()
    for (const [day, done] of asked) days.set(day, done)
  }
  return { now, work: { codes, days: asked } }
}

/** What is kept without the days of which something has changed; all of it goes where nobody can say which. */
async function stillTrue(ctx: Reading, before: Kept | undefined): Promise<Kept> {
  const { timeZone } = ctx.workspace
  const last = before ?? (await readStoredWork(ctx))
  const isKnown = last?.timeZone === timeZone && (await isLogComplete(ctx, last))
  const { snapshot, words } = await wordsSince(ctx, isKnown ? last.snapshot : null, wordKinds)
  const told: Told = isKnown && words !== null ? await daysTold(ctx, words) : 'all'
  if (!isKnown || told === 'all')
    return { timeZone, codes: { numbers: new Map(), ids: [''] }, days: new Map(), snapshot, readAt: ctx.now }
  for (const day of last.days.keys()) if (day >= told.since || told.days.has(day)) last.days.delete(day)
  return Object.assign(last, { snapshot, readAt: ctx.now })
}

function missing(days: ReadonlyMap<number, WorkDay>, from: number, to: number) {
  const ranges: { first: number; last: number }[] = []
  for (let day = from; day <= to; day++) {
    if (days.has(day)) continue
    const range = ranges.at(-1)
    if (range?.last === day - 1 && day - range.first < daysAtOnce) range.last = day
    else ranges.push({ first: day, last: day })
  }
  return ranges
}

function tooMuch(days: ReadonlyMap<number, WorkDay>): boolean {
  let numbers = 0
  for (const { length } of days.values()) numbers += length
  return numbers > mostNumbers
}

function forgetOldest(latest: string): void {
  let numbers = [...sizes.values()].reduce((sum, each) => sum + each, 0)
  for (const key of kept.keys()) {
    if (numbers <= mostNumbers) return
    if (key === latest) continue
    numbers -= sizes.get(key) ?? 0
    forgetWork(key)
  }
}
