import { setImmediate } from 'node:timers/promises'
import type { ImportProblemCode } from '../../../contract/imports.ts'
import { type BaseKind, type BaseRow, readBase } from './base-columns.ts'
import { cellCharacters, type Row, type RowReader } from './cells.ts'
import { type DealRow, type DealRules, joinedLines, readDeal } from './deal-row.ts'
import type { KeySet } from './key-set.ts'
import { countProblems, type Problems, unheard } from './problems.ts'
import type { Numbered } from './reading/layout.ts'
import { storable } from './storable.ts'
import type { Rejection } from './store.ts'
import type { TeamRules } from './team-names.ts'
import { isTold, readTold, type ToldKind, type ToldRow } from './told-batch.ts'

/** What is kept while one file is taken in, batch by batch. */
export interface Work {
  readonly reader: RowReader
  readonly rules: DealRules
  readonly currency: string
  /** Of a file of members. */
  readonly teams: TeamRules | null
  /** External ids of deals, or ids of rows of the base, that the import has had. */
  readonly seen: KeySet
}

/** Some rows of a file, read and sorted out, before anything is looked up. */
export interface Batch {
  /** How many rows there were. */
  rows: number
  /** The deals to be written, each once. */
  readonly deals: Map<string, DealRow>
  /** Those among them that an earlier batch has written already. */
  readonly again: Set<string>
  merged: number
  readonly base: BaseRow[]
  readonly told: ToldRow[]
  readonly rejections: Rejection[]
  readonly problems: Problems
}

// Some two milliseconds: whoever waits for an answer waits no longer.
const rowsAtOnce = 50

/** Reads a batch of rows; of the first `known` it only learns that they were there. */
export async function readBatch(work: Work, rows: readonly Numbered[], known: number): Promise<Batch> {
  const batch: Batch = {
    rows: rows.length - Math.min(Math.max(known, 0), rows.length),
    deals: new Map(),
    again: new Set(),
    merged: 0,
    base: [],
    told: [],
    rejections: [],
    problems: countProblems(),
  }
  const { kind } = work.reader.mapping
  for (const [at, row] of rows.entries()) {
    if (at % rowsAtOnce === rowsAtOnce - 1) await setImmediate()
    if (at < known) remember(work, row)
    else if (kind === 'deals') takeDeal(work, batch, row)
    else if (isTold(kind)) takeTold(work, batch, kind, row)
    else takeBase(work, batch, kind as BaseKind, row) // Files to be ignored are left out before.
  }
  return batch
}

function remember({ reader, rules, seen }: Work, { record, number }: Numbered): void {
  if (reader.mapping.kind !== 'deals') return
  const deal = readDeal(reader.row(record, number, unheard), { reader, rules })
  if (typeof deal !== 'string') seen.add(deal.externalId)
}

function takeDeal(work: Work, batch: Batch, { record, number }: Numbered): void {
  const row = work.reader.row(record, number, batch.problems)
  const deal = readDeal(row, work)
  if (typeof deal === 'string') return reject(batch, row, deal)
  remarkRow(work, row)
  const { externalId } = deal
  if (!work.seen.has(externalId)) {
    work.seen.add(externalId)
    batch.deals.set(externalId, deal)
    return
  }
  batch.merged++
  const before = batch.deals.get(externalId)
  if (!before) batch.again.add(externalId)
  batch.deals.set(externalId, before ? joined(work, batch, before, deal) : deal)
  row.remark(before && isSame(before, deal) ? 'identical_row' : 'same_id_twice', 'externalId')
}

function isSame(one: DealRow, other: DealRow): boolean {
  return one.row.record.every((cell, at) => cell.trim() === (other.row.record[at] ?? '').trim())
}

/**
 * Two rows of one deal are taken as one: what the later one says counts, its empty cells say nothing. Reports have a row
 * for each product of a deal: the deal has them all.
 */
function joined(work: Work, batch: Batch, before: DealRow, later: DealRow): DealRow {
  if (isSame(before, later)) return before
  const record = before.row.record.map((cell, at) => {
    const said = later.row.record[at] ?? ''
    return said.trim() === '' ? cell : said
  })
  const both = readDeal(work.reader.row(record, later.row.number, batch.problems), work)
  return typeof both === 'string' ? later : { ...both, lines: joinedLines(before.lines, later.lines) }
}

function takeBase(work: Work, batch: Batch, kind: BaseKind, { record, number }: Numbered): void {
  const row = work.reader.row(record, number, batch.problems)
  const isTooLong = record.some((cell) => cell.length > cellCharacters)
  const read = isTooLong ? 'cell_too_long' : readBase(kind, row, work)
  if (typeof read === 'string') return reject(batch, row, read)
  remarkRow(work, row)
  batch.base.push(read)
}

function takeTold(work: Work, batch: Batch, kind: ToldKind, { record, number }: Numbered): void {
  const row = work.reader.row(record, number, batch.problems)
  const isTooLong = record.some((cell) => cell.length > cellCharacters)
  const read = isTooLong ? 'cell_too_long' : readTold(kind, row, work)
  if (typeof read === 'string') return reject(batch, row, read)
  remarkRow(work, row)
  batch.told.push(read)
}

/** Points out what is wrong with a row as such. */
function remarkRow({ reader }: Work, row: Row): void {
  const { record } = row
  const extra = record.length > reader.headers.length ? record.slice(reader.headers.length).join(' ').trim() : ''
  if (extra !== '') row.remark('extra_cells', null, extra)
  const odd = record.find((cell) => cell.includes('\ufffd'))
  if (odd !== undefined) row.remark('characters_undecodable', null, odd)
}

export function reject(batch: Pick<Batch, 'rejections'>, row: Row, code: ImportProblemCode): void {
  const field = code === 'stage_unknown' ? 'stage' : code === 'id_too_long' ? 'externalId' : null
  row.remark(code, field, field === null ? row.record.find((cell) => cell.trim() !== '') : undefined)
  const cells = row.record.map((cell) => storable(cell.slice(0, cellCharacters)))
  batch.rejections.push({ row: row.number, code, cells })
}
