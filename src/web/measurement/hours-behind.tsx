import { Link } from '@tanstack/react-router'
import { type HoursNumber, hoursNumbers, listWorked } from '../../contract/hours.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useHoursWords } from './hours-words.ts'
import { ListedPanel } from './listed.tsx'
import type { Filters, Listed } from './search.ts'

interface HoursBehindProps {
  readonly filters: Filters
  readonly listed: Listed
}

/** The pieces of work that a number counts, each with who did it and its deal. A seller's own are narrowed by `kind`. */
export function HoursBehind({ filters, listed }: HoursBehindProps) {
  const { t } = useWords()
  const { instant, number: write } = useFormats()
  const { kind, named } = useHoursWords()
  const address = useAddress()
  // An address may name a number that there is not; the server refuses it, and the panel says so.
  const number = listed.number as HoursNumber
  const asked = { ...filters, ...(listed.kind ? { owner: listed.kind } : {}), number }
  return (
    <ListedPanel
      title={hoursNumbers.includes(number) ? named(number) : t('insights.hours')}
      of={['hours', asked]}
      read={(after) => call(listWorked, { query: { ...asked, limit: 50, after } })}
    >
      {({ kind: its, at, minutes, isLogged, member, deal }) => (
        <>
          <span className="min-w-0 flex-1 font-medium">{kind(its)}</span>
          <bdi className={isLogged ? '' : 'text-ink-2'}>
            {t(isLogged ? 'insights.hours.minutes' : 'insights.hours.minutes.about', { minutes: write(minutes) })}
          </bdi>
          <span className="flex basis-full flex-wrap gap-x-3 text-12 text-ink-2">
            <bdi>{instant(at)}</bdi>
            <bdi>{member.name}</bdi>
            {deal && (
              <Link to={address(`deals/${deal.id}`)} className="text-accent">
                <bdi>{deal.name}</bdi>
              </Link>
            )}
          </span>
        </>
      )}
    </ListedPanel>
  )
}
