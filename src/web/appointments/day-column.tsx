import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Appointment } from '../../contract/appointments.ts'
import { dayOf } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { IconButton, cx, useFormats, useWords } from '../ui/index.ts'
import { StatusBadge } from './status-badge.tsx'
import { TimeText } from './time-text.tsx'

interface DayColumnProps {
  readonly day: string
  readonly isAlone: boolean
  readonly appointments: readonly Appointment[]
  readonly onOpen: (appointment: Appointment) => void
  readonly onAdd: ((day: string) => void) | undefined
}

/** One day with its appointments in order; a free one is a line on a phone. */
export function DayColumn({ day, isAlone, appointments, onOpen, onAdd }: DayColumnProps) {
  const { t, locale } = useWords()
  const { day: write } = useFormats()
  const { workspace } = useSession()
  const isToday = useToday() === day
  const own = appointments.filter(({ startsAt }) => dayOf(startsAt, workspace.timeZone) === day)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return (
    <section
      aria-label={write(day, 'long')}
      className={cx(
        'group flex min-w-0 flex-col rounded-3 border border-line',
        !isAlone &&
          'desktop:min-h-[60vh] desktop:rounded-none desktop:border-0 desktop:border-e desktop:last:border-e-0',
      )}
    >
      <header
        className={cx(
          'flex items-center gap-2 px-3 py-1.5 desktop:border-b desktop:border-line',
          isToday && 'text-accent',
        )}
      >
        <h2 className="min-w-0 flex-1 truncate text-12 font-medium">
          {weekday} <span className="text-15 font-semibold tabular-nums">{Number(day.slice(8))}</span>
        </h2>
        {own.length === 0 && <span className="text-12 text-ink-3 desktop:hidden">{t('appointments.free')}</span>}
        {onAdd && (
          <IconButton
            icon={IconPlus}
            label={t('appointments.make-on', { day: write(day, 'long') })}
            onPress={() => onAdd(day)}
          />
        )}
      </header>
      {own.length > 0 && (
        <ol className="flex flex-col gap-1.5 p-2 pt-0 desktop:pt-2">
          {own.map((appointment) => (
            <li key={appointment.id}>
              <AppointmentCard appointment={appointment} onOpen={() => onOpen(appointment)} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function AppointmentCard({ appointment, onOpen }: { appointment: Appointment; onOpen: () => void }) {
  const { title, startsAt, minutes, timeZone, status, people, deal } = appointment
  const isOff = status === 'cancelled'
  const [who] = people
  return (
    <button
      type="button"
      onClick={onOpen}
      className={cx(
        'flex w-full flex-col gap-0.5 rounded-2 border border-line bg-surface px-2.5 py-2 text-start transition-colors hover:border-line-strong hover:bg-sunken',
        isOff && 'border-dashed text-ink-3',
      )}
    >
      <span className={cx('text-12 font-medium', isOff ? 'line-through' : 'text-ink-2')}>
        <TimeText startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
      </span>
      <span className="font-medium wrap-anywhere">
        <bdi>{title}</bdi>
      </span>
      {(who ?? deal) && (
        <span className="truncate text-12 text-ink-2">
          <bdi>{who?.name ?? deal?.name}</bdi>
        </span>
      )}
      <span className="pt-0.5">
        <StatusBadge status={status} />
      </span>
    </button>
  )
}
