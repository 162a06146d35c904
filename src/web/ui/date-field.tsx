import { GregorianCalendar, parseDate, toCalendar } from '@internationalized/date'
import type { CalendarDate, DateValue } from '@internationalized/date'
import { Button as AriaButton } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Popover } from 'react-aria-components/Popover'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { popoverClass } from './list-box.tsx'

interface DateFieldProps extends FieldProps {
  /** '2026-03-02', always Gregorian; shown in the reader's calendar (Buddhist years in Thai). */
  readonly value?: string | null
  readonly defaultValue?: string
  readonly onChange?: (day: string | null) => void
  readonly minValue?: string
  readonly maxValue?: string
}

export function DateField({
  label,
  hideLabel,
  description,
  errorMessage,
  value,
  defaultValue,
  onChange,
  minValue,
  maxValue,
  className,
  ...rest
}: DateFieldProps) {
  return (
    <DatePicker
      {...rest}
      {...(value === undefined ? {} : { value: value === null ? null : parseDate(value) })}
      {...(defaultValue === undefined ? {} : { defaultValue: parseDate(defaultValue) })}
      {...(minValue === undefined ? {} : { minValue: parseDate(minValue) })}
      {...(maxValue === undefined ? {} : { maxValue: parseDate(maxValue) })}
      onChange={(next) => onChange?.(next && dayText(next))}
      shouldForceLeadingZeros={false}
      isInvalid={errorMessage ? true : undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <Group className="control flex items-center ps-2.5">
        {/* Block, not flex: flex would order the segments from the right in Hebrew and turn 2.3.2026 into 2026.3.2. */}
        <DateInput className="block min-w-0 flex-1 py-1.25 whitespace-nowrap">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="inline rounded-1 px-px caret-transparent outline-none data-focused:bg-accent data-focused:text-on-accent data-placeholder:text-ink-3 data-focused:data-placeholder:text-on-accent"
            />
          )}
        </DateInput>
        <AriaButton className="grid size-7.5 shrink-0 place-items-center rounded-2 text-ink-3">
          <IconCalendar size={16} />
        </AriaButton>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover offset={4} className={popoverClass}>
        <Dialog className="p-3 outline-none">
          <Month />
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

function Month() {
  return (
    <Calendar>
      <div className="mb-2 flex items-center gap-1">
        <AriaButton slot="previous" className={stepClass}>
          <IconChevronLeft size={16} className="rtl:rotate-180" />
        </AriaButton>
        <CalendarHeading className="flex-1 text-center font-semibold" />
        <AriaButton slot="next" className={stepClass}>
          <IconChevronRight size={16} className="rtl:rotate-180" />
        </AriaButton>
      </div>
      <CalendarGrid className="border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(name) => <CalendarHeaderCell className="pb-1 text-11 font-medium text-ink-3">{name}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="grid size-8 cursor-default place-items-center rounded-2 data-disabled:text-ink-3 data-hovered:bg-sunken data-outside-month:hidden data-selected:bg-accent data-selected:text-on-accent data-today:font-semibold data-unavailable:line-through"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

const stepClass = 'grid size-8 place-items-center rounded-2 text-ink-2 data-disabled:opacity-40 data-hovered:bg-sunken'

function dayText(date: DateValue): string {
  const gregorian: Pick<CalendarDate, 'year' | 'month' | 'day'> = toCalendar(date, new GregorianCalendar())
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(gregorian.year).padStart(4, '0')}-${two(gregorian.month)}-${two(gregorian.day)}`
}
