import type { CustomField } from '../../../contract/custom-fields.ts'
import { customKeyOf, listKeyOf } from '../../../contract/custom-values.ts'
import type { RowSample } from '../../../contract/import-counts.ts'
import { importFields } from '../../../contract/import-fields.ts'
import { newFieldKey } from '../../../contract/import-new-fields.ts'
import { dayOf } from '../../kernel/context.ts'
import type { Fate } from './base-batch.ts'
import type { BaseKind, BaseRow } from './base-columns.ts'
import type { Row, RowReader } from './cells.ts'
import type { DealRow } from './deal-row.ts'
import { isImagined } from './new-fields.ts'
import { noneOf } from './own-fields.ts'
import type { Batch, Work } from './read-batch.ts'
import { saysNothing } from './reading/nothing.ts'
import { storable } from './storable.ts'

type Field = RowSample['fields'][number]
type Values = Readonly<Record<string, Field['value'] | number | null | undefined>>

const samplesEach = 3

interface Sampling {
  readonly fates: ReadonlyMap<number, Fate>
  readonly file: string
  /** The workspace's own fields of what the file holds. */
  readonly own: readonly CustomField[]
}

/** The first rows of a file as they would come in. */
export function firstSamples(
  { reader, currency, rules }: Work,
  { base, deals }: Batch,
  { fates, file, own }: Sampling,
): RowSample[] {
  const kind = reader.mapping.kind
  const sample = (row: Row, fields: RowSample['fields']): RowSample => {
    const fate = fates.get(row.number) ?? 'created'
    return { file, row: row.number, fate, fields: [...fields, ...ownSample(row, reader, own)] }
  }
  if (kind === 'deals')
    return [...deals.values()].slice(0, samplesEach).map((deal) => sample(deal.row, dealSample(deal, rules.timeZone)))
  // Files to be ignored are left out before.
  return base.slice(0, samplesEach).map((one) => sample(one.row, baseSample(kind as BaseKind, one, currency)))
}

/** A row of the base as it would come in. */
function baseSample(kind: BaseKind, row: BaseRow, ownCurrency: string): Field[] {
  const { columns } = row
  const currency = String(columns['revenue_currency'] ?? ownCurrency)
  const money = (column: string) => {
    const minor = columns[column]
    return typeof minor === 'number' ? { minor, currency } : null
  }
  const text = (column: string) => {
    const value = columns[column]
    return typeof value === 'string' ? value : null
  }
  const values: Values = {
    ...Object.fromEntries(
      Object.entries(columns).flatMap(([column, value]) => (typeof value === 'object' ? [] : [[camel(column), value]])),
    ),
    externalId: row.externalId,
    phone: text('phone_e164') ?? text('phone'),
    revenue: money('revenue_minor'),
    price: money('price_minor'),
    cost: money('cost_minor'),
    company: row.company ?? row.companyExternalId,
    owner: row.owner,
    parent: row.parent,
    source: row.source,
    team: row.team?.name,
    manager: row.team?.manager,
  }
  return inOrder(importFields[kind], values)
}

/** A deal as it would come in: its stage by the name it has here, its end by its code. */
function dealSample(row: DealRow, timeZone: string): Field[] {
  const { told } = row
  const day = (at: Date | null) => (at === null ? null : dayOf(at, timeZone))
  return inOrder(importFields.deals, {
    externalId: row.externalId.startsWith('row:') ? null : row.externalId,
    name: row.name,
    company: row.company ?? row.companyExternalId,
    person: row.person,
    owner: row.owner ?? row.ownerExternalId,
    product: row.lines.map(({ product }) => product ?? '').join(', '),
    amount: row.amountMinor === null ? null : { minor: row.amountMinor, currency: row.currency },
    stage: told.stage?.name,
    status: told.outcome,
    source: row.source,
    openedOn: day(told.openedAt ?? told.contactedAt),
    closedOn: told.outcome === 'open' ? null : day(told.closedAt),
    lengthDays: told.lengthDays,
    expectedCloseOn: row.expectedCloseOn,
  })
}

const longest = 200

/** What a row says in the fields of the workspace's own, as the file writes it; a field that a trial imagines goes by its column. */
function ownSample(row: Row, { mapping, headers }: RowReader, own: readonly CustomField[]): Field[] {
  return Object.entries(mapping.fields).flatMap(([key, header]) => {
    const text = (row.record[headers.indexOf(header)] ?? '').trim()
    if (customKeyOf(key) === null) return []
    const field = own.find((each) => listKeyOf(each) === key)
    if (saysNothing(text, false) && (field === undefined || noneOf(row, field) === null)) return []
    return [{ field: isImagined(key) ? newFieldKey(header) : key, value: storable(text.slice(0, longest)) }]
  })
}

function inOrder(fields: readonly string[], values: Values): Field[] {
  return fields.flatMap((field) => {
    const value = values[field]
    // The kinds of numbers and addresses are codes.
    if (value === null || value === undefined || value === '' || field.endsWith('Kind')) return []
    return [{ field, value: typeof value === 'number' ? String(value) : value }]
  })
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
