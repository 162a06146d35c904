import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import type { Filter } from '../../contract/filters.ts'
import { addDays, monthsLater } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { useAddress } from '../shell/places.ts'
import { Button, ErrorState, IconButton, SelectField, cx, useWords } from '../ui/index.ts'
import { monthDays, monthOf, weekStart } from './calendar-days.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'
import { type Item, kinds, type RowsQuery, valueOf } from './kinds.ts'
import { monthName } from './month.ts'
import { keepSearch } from './use-beside.ts'

interface CalendarProps {
  readonly kind: ListKind
  readonly query: RowsQuery
  /** The day field that rows stand by. */
  readonly day: string
  readonly onDay: (day: string) => void
}

/** A month of rows by one of their days. Arrows go from day to day, Page Up and Down from month to month. */
export function Calendar({ kind, query, day, onDay }: CalendarProps) {
  const { t, locale } = useWords()
  const today = useToday()
  const [focused, setFocused] = useState(today)
  const month = monthOf(focused)
  const days = monthDays(month, weekStart(locale))
  const rows = useQuery({
    queryKey: [kind, 'calendar', day, query, days[0]],
    queryFn: ({ signal }) => monthRows(kind, query, day, days, signal),
    placeholderData: (before) => before,
  })
  const byDay = Map.groupBy(rows.data?.items ?? [], (item) => String(valueOf(item, day)))
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-4 desktop:px-5">
      <CalendarHead kind={kind} day={day} onDay={onDay} focused={focused} today={today} onFocus={setFocused} />
      {rows.isError && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data?.isCut && (
        <p className="text-12 text-warn">{t('views.calendar.cut', { count: rows.data.items.length })}</p>
      )}
      {rows.isPending && (
        <p role="status" className="sr-only">
          {t('ui.loading')}
        </p>
      )}
      <MonthGrid kind={kind} days={days} today={today} focused={focused} onFocus={setFocused} byDay={byDay} />
    </div>
  )
}

interface CalendarHeadProps extends Pick<CalendarProps, 'kind' | 'day' | 'onDay'> {
  readonly focused: string
  readonly today: string
  readonly onFocus: (day: string) => void
}

/** The month, the way to others, and by which day rows stand. */
function CalendarHead({ kind, day, onDay, focused, today, onFocus }: CalendarHeadProps) {
  const { t, locale } = useWords()
  const nameOf = useFieldName(kind)
  const fields = useFields(kind).filter(({ type, isColumn }) => type === 'day' && isColumn)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h2 className="text-15 font-semibold" aria-live="polite">
        <bdi>{monthName(locale, monthOf(focused))}</bdi>
      </h2>
      <IconButton icon={Back} label={t('views.calendar.previous')} onPress={() => onFocus(monthsLater(focused, -1))} />
      <IconButton icon={Forward} label={t('views.calendar.next')} onPress={() => onFocus(monthsLater(focused, 1))} />
      <Button onPress={() => onFocus(today)}>{t('views.calendar.today')}</Button>
      {fields.length > 1 && (
        <SelectField
          label={t('views.calendar.by')}
          hideLabel
          options={fields.map(({ key }) => ({ id: key, label: nameOf(key) }))}
          value={day}
          onChange={onDay}
          className="ms-auto w-52"
        />
      )}
    </div>
  )
}

function Back({ size = 16, className }: { size?: number; className?: string }) {
  return <IconChevronLeft size={size} className={cx('rtl:rotate-180', className)} />
}

function Forward({ size = 16, className }: { size?: number; className?: string }) {
  return <IconChevronRight size={size} className={cx('rtl:rotate-180', className)} />
}

interface MonthGridProps {
  readonly kind: ListKind
  readonly days: readonly string[]
  readonly today: string
  readonly focused: string
  readonly onFocus: (day: string) => void
  readonly byDay: ReadonlyMap<string, readonly Item[]>
}

const shownADay = 4

