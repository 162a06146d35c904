import { deserialize, serialize } from 'node:v8'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type Codes, dayNumber, dayText } from '../history.ts'
import type { Reading } from '../loading.ts'
import type { Packed } from '../packing.ts'
import { readBeside } from '../stored-histories.ts'
import { wordsSince } from '../words-since.ts'
import { type Told, daysTold, isLogComplete, wordKinds } from './days-told.ts'
import { type WorkDay, readWorkDays, workFormat } from './work-days.ts'

/** What was done by day, of the days that somebody asked about. */
interface Kept {
  readonly timeZone: string
  readonly codes: Codes
  readonly days: Map<number, WorkDay>
  snapshot: string
  readAt: Date
}

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

/** What is kept beside the stored history; another program does not find it. */
export const storedName = `work.${workFormat}`

/** The work of some days, as it is to be stored: after a start, years of it need not be counted anew. */
export async function packedWork(ctx: Reading, from: string, to: string): Promise<Packed> {
  const { codes, days } = await workOn(ctx, from, to)
  // Whoever stores it does not answer questions about it.
  forgetWork(ctx.workspace.id)
  return new Map([[storedName, packWork({ ids: codes.ids, days })]])
}

/** Nearly all numbers are small ones: it is a tenth of them. */
export function packWork(work: StoredWork): Uint8Array {
  return zstdCompressSync(serialize(work))
}

/** As it is stored. */
interface StoredWork {
  readonly ids: readonly string[]
  readonly days: Work['days']
}

async function readStoredWork(ctx: Reading): Promise<Kept | undefined> {
  const beside = await readBeside(ctx, storedName)
  if (beside === null) return undefined
  // What this program stored.
  const { ids, days } = deserialize(zstdDecompressSync(beside.bytes)) as StoredWork
  const codes: Codes = { numbers: new Map(ids.map((id, code) => [id, code])), ids: [...ids] }
  const { timeZone } = ctx.workspace
  return { timeZone, codes, days: new Map(days), snapshot: beside.snapshot, readAt: ctx.now }
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
