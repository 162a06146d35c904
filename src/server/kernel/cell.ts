/** A day of the calendar: '2026-03-02'. */
export interface DayCell {
  readonly day: string
}

/** An instant, told in the time zone of its table. */
export interface InstantCell {
  readonly instant: Date
}

/** Money in minor units of its currency. */
export interface MoneyCell {
  readonly minor: number
  readonly currency: string
}

/** One value of a table that leaves Rondo, before it is written as CSV or into a sheet. */
export type Cell = string | number | boolean | null | DayCell | InstantCell | MoneyCell

/** Whether a spreadsheet program would take a text for something to compute, also behind spaces or apostrophes. */
export function isComputed(text: string): boolean {
  return /^'*\s*[=+\-@＝＋－＠\t\r]/u.test(text)
}

/** Money as a decimal number with a point, exactly: { minor: -150, currency: 'EUR' } is '-1.50'. */
export function decimalOf(minor: number, exponent: number): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  return `${minor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`
}
