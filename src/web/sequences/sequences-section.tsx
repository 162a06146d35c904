import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import { listEnrolments, pauseEnrolment, stopEnrolment } from '../../contract/sequences.ts'
import type { Enrolment } from '../../contract/sequences.ts'
import { call } from '../api.ts'
import { useAct } from '../appointments/appointments-query.ts'
import { Section } from '../deals/section.tsx'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { addDays } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, DateField, Day, ErrorState, MenuItem, RowMenu, Skeleton, cx, toast, useWords } from '../ui/index.ts'
import { stepIcons } from './step-icon.ts'

const StartDialog = lazy(async () => ({ default: (await import('./start-dialog.tsx')).StartDialog }))

const mostShown = 20

interface SequencesSectionProps {
  readonly of: { readonly kind: 'person' | 'company'; readonly id: string; readonly name: string }
}

/** Which sequences somebody, or the people of a company, are in: at which step, and what comes next when. */
export function SequencesSection({ of: { kind, id, name } }: SequencesSectionProps) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const [isStarting, setStarting] = useState(false)
  const found = useQuery({
    queryKey: ['enrolments', kind, id],
    queryFn: () => call(listEnrolments, { query: { limit: mostShown, [kind]: id } }),
  })
  const whom =
    kind === 'person'
      ? { personIds: [id] }
      : { filter: JSON.stringify({ field: 'companyId', op: 'any_of', value: [id] }) }
  return (
    <Section
      title={t('sequences.section')}
      label={t('sequences.section.of', { name })}
      actions={
        mayWork && (
          <Button variant="quiet" icon={IconPlayerPlay} onPress={() => setStarting(true)}>
            {t('sequences.start-some')}
          </Button>
        )
      }
    >
      {found.isPending && <Skeleton className="h-10" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <p className="text-ink-3">{t('sequences.section.none')}</p>}
      <ul className="flex flex-col">
        {found.data?.items.map((enrolment) => (
          <EnrolmentLine key={enrolment.id} enrolment={enrolment} showsPerson={kind === 'company'} mayWork={mayWork} />
        ))}
      </ul>
      {isStarting && (
        <Suspense>
          <StartDialog whom={[whom]} onClose={() => setStarting(false)} />
        </Suspense>
      )}
    </Section>
  )
}

interface EnrolmentLineProps {
  readonly enrolment: Enrolment
  readonly showsPerson: boolean
  readonly mayWork: boolean
}

function EnrolmentLine({ enrolment, showsPerson, mayWork }: EnrolmentLineProps) {
  const { t } = useWords()
  const address = useAddress()
  const [isPausing, setPausing] = useState(false)
  const { id, sequence, person, endReason } = enrolment
  const stop = useAct(
    () => call(stopEnrolment, { params: { id } }),
    () => void toast({ text: t('sequences.stopped', { name: `\u2068${person.name}\u2069` }) }),
  )
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5 last:border-b-0">
      <div className={cx('min-w-0 flex-1', endReason !== null && 'text-ink-2')}>
        <p className="flex flex-wrap gap-x-2">
          <bdi className="font-medium wrap-anywhere">{sequence.name}</bdi>
          {showsPerson && (
            <Link to={address(`people/${person.id}`)} className="text-accent">
              <bdi>{person.name}</bdi>
            </Link>
          )}
        </p>
        <Standing enrolment={enrolment} />
      </div>
      {mayWork && endReason === null && (
        <RowMenu icon={IconDots} label={t('sequences.more-of', { name: `${person.name}, ${sequence.name}` })}>
          <MenuItem onAction={() => setPausing(true)}>{t('sequences.pause')}</MenuItem>
          <MenuItem onAction={() => stop.mutate()}>{t('sequences.stop')}</MenuItem>
        </RowMenu>
      )}
      {isPausing && <PauseDialog enrolment={enrolment} onClose={() => setPausing(false)} />}
    </li>
  )
}

/** Where somebody stands in a sequence, or why it is over. */
function Standing({ enrolment: { step, of, next, dueOn, endReason, startedAt, endedAt } }: { enrolment: Enrolment }) {
  const { t } = useWords()
  const today = useToday()
  if (endReason !== null) {
    return (
      <p className="text-12 text-ink-3">
        {t(`codes.end-reason.${endReason}`)} · <Day value={(endedAt ?? startedAt).slice(0, 10)} />
      </p>
    )
  }
  const Glyph = next && stepIcons[next.kind]
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-2">
      {Glyph && <Glyph size={14} stroke={1.75} aria-hidden />}
      {next ? <bdi className="wrap-anywhere">{next.title}</bdi> : <span>{t('sequences.waits-for-reply')}</span>}
      <span className={dueOn < today ? 'text-bad' : ''}>
        · <Day value={dueOn} />
      </span>
      {next && <span>· {t('sequences.step-of', { number: step, of })}</span>}
    </p>
  )
}

function PauseDialog({ enrolment: { id, person }, onClose }: { enrolment: Enrolment; onClose: () => void }) {
  const { t } = useWords()
  const today = useToday()
  const [until, setUntil] = useState<string | null>(addDays(today, 14))
  const pause = useAct(
    (day: string) => call(pauseEnrolment, { params: { id }, body: { until: day } }),
    () => onClose(),
    true,
  )
  return (
    <FormDialog
      title={t('sequences.pause-of', { name: person.name })}
      size="small"
      submit={t('sequences.pause.submit')}
      onSubmit={() => until && pause.mutate(until)}
      problem={pause.error}
      isPending={pause.isPending}
      isDisabled={until === null}
      onClose={onClose}
    >
      <DateField
        label={t('sequences.pause.until')}
        name="until"
        value={until}
        onChange={setUntil}
        minValue={addDays(today, 1)}
      />
    </FormDialog>
  )
}