function MonthGrid({ kind, days, today, focused, onFocus, byDay }: MonthGridProps) {
  const { t, locale } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const press = useCalendarKeys(box, focused, onFocus)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7))
  return (
    <div
      ref={box}
      role="grid"
      tabIndex={-1}
      aria-label={t('views.calendar')}
      onKeyDown={press}
      className="card flex min-w-180 flex-1 shrink-0 flex-col overflow-hidden"
    >
      <div role="row" className="grid grid-cols-7 border-b border-line">
        {days.slice(0, 7).map((day) => (
          <div key={day} role="columnheader" className="px-2 py-1.5 text-12 font-medium text-ink-3">
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" className="grid min-h-26 flex-1 grid-cols-7 border-b border-line last:border-b-0">
          {week.map((day) => (
            <DayCell
              key={day}
              kind={kind}
              day={day}
              isToday={day === today}
              isFocused={day === focused}
              isOutside={monthOf(day) !== monthOf(focused)}
              items={byDay.get(day) ?? []}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function useCalendarKeys(box: RefObject<HTMLDivElement | null>, focused: string, onFocus: (day: string) => void) {
  const { direction } = useWords()
  const forward = direction === 'ltr' ? 1 : -1
  return (event: KeyboardEvent) => {
    const to: Readonly<Record<string, () => string>> = {
      ArrowRight: () => addDays(focused, forward),
      ArrowLeft: () => addDays(focused, -forward),
      ArrowDown: () => addDays(focused, 7),
      ArrowUp: () => addDays(focused, -7),
      PageDown: () => monthsLater(focused, 1),
      PageUp: () => monthsLater(focused, -1),
    }
    const next = to[event.key]?.()
    if (!next || !(event.target instanceof HTMLElement) || !event.target.dataset['day']) return
    event.preventDefault()
    onFocus(next)
    // Drawn by then, also where it is of another month.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus())
  }
}

interface DayCellProps {
  readonly kind: ListKind
  readonly day: string
  readonly isToday: boolean
  readonly isFocused: boolean
  readonly isOutside: boolean
  readonly items: readonly Item[]
}

function DayCell({ kind, day, isToday, isFocused, isOutside, items }: DayCellProps) {
  const { t, locale } = useWords()
  const date = new Date(`${day}T00:00:00Z`)
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(date)
  return (
    <div
      role="gridcell"
      data-day={day}
      tabIndex={isFocused ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      className={cx(
        'flex min-w-0 flex-col gap-0.5 border-e border-line p-1 -outline-offset-2 last:border-e-0',
        isOutside && 'bg-sunken',
      )}
    >
      <span className="sr-only">{`${whole}: ${t('views.count', { count: items.length })}`}</span>
      <span
        aria-hidden
        className={cx(
          'px-1 text-12',
          isToday ? 'w-fit rounded-1 bg-accent font-semibold text-on-accent' : 'text-ink-3',
        )}
      >
        {new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC' }).format(date)}
      </span>
      <DayRows kind={kind} items={items} />
    </div>
  )
}

function DayRows({ kind, items }: { kind: ListKind; items: readonly Item[] }) {
  const { t } = useWords()
  const address = useAddress()
  const [isOpen, setIsOpen] = useState(false)
  const shown = isOpen ? items : items.slice(0, shownADay)
  return (
    <>
      {shown.map((item) => (
        <Link
          key={item.id}
          to={address(`${kind}/at/${item.id}`)}
          search={keepSearch}
          className="flex min-w-0 rounded-1 bg-accent-soft px-1.5 py-0.5 text-12 font-medium text-accent hover:underline"
        >
          <bdi className="truncate">{item.name}</bdi>
        </Link>
      ))}
      {items.length > shown.length && (
        <Button variant="quiet" onPress={() => setIsOpen(true)} className="min-h-6! px-1.5! text-12!">
          {t('views.calendar.more', { count: items.length - shown.length })}
        </Button>
      )}
    </>
  )
}

const mostPages = 5

interface MonthRows {
  readonly items: readonly Item[]
  /** There were more than a calendar can show. */
  readonly isCut: boolean
}

async function monthRows(
  kind: ListKind,
  query: RowsQuery,
  key: Field['key'],
  days: readonly string[],
  signal: AbortSignal,
): Promise<MonthRows> {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const inMonth: Filter[] = [
    { field: key, op: 'after', value: addDays(first, -1) },
    { field: key, op: 'before', value: addDays(last, 1) },
  ]
  const filter: Filter = { and: [...(query.filter ? [query.filter] : []), ...inMonth] }
  const items: Item[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const found = await kinds[kind].page({ q: query.q, filter, sort: key, limit: 200, after }, signal)
    items.push(...found.items)
    if (found.next === null) return { items, isCut: false }
    after = found.next
  }
  return { items, isCut: true }
}
