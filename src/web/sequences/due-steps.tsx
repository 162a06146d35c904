import { Link } from '@tanstack/react-router'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { doStep, stopEnrolment } from '../../contract/sequences.ts'
import type { DueStep } from '../../contract/sequences.ts'
import type { TouchOutcome } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { useAct } from '../appointments/appointments-query.ts'
import { useToday } from '../people/use-today.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  EmptyState,
  ErrorState,
  Loading,
  Notice,
  RowMenu,
  MenuItem,
  buttonClass,
  copyText,
  cx,
  toast,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { useDueSteps } from './sequences-query.ts'
import { stepIcons } from './step-icon.ts'

/** What is to be done by the end of the day, each with its words ready. */
export function DueSteps() {
  const { t } = useWords()
  const found = useDueSteps()
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.items.length === 0) return <EmptyState>{t('sequences.due.none')}</EmptyState>
  return (
    <ul className="flex flex-col gap-3">
      {found.data.items.map((step) => (
        <li key={step.enrolmentId}>
          <DueCard step={step} />
        </li>
      ))}
    </ul>
  )
}

function DueCard({ step }: { step: DueStep }) {
  const { t } = useWords()
  const { day } = useFormats()
  const today = useToday()
  const { person, sequence, number, of, kind, channel, title, dueOn } = step
  const Glyph = stepIcons[kind]
  const address = useAddress()
  return (
    <article
      aria-label={t('sequences.step-for', { title, name: person.name })}
      className="card flex flex-col gap-3 p-4"
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Glyph size={16} stroke={1.75} aria-hidden className="self-center text-ink-2" />
        <h2 className="min-w-0 font-semibold wrap-anywhere">
          <bdi>{title}</bdi>
        </h2>
        {channel && <span className="text-12 text-ink-2">{t(`codes.channel.${channel}`)}</span>}
        <span className={cx('text-12 tablet:ms-auto', dueOn < today ? 'text-bad' : 'text-ink-2')}>{day(dueOn)}</span>
      </header>
      <p className="flex flex-wrap gap-x-3 gap-y-0.5">
        <Link to={address(`people/${person.id}`)} className="font-medium text-accent">
          <bdi>{person.name}</bdi>
        </Link>
        {person.company && <bdi className="text-ink-2">{person.company.name}</bdi>}
        {person.phone && kind === 'call' && (
          <a href={`tel:${person.phone}`} dir="ltr" className="text-accent">
            {person.phone}
          </a>
        )}
        <span className="text-12 leading-5 text-ink-2 tablet:ms-auto">
          <bdi>{sequence.name}</bdi> · {t('sequences.step-of', { number, of })}
        </span>
      </p>
      <Wording step={step} />
      <Acts step={step} />
    </article>
  )
}

function Wording({ step: { subject, body, missing } }: { step: DueStep }) {
  const { t } = useWords()
  if (!body) return null
  return (
    <>
      <div dir="auto" className="rounded-2 bg-sunken p-3 whitespace-pre-line wrap-anywhere">
        {subject && <p className="mb-1 font-medium">{subject}</p>}
        {body}
      </div>
      {missing.length > 0 && (
        <Notice tone="warn">
          {t('sequences.missing', { fields: missing.map((field) => t(`sequences.field.${field}`)).join(', ') })}
        </Notice>
      )}
    </>
  )
}

const callOutcomes = ['reached', 'no_answer', 'left_message', 'call_back', 'refused'] as const

function Acts({ step }: { step: DueStep }) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const { finish, stop } = useFinishing(step)
  const { kind } = step
  if (!mayWork) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      {kind === 'call' &&
        callOutcomes.map((outcome) => (
          <Button key={outcome} isPending={finish.isPending} onPress={() => finish.mutate({ outcome })}>
            {t(`codes.touch-outcome.${outcome}`)}
          </Button>
        ))}
      {kind === 'message' && <MessageActs step={step} />}
      {kind !== 'call' && (
        <Button variant="primary" isPending={finish.isPending} onPress={() => finish.mutate({})}>
          {t(kind === 'message' ? 'sequences.sent' : 'sequences.done')}
        </Button>
      )}
      <span className="ms-auto">
        <RowMenu icon={IconDots} label={t('sequences.more-of', { name: step.person.name })}>
          <MenuItem onAction={() => finish.mutate({ skipped: true })}>{t('sequences.skip')}</MenuItem>
          <MenuItem onAction={() => stop.mutate()}>{t('sequences.stop')}</MenuItem>
        </RowMenu>
      </span>
    </div>
  )
}

function MessageActs({ step: { subject, body, channel, person } }: { step: DueStep }) {
  const { t } = useWords()
  const text = body ?? ''
  const copy = async () => {
    if (await copyText(subject ? `${subject}\n\n${text}` : text)) toast({ text: t('appointments.message.copied') })
  }
  const link =
    channel === 'email' && person.email
      ? `mailto:${person.email}?subject=${encodeURIComponent(subject ?? '')}&body=${encodeURIComponent(text)}`
      : channel === 'social' && person.phone
        ? `sms:${person.phone}?&body=${encodeURIComponent(text)}`
        : null
  return (
    <>
      <Button onPress={() => void copy()}>{t('appointments.message.copy')}</Button>
      {link && (
        <a href={link} className={buttonClass('plain')}>
          {t(channel === 'email' ? 'appointments.message.write' : 'sequences.write-sms')}
        </a>
      )}
    </>
  )
}

function useFinishing({ enrolmentId, number }: DueStep) {
  const { t } = useWords()
  const params = { id: enrolmentId }
  const done = () => void toast({ text: t('appointments.noted') })
  const finish = useAct(
    (how: { outcome?: TouchOutcome; skipped?: boolean }) => call(doStep, { params, body: { step: number, ...how } }),
    done,
  )
  const stop = useAct(() => call(stopEnrolment, { params }), done)
  return { finish, stop }
}
