import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import IconMap2 from '@tabler/icons-react/dist/esm/icons/IconMap2.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs'
import { layRoute, visitOutcomes } from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { useToday } from '../people/use-today.ts'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  SelectField,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { addDays } from '../people/day-of.ts'
import { NextDoor } from './next-door.tsx'
import { VisitLine } from './visit-line.tsx'
import { dayQuery, useVisitsRead } from './visits-read.ts'

const PlanDialog = lazy(() => withWords(async () => ({ default: (await import('./plan-dialog.tsx')).PlanDialog })))
const AreasDialog = lazy(() => withWords(async () => ({ default: (await import('./areas-dialog.tsx')).AreasDialog })))

type Open = 'plan' | 'areas' | null

/** The way of a day from door to door: the next one large, with what may come of it below the thumb. */
export function VisitsScreen() {
  const { t } = useWords()
  const today = useToday()
  const { member } = useSession()
  const mayWork = useRight('deals.work')
  const [day, setDay] = useState(today)
  const [memberId, setMemberId] = useState(member.id)
  const [open, setOpen] = useState<Open>(null)
  const isOwn = memberId === member.id
  const mayPlan = useRight('deals.assign') || (mayWork && isOwn)
  const found = useQuery(dayQuery(day, memberId))
  const items = found.data?.items ?? []
  const close = () => setOpen(null)
  return (
    <Page
      title={t('shell.place.visits')}
      layout="page"
      filters={
        <>
          <DayChoice day={day} today={today} onChange={setDay} />
          <MemberChoice value={memberId} onChange={setMemberId} />
        </>
      }
      primary={
        <span className="flex items-center gap-2">
          {mayWork && <IconButton icon={IconMap2} label={t('visits.areas')} onPress={() => setOpen('areas')} />}
          {mayPlan && (
            <Button variant="primary" icon={IconPlus} onPress={() => setOpen('plan')}>
              {t('visits.plan')}
            </Button>
          )}
        </span>
      }
    >
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState>{t('visits.empty')}</EmptyState>}
      {items.length > 0 && (
        <Way key={`${day} ${memberId}`} items={items} day={day} memberId={memberId} mayWork={mayPlan} />
      )}
      <Suspense>
        {open === 'plan' && (
          <PlanDialog day={day} memberId={memberId} onClose={close} onAreas={() => setOpen('areas')} />
        )}
        {open === 'areas' && <AreasDialog onClose={close} />}
      </Suspense>
    </Page>
  )
}

interface WayProps {
  readonly items: readonly Visit[]
  readonly day: string
  readonly memberId: string
  readonly mayWork: boolean
}

function Way({ items, day, memberId, mayWork }: WayProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useVisitsRead()
  const [chosen, setChosen] = useState<string | null>(null)
  const left = items.filter(({ status }) => status === 'planned')
  const next = left.find(({ id }) => id === chosen) ?? left[0]
  const lay = useMutation({
    mutationFn: (body: { order?: string[] }) => call(layRoute, { body: { day, memberId, ...body } }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const move = (id: string, by: -1 | 1) => {
    const order = left.map((visit) => visit.id)
    const from = order.indexOf(id)
    order.splice(from, 1)
    order.splice(from + by, 0, id)
    lay.mutate({ order })
  }
  return (
    <div className="flex flex-col gap-4">
      <Sum items={items} left={left.length} />
      {next && mayWork && <NextDoor key={next.id} visit={next} onDone={() => setChosen(null)} />}
      {!next && <p className="card p-4 text-center font-medium text-ok">{t('visits.done')}</p>}
      <section aria-labelledby="way" className="flex flex-col gap-1">
        <header className="flex min-h-8 items-center gap-2 border-b border-line">
          <h2 id="way" className="flex-1 font-semibold">
            {t('visits.way')}
          </h2>
          {mayWork && left.length > 1 && (
            <Button variant="quiet" icon={IconRoute} isPending={lay.isPending} onPress={() => lay.mutate({})}>
              {t('visits.lay')}
            </Button>
          )}
        </header>
        <ol className="flex flex-col">
          {items.map((visit) => (
            <VisitLine
              key={visit.id}
              visit={visit}
              place={items.indexOf(visit) + 1}
              isNext={visit.id === next?.id}
              mayWork={mayWork}
              onChoose={() => setChosen(visit.id)}
              onMove={(by) => move(visit.id, by)}
              isFirst={visit.id === left[0]?.id}
              isLast={visit.id === left.at(-1)?.id}
            />
          ))}
        </ol>
      </section>
    </div>
  )
}

/** How far the day has come. */
function Sum({ items, left }: { items: readonly Visit[]; left: number }) {
  const { t } = useWords()
  const counts = visitOutcomes
    .map((outcome) => ({ outcome, count: items.filter(({ status }) => status === outcome).length }))
    .filter(({ count }) => count > 0)
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
      <span className="font-medium text-ink">{t('visits.left', { count: left, all: items.length })}</span>
      {counts.map(({ outcome, count }) => (
        <span key={outcome}>
          {t(`visits.status.${outcome}`)} <span className="font-medium text-ink">{count}</span>
        </span>
      ))}
    </p>
  )
}

interface DayChoiceProps {
  readonly day: string
  readonly today: string
  readonly onChange: (day: string) => void
}

function DayChoice({ day, today, onChange }: DayChoiceProps) {
  const { t } = useWords()
  const formats = useFormats()
  return (
    <span className="flex items-center gap-1">
      <IconButton
        icon={IconChevronLeft}
        className="rtl:rotate-180"
        label={t('visits.day.before')}
        onPress={() => onChange(addDays(day, -1))}
      />
      <Button
        variant="quiet"
        onPress={() => onChange(today)}
        {...(day === today ? {} : { 'aria-label': t('visits.day.today', { day: formats.day(day) }) })}
      >
        {day === today ? t('visits.today') : formats.day(day)}
      </Button>
      <IconButton
        icon={IconChevronRight}
        className="rtl:rotate-180"
        label={t('visits.day.after')}
        onPress={() => onChange(addDays(day, 1))}
      />
    </span>
  )
}

function MemberChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useWords()
  const members = useMembers()
  if (members.length < 2) return null
  return (
    <SelectField
      label={t('visits.whose')}
      hideLabel
      options={members.map(({ id, name }) => ({ id, label: name }))}
      value={value}
      onChange={onChange}
      className="max-w-48"
    />
  )
}
