import { type Row, saying } from './cells.ts'
import { type ReadDate } from './reading/dates.ts'
import { dayIn, instantOf } from './row-days.ts'
import type { Told } from './story.ts'

/** What the days of a row are read by. */
interface DayRules {
  readonly timeZone: string
  readonly now: Date
  readonly today: string
}

/** An instant, and its day in the workspace's zone. */
interface Moment {
  readonly at: Date
  readonly day: string
}

interface Dates {
  readonly told: Told
  readonly expectedCloseOn: string | null
}

/** A century: what is longer is another number, or one that was mistyped. */
const longestDays = 36_500

/**
 * The instants of a row. A day is the first instant of that day in the workspace's zone. Of the opening, the end and the days between
 * them two tell the third; the days alone are kept as a length.
 */
export function datesOf(
  row: Row,
  placed: Pick<Told, 'outcome' | 'stage'>,
  rules: DayRules,
): Dates | 'length_impossible' {
  const isOpen = placed.outcome === 'open'
  const length = isOpen ? null : row.count('lengthDays')
  if (length !== null && (length < 0 || length > longestDays)) return 'length_impossible'
  const past = (field: string): Moment | null => {
    const date = row.date(field)
    return date && inPast(row, field, date, rules)
  }
  const closedKey = saying(row, 'closedOn')
  const expected = row.date('expectedCloseOn') ?? (isOpen ? row.date(closedKey) : null)
  const expectedCloseOn = expected && dayIn(expected, rules.timeZone)
  const saidOpened = past('openedOn')
  const contacted = past('contactedOn')
  const saidClosed = isOpen ? null : past(closedKey)
  const days = length === null ? null : Math.round(length)
  const { opened, closed } = reckoned(row, { opened: saidOpened, contacted, closed: saidClosed }, days, rules)
  const isBackwards = closed !== null && [opened, contacted].some((begun) => begun !== null && closed.day < begun.day)
  if (isBackwards) row.remark('closed_before_opened', closedKey)
  const told: Told = {
    outcome: placed.outcome,
    stage: placed.stage,
    openedAt: opened?.at ?? null,
    contactedAt: contacted?.at ?? null,
    stageEnteredAt: past('stageEnteredOn')?.at ?? null,
    closedAt: closed?.at ?? null,
    isBackwards,
    lengthDays: opened === null && contacted === null && closed === null ? days : null,
    // Without a day the person is asked at once.
    comeBackOn: expectedCloseOn !== null && expectedCloseOn > rules.today ? expectedCloseOn : rules.today,
  }
  return { told, expectedCloseOn }
}

function inPast(row: Row, field: string, date: ReadDate, { timeZone, now }: DayRules): Moment | null {
  const at = instantOf(date, timeZone)
  if (at <= now) return { at, day: dayIn(date, timeZone) }
  row.remark('date_in_future', field)
  return null
}

interface Said {
  readonly opened: Moment | null
  readonly contacted: Moment | null
  readonly closed: Moment | null
}

/** The opening and the end, of which one may follow from the other and the days between them. */
function reckoned(row: Row, { opened, contacted, closed }: Said, days: number | null, rules: DayRules) {
  if (days === null) return { opened, closed }
  const begun = opened ?? contacted
  const on = (day: string, add: number): Moment | null => {
    const date = { day: Temporal.PlainDate.from(day).add({ days: add }).toString(), time: null, offset: null }
    return inPast(row, 'lengthDays', date, rules)
  }
  if (begun && !closed) return { opened, closed: on(begun.day, days) }
  if (closed && !begun) return { opened: on(closed.day, -days), closed }
  // By the clock there is a day more or less than by the calendar.
  if (opened && closed && Math.abs(Temporal.PlainDate.from(opened.day).until(closed.day).days - days) > 1)
    row.remark('length_contradicts_dates', 'lengthDays')
  return { opened, closed }
}
