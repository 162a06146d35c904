import { useState } from 'react'
import type { ReactNode } from 'react'
import type { showAppointmentFigures } from '../../contract/appointments.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { Bars } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { AppointmentsBehindPanel } from './appointments-behind.tsx'
import type { AppointmentsBehind } from './appointments-behind.tsx'
import { useEstimateWords } from './estimate-words.ts'
import { range } from './isolate.ts'
import { Lacks } from './lacks.tsx'
import { Beside, BesideRow, Headline } from './parts.tsx'

export type AppointmentFigures = OutputOf<typeof showAppointmentFigures>

interface AppointmentsFigureProps {
  readonly found: AppointmentFigures
  /** Only those of one member. */
  readonly member: string | undefined
}

interface Opened {
  readonly title: string
  readonly behind: AppointmentsBehind
}

/** How often nobody comes, with a reminder before and without; how soon one meets. */
export function AppointmentsFigure({ found, member }: AppointmentsFigureProps) {
  const { t } = useWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { day } = useFormats()
  const { from, to, all } = found
  return (
    <section id="appointments" aria-labelledby="appointments-title" className="card scroll-mt-16 p-4 desktop:p-5">
      <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="appointments-title" className="text-18 font-semibold">
          {t('insights.appointments')}
        </h2>
        <p className="text-12 text-ink-2">
          <bdi>
            {day(from)} – {day(to)}
          </bdi>
        </p>
      </header>
      {all.n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('insights.appointments.none'), give: ['calendar'] }]} />
      ) : (
        <Found found={found} onOpen={setOpened} />
      )}
      {opened && (
        <AppointmentsBehindPanel
          figures={found}
          behind={{ ...opened.behind, member }}
          title={opened.title}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}

interface FoundProps {
  readonly found: AppointmentFigures
  readonly onOpen: (opened: Opened) => void
}

function Found({ found, onOpen }: FoundProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareInterval } = useEstimateWords()
  const { all, reminded, notReminded, leadTime } = found
  const days = (value: number | null) => (value === null ? '–' : number(value))
  const bar = (key: string, { estimate, low, high, n }: typeof all) => ({
    key,
    name: t(`insights.appointments.${key}`),
    value: estimate ?? 0,
    ...(low === null || high === null ? {} : { low, high }),
    text: share(estimate),
    note: t('insights.appointments.n', { n }),
  })
  return (
    <>
      <div className="grid gap-6 wide:grid-cols-[minmax(200px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <Headline figure={share(all.estimate)} interval={shareInterval({ ...all, value: all.estimate })}>
          {t('insights.appointments.sentence', { n: all.n })}
        </Headline>
        <Bars
          label={t('insights.appointments.missed')}
          nameTitle={t('insights.appointments.who')}
          valueTitle={t('insights.appointments.missed')}
          bars={[bar('reminded', reminded), bar('not-reminded', notReminded)]}
          onOpen={({ key, name }) =>
            onOpen({ title: name, behind: { status: 'no_show', reminded: key === 'reminded' ? 'true' : 'false' } })
          }
        />
        <Beside
          title={t('insights.appointments.lead')}
          why={t('insights.appointments.lead.quartiles', {
            lower: days(leadTime.lower),
            upper: days(leadTime.upper),
            n: leadTime.n,
          })}
        >
          <BesideRow name={t('insights.appointments.lead.median')}>{days(leadTime.median)}</BesideRow>
        </Beside>
      </div>
      <Difference found={found} />
      <Counts found={found} onOpen={onOpen} />
    </>
  )
}

function Counts({ found: { cancelled, moved, unsettled, withoutDecider }, onOpen }: FoundProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const names = {
    cancelled: t('insights.appointments.cancelled'),
    withoutDecider: t('insights.appointments.without-decider'),
  }
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-1 tablet:grid-cols-2">
      <BesideRow name={names.cancelled}>
        <Opens onOpen={() => onOpen({ title: names.cancelled, behind: { status: 'cancelled' } })}>
          {number(cancelled)}
        </Opens>
      </BesideRow>
      <BesideRow name={t('insights.appointments.moved')}>{number(moved)}</BesideRow>
      <BesideRow name={t('insights.appointments.unsettled')}>{number(unsettled)}</BesideRow>
      <BesideRow name={names.withoutDecider}>
        <Opens onOpen={() => onOpen({ title: names.withoutDecider, behind: { without_decider: 'true' } })}>
          {number(withoutDecider)}
        </Opens>
      </BesideRow>
    </dl>
  )
}

function Opens({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onOpen} className="min-h-6 min-w-6 text-end underline decoration-dotted">
      {children}
    </button>
  )
}

function Difference({ found: { difference } }: { found: AppointmentFigures }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { estimate, low, high } = difference
  if (estimate === null || low === null || high === null) return null
  return (
    <p className="mt-4 text-12 text-ink-2">
      {t('insights.appointments.difference', {
        difference: percent(estimate),
        range: range(percent(low), percent(high)),
      })}
    </p>
  )
}
