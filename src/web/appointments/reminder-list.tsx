import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import { giveReminder } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import type { TouchOutcome } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, Menu, MenuItem, buttonClass, copyText, toast, useFormats, useWords } from '../ui/index.ts'
import { useAct } from './appointments-query.ts'
import { useClock } from './time-text.tsx'

type Reminder = Appointment['reminders'][number]
const callOutcomes = ['reached', 'left_message', 'no_answer'] as const satisfies readonly TouchOutcome[]

/** The message and the call before an appointment, each with the buyer's chance to cancel. */
export function ReminderList({ appointment, mayWork }: { appointment: Appointment; mayWork: boolean }) {
  const { t } = useWords()
  if (appointment.reminders.length === 0) return null
  return (
    <section aria-label={t('appointments.before')} className="rounded-3 border border-line">
      <ul>
        {appointment.reminders.map((reminder) => (
          <ReminderLine
            key={reminder.id}
            appointment={appointment}
            reminder={reminder}
            mayWork={mayWork && appointment.settledAt === null}
          />
        ))}
      </ul>
    </section>
  )
}

interface ReminderLineProps {
  readonly appointment: Appointment
  readonly reminder: Reminder
  readonly mayWork: boolean
}

function ReminderLine({ appointment, reminder: { id, kind, dueAt, doneAt }, mayWork }: ReminderLineProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const Glyph = doneAt ? IconCheck : kind === 'call' ? IconPhone : IconMail
  const give = useAct(
    (outcome: TouchOutcome) =>
      call(giveReminder, { params: { id: appointment.id }, body: { reminderId: id, outcome } }),
    () => void toast({ text: t('appointments.noted') }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line p-3 last:border-b-0">
      <Glyph size={16} stroke={1.75} aria-hidden className={doneAt ? 'text-ok' : 'text-ink-2'} />
      <p className="min-w-40 flex-1">
        {t(`appointments.before.${kind}`)}
        <span className="block text-12 text-ink-2">
          {t(doneAt ? 'appointments.before.done' : 'appointments.before.due', {
            at: `\u2068${instant(doneAt ?? dueAt)}\u2069`,
          })}
        </span>
      </p>
      {!doneAt && mayWork && kind === 'message' && (
        <MessageActs appointment={appointment} onSent={() => give.mutate('sent')} />
      )}
      {!doneAt && mayWork && kind === 'call' && (
        <Menu
          label={t('appointments.before.called')}
          trigger={<Button isPending={give.isPending}>{t('appointments.before.called')}</Button>}
        >
          {callOutcomes.map((outcome) => (
            <MenuItem key={outcome} onAction={() => give.mutate(outcome)}>
              {t(`codes.touch-outcome.${outcome}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </li>
  )
}

/** The text is prepared; it is sent by hand, from one's own mail. */
function MessageActs({ appointment, onSent }: { appointment: Appointment; onSent: () => void }) {
  const { t } = useWords()
  const { subject, body } = useMessage(appointment)
  const [to] = appointment.people
  const copy = async () => {
    if (await copyText(`${subject}\n\n${body}`)) toast({ text: t('appointments.message.copied') })
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="quiet" onPress={() => void copy()}>
        {t('appointments.message.copy')}
      </Button>
      {to?.email && (
        <a
          href={`mailto:${to.email}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
          className={buttonClass('plain')}
        >
          {t('appointments.message.write')}
        </a>
      )}
      <Button onPress={onSent}>{t('appointments.before.sent')}</Button>
    </div>
  )
}

function useMessage({ title, startsAt, timeZone, place, people, owner }: Appointment) {
  const { t, locale } = useWords()
  const clock = useClock()
  const { workspace } = useSession()
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(new Date(startsAt))
  const values = {
    name: people[0]?.name.split(/\s+/)[0] ?? null,
    title,
    day,
    time: clock(startsAt, timeZone),
    place,
    sender: owner?.name ?? workspace.name,
  }
  return { subject: t('appointments.message.subject', values), body: t('appointments.message.body', values) }
}
