import { Link } from '@tanstack/react-router'
import { listCountedAppointments } from '../../contract/appointment-figures.ts'
import type { AppointmentNumber } from '../../contract/appointment-figures.ts'
import { call } from '../api.ts'
import { StatusBadge } from '../appointments/status-badge.tsx'
import { useAddress } from '../shell/places.ts'
import { Badge, useFormats, useWords } from '../ui/index.ts'
import { ListedPanel } from './listed.tsx'
import { appointmentsAsked } from './queries.ts'
import type { Filters } from './search.ts'

interface AppointmentsBehindProps {
  readonly filters: Filters
  readonly number: AppointmentNumber
}

/** The appointments that a number counts, as they stood, each with the deal it was for. */
export function AppointmentsBehind({ filters, number }: AppointmentsBehindProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const address = useAddress()
  const asked = { ...appointmentsAsked(filters), number }
  return (
    <ListedPanel
      title={useNumberName()(number)}
      of={['appointments', asked]}
      read={(after) => call(listCountedAppointments, { query: { ...asked, limit: 50, after } })}
    >
      {({ title, startsAt, status, deal, person }) => (
        <>
          <span className="min-w-0 flex-1 font-medium wrap-anywhere">
            <bdi>{title}</bdi>
          </span>
          {status ? <StatusBadge status={status} /> : <Badge>{t('insights.appointments.unsettled')}</Badge>}
          <span className="flex basis-full flex-wrap gap-x-3 text-12 text-ink-2">
            <bdi>{instant(startsAt)}</bdi>
            {person && <bdi>{person.name}</bdi>}
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

/** What is counted, in the words of the figure. */
const parts = {
  n: ['who'],
  ended: ['ended'],
  held: ['held'],
  missed: ['missed'],
  cancelled: ['cancelled'],
  unsettled: ['unsettled'],
  moved: ['moved'],
  without_decider: ['without-decider'],
  reminded: ['reminded'],
  reminded_missed: ['reminded', 'missed'],
  not_reminded: ['not-reminded'],
  not_reminded_missed: ['not-reminded', 'missed'],
  first: ['lead'],
} satisfies Record<AppointmentNumber, readonly string[]>

export function useNumberName(): (number: AppointmentNumber) => string {
  const { t } = useWords()
  // An address may name a number that there is not; the server refuses it, and the panel says so.
  return (number) => (parts[number] ?? parts.n).map((part) => t(`insights.appointments.${part}`)).join(' · ')
}
