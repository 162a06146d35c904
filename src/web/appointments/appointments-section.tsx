import { Suspense, lazy, useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Appointment } from '../../contract/appointments.ts'
import type { Deal } from '../../contract/deals.ts'
import { Section } from '../deals/section.tsx'
import { dayOf } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { Button, useFormats, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { useDealAppointments } from './appointments-query.ts'
import { StatusBadge } from './status-badge.tsx'
import { TimeText } from './time-text.tsx'

const MakeDialog = lazy(() => withWords(async () => ({ default: (await import('./make-dialog.tsx')).MakeDialog })))
const AppointmentDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./appointment-dialog.tsx')).AppointmentDialog })),
)

/** When one meets the buyer, and how it went. */
export function AppointmentsSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const today = useToday()
  const [isMaking, setMaking] = useState(false)
  const [opened, setOpened] = useState<Appointment | null>(null)
  const items = useDealAppointments(deal.id).data?.items ?? []
  const isOpen = deal.outcome === 'open'
  if (items.length === 0 && !(mayWork && isOpen)) return null
  return (
    <Section
      title={t('appointments.title')}
      label={t('appointments.of', { deal: deal.name })}
      actions={
        mayWork &&
        isOpen && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setMaking(true)}>
            {t('appointments.make')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="text-ink-3">{t('appointments.none')}</p>}
      {items.length > 0 && (
        <ul className="flex flex-col">
          {items.toReversed().map((each) => (
            <AppointmentLine key={each.id} appointment={each} onOpen={() => setOpened(each)} />
          ))}
        </ul>
      )}
      <Suspense>
        {isMaking && <MakeDialog day={today} deal={deal} onClose={() => setMaking(false)} />}
        {opened && <AppointmentDialog id={opened.id} first={opened} onClose={() => setOpened(null)} />}
      </Suspense>
    </Section>
  )
}

function AppointmentLine({ appointment, onOpen }: { appointment: Appointment; onOpen: () => void }) {
  const { day } = useFormats()
  const { timeZone } = useSession().workspace
  const { title, startsAt, status } = appointment
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-wrap items-baseline gap-x-3 rounded-2 px-1 py-2 text-start transition-colors hover:bg-sunken"
      >
        <span className="min-w-0 flex-1 font-medium wrap-anywhere">
          <bdi>{title}</bdi>
        </span>
        <StatusBadge status={status} />
        <span className="basis-full text-12 text-ink-2">
          {day(dayOf(startsAt, timeZone))} · <TimeText {...appointment} />
        </span>
      </button>
    </li>
  )
}
