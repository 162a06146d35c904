import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useToday } from '../people/use-today.ts'
import { IconButton, useFormats, useWords } from '../ui/index.ts'

/** Days of the workspace, the last one excluded. */
export interface Period {
  readonly from: string
  readonly until: string
}

interface PeriodStepperProps {
  readonly period: Period
  /** With a day of the period that is asked for. */
  readonly onPeriod: (on: string) => void
}

/** A period, with the way to the one before it, which is the one to be paid, and back to the one that runs. */
export function PeriodStepper({ period: { from, until }, onPeriod }: PeriodStepperProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const today = useToday()
  return (
    <span className="flex items-center">
      <IconButton
        icon={IconChevronLeft}
        label={t('commission.before')}
        onPress={() => onPeriod(dayBefore(from))}
        className="rtl:-scale-x-100"
      />
      <bdi className="min-w-44 px-1 text-center font-medium">{periodText({ from, until }, day)}</bdi>
      <IconButton
        icon={IconChevronRight}
        label={t('commission.after')}
        isDisabled={until > today}
        onPress={() => onPeriod(until)}
        className="rtl:-scale-x-100"
      />
    </span>
  )
}

/** "1 Oct – 31 Oct 2026". */
export function periodText(
  { from, until }: Period,
  day: (day: string, style?: 'short' | 'monthDay') => string,
): string {
  return `${day(from, 'monthDay')} – ${day(dayBefore(until))}`
}

/** The days that periods share, which have one in common; where there are none, the month of a day. */
export function sharedBy([first, ...others]: readonly Period[], on: string): Period {
  return others.reduce(
    (shared, { from, until }) => ({
      from: from > shared.from ? from : shared.from,
      until: until < shared.until ? until : shared.until,
    }),
    first ?? monthOf(on),
  )
}

function monthOf(on: string): Period {
  const [year = 0, month = 1] = on.split('-').map(Number)
  const start = (after: number) => new Date(Date.UTC(year, month - 1 + after, 1)).toISOString().slice(0, 10)
  return { from: start(0), until: start(1) }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
