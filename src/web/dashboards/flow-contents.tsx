import type { StageTimes } from '../../contract/insights.ts'
import { Beneath } from '../charts/index.ts'
import { DefaultProcess } from '../measurement/default-process.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useMoneyWords } from '../measurement/money-words.ts'
import { Headline } from '../measurement/parts.tsx'
import { useStageTimes, useVelocity } from '../measurement/queries.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

/** What selling brings a day. */
export function VelocityContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const velocity = useVelocity(filters)
  const { money, interval } = useMoneyWords(velocity.data?.currency ?? workspace.currency)
  const perDay = velocity.data?.perDay
  return (
    <Awaited query={velocity}>
      {velocity.data && perDay && (
        <>
          <Headline figure={money(perDay.estimate)} interval={interval(perDay)}>
            {t(perDay.estimate === null ? 'insights.velocity.unknown' : 'insights.velocity.sentence')}
          </Headline>
          <Counted asOf={velocity.data.asOf}>{t('insights.n', { n: velocity.data.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}

/** How many open deals have been in their stage for too long, and by when half leave each stage. */
export function StageTimesContent({ filters, byDay }: { filters: Narrowed; byDay: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  const times = useStageTimes(filters, byDay)
  const stalled = times.data?.stages.reduce((sum, stage) => sum + stage.stalled, 0) ?? 0
  return (
    <Awaited query={times}>
      {times.data && (
        <>
          <Headline
            figure={number(stalled)}
            interval={t('insights.times.stalled-of', { open: times.data.zombies.open })}
          >
            {t('insights.times.stalled-sentence', { stalled })}
          </Headline>
          <StayedIn stages={times.data.stages} />
          <Counted asOf={times.data.asOf}>
            {t('insights.n', { n: times.data.n })}
            <DefaultProcess chosen={filters.process} />
          </Counted>
        </>
      )}
    </Awaited>
  )
}

function StayedIn({ stages }: { stages: StageTimes['stages'] }) {
  const { t } = useWords()
  const { days, daysRange } = useEstimateWords()
  return (
    <section aria-label={t('insights.times.median')}>
      <p className="flex justify-between gap-3 text-12 text-ink-2">
        <span>{t('insights.times.median')}</span>
        <span>{t('insights.compare.bounds')}</span>
      </p>
      <dl>
        {stages.map(({ key, name, median }) => (
          <div key={key} className="flex items-baseline gap-3 border-b border-line py-1 last:border-b-0">
            <dt className="min-w-0 flex-1">
              <bdi>{name}</bdi>
            </dt>
            <dd className="text-end">
              <bdi>{median.value === null ? '–' : days(median.value)}</bdi>
              <Beneath>{daysRange(median)}</Beneath>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
