import { useSession } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'
import { cityOf, isSameClock } from './times.ts'

/** Writes times as the reader's language does, on the clock of a zone. */
export function useClock(): (instant: string, zone: string) => string {
  const { locale } = useWords()
  return (instant, zone) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(new Date(instant))
}

interface TimeTextProps {
  readonly startsAt: string
  readonly minutes: number
  readonly timeZone: string
}

/** From when to when on our clock; and on theirs, where that is another. */
export function TimeText({ startsAt, minutes, timeZone }: TimeTextProps) {
  const { t } = useWords()
  const ours = useSession().workspace.timeZone
  const clock = useClock()
  const ends = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()
  return (
    <>
      <bdi dir="ltr" className="tabular-nums">
        {clock(startsAt, ours)}–{clock(ends, ours)}
      </bdi>
      {!isSameClock(startsAt, ours, timeZone) && (
        <span className="block text-12 font-normal text-ink-2">
          {t('appointments.their-time', { time: `\u2068${clock(startsAt, timeZone)}\u2069`, city: cityOf(timeZone) })}
        </span>
      )}
    </>
  )
}
