import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconQuestionMark from '@tabler/icons-react/dist/esm/icons/IconQuestionMark.mjs'
import type { ReactNode } from 'react'
import type { Appointment, listDueAppointments } from '../../contract/appointments.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { Button, useFormats, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'

interface UnsettledListProps {
  readonly due: OutputOf<typeof listDueAppointments> | undefined
  readonly onOpen: (appointment: Appointment) => void
}

/** What waits for somebody now: reminders that are due, and appointments of which nobody said how they went. */
export function UnsettledList({ due, onOpen }: UnsettledListProps) {
  const { t } = useWords()
  if (!due || due.reminders.length + due.unsettled.length === 0) return null
  return (
    <section aria-label={t('appointments.due')} className="card p-1.5">
      <ul className="flex flex-col">
        {due.reminders.map(({ id, kind, appointment }) => (
          <Line key={id} icon={kind === 'call' ? IconPhone : IconMail} appointment={appointment} onOpen={onOpen}>
            {t(`appointments.due.${kind}`)}
          </Line>
        ))}
        {due.unsettled.map((appointment) => (
          <Line key={appointment.id} icon={IconQuestionMark} appointment={appointment} onOpen={onOpen}>
            {t('appointments.due.how')}
          </Line>
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly icon: Icon
  readonly appointment: Appointment
  readonly onOpen: (appointment: Appointment) => void
  readonly children: ReactNode
}

function Line({ icon: Glyph, appointment, onOpen, children }: LineProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const { title, startsAt, people, deal } = appointment
  const who = people[0]?.name ?? deal?.name
  return (
    <li className="flex items-center gap-3 border-b border-line px-2 py-1.5 last:border-b-0">
      <Glyph size={16} stroke={1.75} className="shrink-0 text-warn" aria-hidden />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{children}</span>{' '}
        <span className="text-ink-2">
          <bdi>{who ? `${title} · ${who}` : title}</bdi> · <bdi>{instant(startsAt)}</bdi>
        </span>
      </p>
      <Button onPress={() => onOpen(appointment)} aria-label={t('appointments.open-of', { title })}>
        {t('appointments.open')}
      </Button>
    </li>
  )
}
