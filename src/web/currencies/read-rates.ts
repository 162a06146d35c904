import type { BodyOf } from '../../contract/endpoint.ts'
import { mostRatesAtOnce } from '../../contract/currencies.ts'
import type { setRates } from '../../contract/currencies.ts'

export type TypedRate = BodyOf<typeof setRates>['rates'][number] & { readonly rate: number }

export interface ReadRates {
  readonly rates: readonly TypedRate[]
  /** The lines that are no rate, as they were pasted: the first of them. */
  readonly unread: readonly string[]
}

/**
 * Reads rates from a pasted table: a line each, with a day (2026-03-02), a currency (USD) and a number, in any order and
 * separated by tabs, semicolons or spaces. Numbers are written with a point or a comma before the decimals.
 */
export function readRates(text: string): ReadRates {
  const rates: TypedRate[] = []
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const rate = readLine(line)
    if (rate && rates.length < mostRatesAtOnce) rates.push(rate)
    else unread.push(line.trim())
  }
  return { rates, unread }
}

function readLine(line: string): TypedRate | null {
  const cells = line.split(/[\t; ]+/).map((cell) => cell.trim().replaceAll('"', ''))
  const day = cells.find((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell))
  const currency = cells.find((cell) => /^[A-Za-z]{3}$/.test(cell))?.toUpperCase()
  const number = cells.find((cell) => /^\d+(?:[.,]\d+)?$/.test(cell))
  const rate = Number(number?.replace(',', '.'))
  if (day === undefined || currency === undefined || !(rate > 0)) return null
  return Number.isNaN(Date.parse(day)) ? null : { day, currency, rate }
}
