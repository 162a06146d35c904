import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { showAppointment } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { dayOf } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Dialog, useFormats, useWords } from '../ui/index.ts'
import { AppointmentActs } from './appointment-acts.tsx'
import { HeldForm } from './held-form.tsx'
import { MoveForm } from './move-form.tsx'
import { ReminderList } from './reminder-list.tsx'
import { StatusBadge } from './status-badge.tsx'
import { TimeText } from './time-text.tsx'

interface AppointmentDialogProps {
  readonly id: string
  /** As it was when it was opened. */
  readonly first: Appointment
  readonly onClose: () => void
}

export type Part = 'look' | 'move' | 'held'

/** One appointment: when, where, with whom; what is to be done before it, and how it went. */
export function AppointmentDialog({ id, first, onClose }: AppointmentDialogProps) {
  const mayWork = useRight('deals.work')
  const [part, setPart] = useState<Part>('look')
  const appointment = useQuery({
    queryKey: ['appointments', 'one', id],
    queryFn: () => call(showAppointment, { params: { id } }),
    initialData: first,
  }).data
  const back = () => setPart('look')
  return (
    <Dialog title={appointment.title} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        <Facts appointment={appointment} />
        {part === 'look' && <ReminderList appointment={appointment} mayWork={mayWork} />}
        {part === 'look' && <AppointmentActs appointment={appointment} mayWork={mayWork} onPart={setPart} />}
        {part === 'move' && <MoveForm appointment={appointment} onDone={back} />}
        {part === 'held' && <HeldForm appointment={appointment} onDone={onClose} onBack={back} />}
      </div>
    </Dialog>
  )
}

function Facts({ appointment }: { appointment: Appointment }) {
  const { t } = useWords()
  const { day } = useFormats()
  const address = useAddress()
  const { timeZone } = useSession().workspace
  const { startsAt, form, place, people, deal, otherDeals, owner, withoutDecider, movedTimes, status } = appointment
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
      <Row name={t('appointments.when')}>
        <span className="font-medium">{day(dayOf(startsAt, timeZone), 'long')}</span>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span>
            <TimeText {...appointment} />
          </span>
          <StatusBadge status={status} />
          {movedTimes > 0 && (
            <span className="text-12 text-ink-2">{t('appointments.moved-times', { count: movedTimes })}</span>
          )}
        </span>
      </Row>
      <Row name={t('appointments.where')}>
        {t(`codes.appointment-form.${form}`)}
        {place && <Place place={place} />}
      </Row>
      <With people={people} />
      {deal && (
        <Row name={t('appointments.deals')}>
          {[deal, ...otherDeals].map(({ id, name }) => (
            <Link key={id} to={address(`deals/${id}`)} className="block text-accent">
              <bdi>{name}</bdi>
            </Link>
          ))}
        </Row>
      )}
      {owner && (
        <Row name={t('appointments.owner')}>
          <bdi>{owner.name}</bdi>
        </Row>
      )}
      {withoutDecider && (
        <Row name={t('appointments.without-decider')}>
          <bdi>{withoutDecider}</bdi>
        </Row>
      )}
    </dl>
  )
}

function With({ people }: Pick<Appointment, 'people'>) {
  const { t } = useWords()
  const address = useAddress()
  if (people.length === 0) return null
  return (
    <Row name={t('appointments.with')}>
      {people.map((person) => (
        <span key={person.id} className="flex flex-wrap gap-x-3">
          <Link to={address(`people/${person.id}`)} className="text-accent">
            <bdi>{person.name}</bdi>
          </Link>
          {person.phone && (
            <a href={`tel:${person.phone}`} dir="ltr" className="text-ink-2">
              {person.phone}
            </a>
          )}
        </span>
      ))}
    </Row>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 leading-5 text-ink-2">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

function Place({ place }: { place: string }) {
  if (!/^https?:\/\//.test(place)) return <bdi className="block text-ink-2">{place}</bdi>
  return (
    <a href={place} dir="ltr" rel="noreferrer" target="_blank" className="block truncate text-accent">
      {place}
    </a>
  )
}
