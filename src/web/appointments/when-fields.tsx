import { useQuery } from '@tanstack/react-query'
import { listFreeTimes } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { dayOf } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import { DateField, SelectField, TextField, cx, useFormats, useWords } from '../ui/index.ts'
import { useClock } from './time-text.tsx'
import { cityOf, clockOf, instantAt, isSameClock } from './times.ts'

/** On our clock. */
export interface When {
  readonly day: string
  /** '09:30', or nothing yet. */
  readonly time: string
  readonly minutes: number
}

interface WhenFieldsProps {
  readonly when: When
  readonly onChange: (when: When) => void
  /** Whom one meets: their working days and hours count too. */
  readonly personId: string | null
}

const lengths = ['15', '30', '45', '60', '90', '120'] as const

/** A day, a time and a length; above them the earliest times that are free on both sides. */
export function WhenFields({ when, onChange, personId }: WhenFieldsProps) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const clock = useClock()
  const free = useFree(when, personId)
  const theirs = free.data?.timeZone
  const at = instantAt(when.day, when.time, timeZone)
  return (
    <div className="flex flex-col gap-3 rounded-3 border border-line p-3">
      <FreeTimes times={free.data?.times ?? []} when={when} onChange={onChange} />
      <div className="grid gap-3 tablet:grid-cols-3">
        <DateField
          label={t('appointments.day')}
          name="startsAt"
          value={when.day}
          onChange={(day) => day && onChange({ ...when, day })}
        />
        <TextField
          label={t('appointments.time')}
          type="time"
          dir="ltr"
          value={when.time}
          onChange={(time) => onChange({ ...when, time })}
          isRequired
        />
        <SelectField
          label={t('appointments.length')}
          options={lengths.map((id) => ({ id, label: t('appointments.minutes', { minutes: Number(id) }) }))}
          value={lengths.find((id) => Number(id) === when.minutes) ?? '60'}
          onChange={(id) => onChange({ ...when, minutes: Number(id) })}
        />
      </div>
      {at && theirs && !isSameClock(at, timeZone, theirs) && (
        <p className="text-12 text-ink-2">
          {t('appointments.their-time', { time: `\u2068${clock(at, theirs)}\u2069`, city: cityOf(theirs) })}
        </p>
      )}
    </div>
  )
}

function useFree({ minutes }: When, person: string | null) {
  return useQuery({
    queryKey: ['appointments', 'free', minutes, person],
    queryFn: () => call(listFreeTimes, { query: { minutes, ...(person ? { person } : {}) } }),
    placeholderData: (before) => before,
  })
}

const offered = 6

function FreeTimes({ times, when, onChange }: Omit<WhenFieldsProps, 'personId'> & { times: readonly string[] }) {
  const { t, locale } = useWords()
  const { day: write } = useFormats()
  const { timeZone } = useSession().workspace
  const clock = useClock()
  if (times.length === 0) return null
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone })
  return (
    <div role="group" aria-label={t('appointments.earliest')} className="flex flex-col gap-1.5">
      <p className="text-12 font-medium text-ink-2">{t('appointments.earliest')}</p>
      <div className="flex flex-wrap gap-1.5">
        {times.slice(0, offered).map((time) => {
          const [day, at] = [dayOf(time, timeZone), clockOf(time, timeZone)]
          const isChosen = when.day === day && when.time === at
          return (
            <button
              key={time}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange({ ...when, day, time: at })}
              className={cx(
                'min-h-8 rounded-2 border px-2.5 py-1 text-12 tabular-nums transition-colors',
                isChosen ? 'border-accent bg-accent-soft text-accent' : 'border-line hover:border-line-strong',
              )}
            >
              {weekday.format(new Date(time))} {write(day, 'monthDay')} <bdi dir="ltr">{clock(time, timeZone)}</bdi>
            </button>
          )
        })}
      </div>
    </div>
  )
}
