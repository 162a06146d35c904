import { useState } from 'react'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Appointment } from '../../contract/appointments.ts'
import { useToday } from '../people/use-today.ts'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  ErrorState,
  IconButton,
  Loading,
  SegmentedControl,
  cx,
  useFormats,
  useShortcut,
  useWords,
} from '../ui/index.ts'
import { weekStart } from '../views/calendar-days.ts'
import { AppointmentDialog } from './appointment-dialog.tsx'
import { useAppointments, useDue } from './appointments-query.ts'
import { DayColumn } from './day-column.tsx'
import { MakeDialog } from './make-dialog.tsx'
import { addDays, daysShown } from './times.ts'
import { UnsettledList } from './unsettled-list.tsx'

/** The appointments of a week or a day; on a phone the days stand below each other. */
export function CalendarScreen() {
  const { t, locale } = useWords()
  const mayWork = useRight('deals.work')
  const today = useToday()
  const [span, setSpan] = useState<'week' | 'day'>('week')
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const [day, setDay] = useState(today)
  const [opened, setOpened] = useState<Appointment | null>(null)
  const [makingOn, setMakingOn] = useState<string | null>(null)
  const days = daysShown(day, span === 'week', weekStart(locale))
  const step = span === 'week' ? 7 : 1
  const views = (
    <SegmentedControl
      label={t('appointments.span')}
      options={[
        { value: 'week', label: t('appointments.span.week') },
        { value: 'day', label: t('appointments.span.day') },
      ]}
      value={span}
      onChange={setSpan}
    />
  )
  return (
    <Page
      title={t('shell.place.calendar')}
      views={views}
      filters={<Steps days={days} whose={whose} onWhose={setWhose} onGo={setDay} step={step} />}
      primary={
        mayWork && (
          <Button variant="primary" icon={IconPlus} onPress={() => setMakingOn(day < today ? today : day)}>
            {t('appointments.make')}
          </Button>
        )
      }
    >
      <Days days={days} whose={whose} onOpen={setOpened} onAdd={mayWork ? setMakingOn : undefined} />
      {opened && <AppointmentDialog id={opened.id} first={opened} onClose={() => setOpened(null)} />}
      {makingOn && <MakeDialog day={makingOn} onClose={() => setMakingOn(null)} />}
    </Page>
  )
}

interface StepsProps {
  readonly days: readonly string[]
  readonly whose: 'mine' | 'all'
  readonly onWhose: (whose: 'mine' | 'all') => void
  readonly onGo: (day: string) => void
  readonly step: number
}

/** Back, today, on; what is shown; and whose. */
function Steps({ days, whose, onWhose, onGo, step }: StepsProps) {
  const { t, direction } = useWords()
  const { day: write } = useFormats()
  const today = useToday()
  const [first = today] = days
  const last = days.at(-1) ?? first
  const [Back, On] = direction === 'rtl' ? [IconChevronRight, IconChevronLeft] : [IconChevronLeft, IconChevronRight]
  const back = () => onGo(addDays(first, -step))
  const on = () => onGo(addDays(first, step))
  useShortcut({ keys: 'J', label: t('appointments.on'), run: on })
  useShortcut({ keys: 'K', label: t('appointments.back'), run: back })
  return (
    <>
      <div className="flex items-center gap-1">
        <IconButton icon={Back} label={t('appointments.back')} onPress={back} />
        <Button onPress={() => onGo(today)}>{t('appointments.today')}</Button>
        <IconButton icon={On} label={t('appointments.on')} onPress={on} />
      </div>
      <p className="font-medium whitespace-nowrap" aria-live="polite">
        <bdi>{first === last ? write(first, 'long') : `${write(first, 'monthDay')} – ${write(last)}`}</bdi>
      </p>
      <div className="tablet:ms-auto">
        <SegmentedControl
          label={t('appointments.whose')}
          options={[
            { value: 'mine', label: t('appointments.whose.mine') },
            { value: 'all', label: t('appointments.whose.all') },
          ]}
          value={whose}
          onChange={onWhose}
        />
      </div>
    </>
  )
}

interface DaysProps {
  readonly days: readonly string[]
  readonly whose: 'mine' | 'all'
  readonly onOpen: (appointment: Appointment) => void
  readonly onAdd: ((day: string) => void) | undefined
}

function Days({ days, whose, onOpen, onAdd }: DaysProps) {
  const { workspace, member } = useSession()
  const today = useToday()
  const mine = whose === 'mine' ? (member?.id ?? undefined) : undefined
  const [first = today] = days
  const until = addDays(days.at(-1) ?? first, 1)
  const found = useAppointments(first, until, workspace.timeZone, mine)
  const due = useDue(today, mine)
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  return (
    <div className="flex flex-col gap-4" aria-busy={found.isPlaceholderData}>
      <UnsettledList due={due.data} onOpen={onOpen} />
      <div
        className={cx(
          'grid grid-cols-1 gap-2 transition-opacity',
          days.length > 1 &&
            'desktop:grid-cols-7 desktop:gap-0 desktop:overflow-hidden desktop:rounded-3 desktop:border desktop:border-line',
          found.isPlaceholderData && 'opacity-60',
        )}
      >
        {days.map((day) => (
          <DayColumn
            key={day}
            day={day}
            isAlone={days.length === 1}
            appointments={found.data.items}
            onOpen={onOpen}
            onAdd={onAdd}
          />
        ))}
      </div>
    </div>
  )
}
