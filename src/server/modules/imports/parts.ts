import { sql } from 'kysely'
import type { ImportKind } from '../../../contract/import-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import type { Fate } from './base-batch.ts'
import { cellCharacters, type Row } from './cells.ts'
import { type DealRules, quantityOf, type RejectionCode, type SaidLine } from './deal-row.ts'
import { instantOf } from './row-days.ts'
import { storable } from './storable.ts'
import type { Entry } from './story.ts'

/** Files that tell of a deal beside its own row. */
export type PartKind = Extract<ImportKind, 'history' | 'lines'>

/** A row of such a file: the deal it tells of, and what. */
export interface PartRow {
  readonly row: Row
  /** The deal as the file names it. */
  readonly deal: string
  readonly externalId: string | null
  readonly part: StagePart | SaidLine
}

/** An entry as it is kept until its deal is read: stages by their keys. */
export interface StagePart {
  readonly at: string
  readonly outcome: Entry['outcome']
  readonly stage: string | null
  readonly from: string | null
  /** What an event log says of the whole deal. */
  readonly about?: {
    readonly amountMinor: number | null
    readonly owner: string | null
    readonly openedAt: string | null
  }
}

/** Reads a row; a code if it cannot be taken. */
export function readPart(kind: PartKind, row: Row, rules: DealRules): PartRow | RejectionCode {
  const externalId = row.text('dealExternalId', 200)
  const [deal] = dealKeys(externalId, row.text('deal'))
  if (deal === undefined) return 'deal_unknown'
  const part = kind === 'history' ? stagePart(row, rules) : linePart(row, rules)
  return typeof part === 'string' ? part : { row, deal, externalId, part }
}

/** What a deal may be named by, the surest first. Of the ids of Salesforce the last three letters only repeat the case of the others. */
export function dealKeys(externalId: string | null, name: string | null): string[] {
  const id = externalId !== null && /^[a-z\d]{18}$/i.test(externalId) ? externalId.slice(0, 15) : externalId
  return [...(id === null ? [] : [`id ${id}`]), ...(name === null ? [] : [`name ${fold(name)}`])]
}

function stagePart(row: Row, rules: DealRules): StagePart | RejectionCode {
  const { stages, meanings, meaningOf, timeZone, now } = rules
  const field = row.text('field')
  if (field !== null && !/stage|steg|fas|שלב|aşama|trin|ขั้น/iu.test(field)) return 'no_stage_change'
  const name = row.text('stage')
  if (name === null) return 'no_stage_change'
  const meaning = meanings[name] ?? meaningOf(name)
  if (!meaning) return 'stage_unknown'
  const date = row.date('enteredOn')
  if (date === null) return 'moment_missing'
  const at = instantOf(date, timeZone)
  if (at > now) {
    row.remark('date_in_future', 'enteredOn')
    return 'moment_missing'
  }
  const fromName = row.text('fromStage')
  const from = fromName === null ? null : (meanings[fromName] ?? meaningOf(fromName))
  const known = (key: string | null | undefined) => stages.find((stage) => stage.key === key)?.key ?? null
  const about = aboutDeal(row, rules)
  return {
    at: at.toISOString(),
    outcome: meaning.outcome,
    stage: known(meaning.stage),
    from: known(from?.stage),
    ...(about ? { about } : {}),
  }
}

function aboutDeal(row: Row, { currency, timeZone }: DealRules): StagePart['about'] | null {
  const [owner, date, amount] = [row.text('owner'), row.date('openedOn'), row.amount('amount', currency)]
  if (owner === null && date === null && amount === null) return null
  const amountMinor = amount && amount.currency === currency && amount.minor >= 0 ? amount.minor : null
  return { amountMinor, owner, openedAt: date && instantOf(date, timeZone).toISOString() }
}

function linePart(row: Row, { currency }: DealRules): SaidLine | RejectionCode {
  const product = row.text('product')
  const productExternalId = row.text('productExternalId')
  if (product === null && productExternalId === null) return 'product_missing'
  const quantity = quantityOf(row, 'quantity')
  const price = row.amount('price', currency)
  const total = price === null ? row.amount('amount', currency) : null
  const minor = price?.minor ?? (total && Math.round(total.minor / quantity))
  return { product, productExternalId, quantity, priceMinor: minor !== null && minor >= 0 ? minor : null }
}

/**
 * Keeps parts until their deals are read. Returns what becomes of each, in their order: of a deal that is here already
 * nothing is told anew.
 */
export async function keepParts(
  ctx: Context,
  kind: PartKind,
  place: { readonly importId: string; readonly fileId: string },
  parts: readonly PartRow[],
): Promise<Fate[]> {
  if (parts.length === 0) return []
  const rows = parts.map(({ row, deal, externalId, part }) => ({
    id: newId(),
    row_number: row.number,
    deal,
    external_id: externalId,
    part,
    cells: row.record.map((cell) => storable(cell.slice(0, cellCharacters))),
  }))
  const { rows: kept } = await sql<{ id: string; is_there: boolean }>`
    insert into import_parts (workspace_id, id, import_id, file_id, row_number, kind, deal, is_there, part, cells)
    select ${ctx.workspace.id}, id, ${place.importId}::uuid, ${place.fileId}::uuid, row_number, ${kind}, deal,
      exists (select from deals d where d.workspace_id = ${ctx.workspace.id} and d.external_id = r.external_id), part, cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, row_number integer, deal text, external_id text,
      part jsonb, cells jsonb)
    returning id, is_there`.execute(ctx.tx)
  const there = new Set(kept.flatMap(({ id, is_there }) => (is_there ? [id] : [])))
  for (const [at, { row }] of parts.entries())
    if (there.has(rows[at]?.id ?? '')) row.remark(kind === 'history' ? 'history_kept' : 'lines_kept', null)
  return rows.map(({ id }) => (there.has(id) ? 'updated' : 'created'))
}

/** The parts of some deals, by what the files name the deal. They are given out once. */
export interface Parts {
  readonly entries: ReadonlyMap<string, readonly StagePart[]>
  readonly lines: ReadonlyMap<string, readonly SaidLine[]>
}

interface KeptPart {
  readonly kind: PartKind
  readonly deal: string
  // As its kind says; only this file writes them.
  readonly part: StagePart & SaidLine
}

export async function takeParts(ctx: Context, importId: string, keys: readonly string[]): Promise<Parts> {
  const { rows } = await sql<KeptPart>`
    with taken as (
      delete from import_parts where workspace_id = ${ctx.workspace.id} and import_id = ${importId}
        and deal = any(${keys})
      returning kind, deal, part, row_number)
    select kind, deal, part from taken order by row_number`.execute(ctx.tx)
  const of = (kind: PartKind) => {
    const some = Map.groupBy(
      rows.filter((row) => row.kind === kind),
      ({ deal }) => deal,
    )
    return new Map([...some].map(([deal, parts]) => [deal, parts.map(({ part }) => part)]))
  }
  return { entries: of('history'), lines: of('lines') }
}

/** A kept entry with the stages of the process. */
export function entryOf(part: StagePart, stages: DealRules['stages']): Entry {
  const stage = (key: string | null) => stages.find((one) => one.key === key) ?? null
  return { at: new Date(part.at), outcome: part.outcome, stage: stage(part.stage), from: stage(part.from) }
}
