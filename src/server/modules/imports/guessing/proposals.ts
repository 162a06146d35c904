import type { CustomKind } from '../../../../contract/custom-values.ts'
import type { ColumnProposal } from '../../../../contract/import-new-fields.ts'
import { fold } from '../../../kernel/fold.ts'
import { cached } from '../cached.ts'
import { type Decimal, type DecimalEvidence, decimalEvidence, readAmount, readNumber } from '../reading/amounts.ts'
import { type DateEvidence, dateEvidence } from '../reading/dates.ts'
import { readFlag } from '../reading/flags.ts'
import { saysNone, saysNothing } from '../reading/nothing.ts'
import { isDate } from './content.ts'

/** What a column would be as a field, found cell by cell. */
export interface ColumnLook {
  see(cell: string): void
  /** Null if nothing stands in it. */
  proposal(): ColumnProposal | null
  readonly dates: DateEvidence
  readonly amounts: DecimalEvidence
}

// From more values nobody chooses: the column is text.
const mostOptions = 60
const longestOption = 60
// Beside one value alone "None" is the want of it.
const fewestBesideNone = 2
const longestLine = 500
// One cell in a hundred may be a slip: it is pointed out when it is read.
const slips = 0.01

type Tested = 'yes_no' | 'number' | 'money' | 'date' | 'link'
const tests: Readonly<Record<Tested, (cell: string) => boolean>> = {
  yes_no: (cell) => readFlag(cell) !== null,
  number: isNumber,
  money: isMoney,
  date: (cell) => /\D/.test(cell) && isKnownDate(cell),
  link: (cell) => /^(?:https?:\/\/|www\.)\S+\.\S+$/i.test(cell),
}
// Of several that fit the first: 0 and 1 are yes and no, not numbers.
const tested = ['yes_no', 'number', 'money', 'date', 'link'] as const satisfies readonly Tested[]

export function lookAtColumn(): ColumnLook {
  const misses = { yes_no: 0, number: 0, money: 0, date: 0, link: 0 }
  const open = new Set<Tested>(tested)
  const whole = tallied()
  const parts = tallied()
  const none = tallied()
  let [filled, listed, longest, lines] = [0, 0, 0, 0]
  const [dates, amounts] = [dateEvidence(), decimalEvidence()]
  const fits = (kind: Tested) => misses[kind] <= filled * slips && (kind !== 'yes_no' || misses.yes_no === 0)
  return {
    dates,
    amounts,
    see(cell) {
      if (cell === '') return
      // Text of which there is too much to choose from: nothing more is learned of it, of a million rows.
      if (open.size === 0 && whole.size > mostOptions && parts.size > mostOptions) {
        filled += 1
        if (cell.length > longest) longest = cell.length
        if (lines === 0 && cell.includes('\n')) lines = 1
        return
      }
      const text = cell.trim()
      if (saysNothing(text, false)) {
        if (saysNone(text)) none.add(text)
        return
      }
      filled += 1
      longest = Math.max(longest, text.length)
      if (text.includes('\n')) lines += 1
      for (const kind of open) {
        if (tests[kind](text)) continue
        misses[kind] += 1
        // As good as out: what comes after cannot make it fit unless the file is much longer.
        if (misses[kind] > 100 + filled * slips * 10) open.delete(kind)
      }
      if (open.has('number') || open.has('money')) amounts.see(text)
      if (open.has('date')) dates.see(text)
      whole.add(text)
      const pieces = /[;|]/.test(text) ? text.split(/\s*[;|]\s*/).filter((piece) => piece !== '') : [text]
      if (pieces.length > 1) listed += 1
      for (const piece of pieces) parts.add(piece)
    },
    proposal() {
      if (filled === 0) return null
      const kind = tested.find((one) => open.has(one) && fits(one)) ?? kindOfText()
      return { kind, filled, options: optionsOf(kind, kind === 'multi_choice' ? parts : whole, none) }
    },
  }

  function kindOfText(): CustomKind {
    if (lines > 0 || longest > longestLine) return 'long_text'
    if (listed >= filled / 20 && isFew(parts, filled)) return 'multi_choice'
    return isFew(whole, filled) ? 'choice' : 'text'
  }
}

/** Values come again: each of them three times, taken together. */
function isFew({ size }: Tally, filled: number): boolean {
  return size > 0 && size <= mostOptions && filled >= 3 && (filled >= size * 3 || (size <= 3 && filled > size))
}

function optionsOf(kind: CustomKind, options: Tally, none: Tally): string[] {
  const isAmongSeveral = (kind === 'choice' || kind === 'multi_choice') && options.size >= fewestBesideNone
  return [...options.names(), ...(isAmongSeveral ? none.names() : [])]
}

/** A number that may be reckoned with: with a nought before it, or longer than a number is kept, it is a name. */
function isNumber(cell: string): boolean {
  return /\d/.test(cell) && !/^[+-]?0\d/.test(cell) && cell.length <= 15 && isReadAs(cell, readNumber)
}

const isKnownDate = cached(isDate)

const currencyMark = /[$€£₪₺฿¥]|\bkr\b|\b[A-Z]{3}\b/u

function isMoney(cell: string): boolean {
  return (
    currencyMark.test(cell) &&
    isReadAs(cell, (text, decimal) => {
      const amount = readAmount(text, decimal, 'USD')
      return amount === 'unclear' ? null : amount
    })
  )
}

function isReadAs(cell: string, read: (cell: string, decimal: Decimal) => unknown): boolean {
  return read(cell, '.') !== null || read(cell, ',') !== null
}

interface Tally {
  readonly size: number
  add(text: string): void
  /** The commonest first; none if they are too many to choose from. */
  names(): string[]
}

// Ways to write the same values: "Yes" and "YES" are one.
const mostSpellings = mostOptions * 5

/** Counts values as options are told apart: without regard to case. */
function tallied(): Tally {
  const counts = new Map<string, { readonly name: string; count: number }>()
  const spellings = new Map<string, { count: number }>()
  let isOver = false
  const meet = (text: string) => {
    const name = text.replace(/\s+/g, ' ')
    const key = fold(name)
    const known = counts.get(key)
    if (known || counts.size >= mostOptions || name.length > longestOption) return known
    const made = { name, count: 0 }
    counts.set(key, made)
    return made
  }
  return {
    get size() {
      return isOver ? Infinity : counts.size
    },
    add(text) {
      if (isOver) return
      const value = spellings.get(text) ?? meet(text)
      if (value && spellings.size < mostSpellings) {
        spellings.set(text, value)
        value.count += 1
        return
      }
      isOver = true
      counts.clear()
      spellings.clear()
    },
    names: () =>
      [...counts.values()].toSorted((one, other) => other.count - one.count).map(({ name }) => name.toWellFormed()),
  }
}
