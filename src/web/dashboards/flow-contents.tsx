import type { StageFlow, StageTimes } from '../../contract/insights.ts'
import { DefaultProcess } from '../measurement/default-process.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useMoneyWords } from '../measurement/money-words.ts'
import { Headline } from '../measurement/parts.tsx'
import { useStageFlow, useStageTimes, useVelocity } from '../measurement/queries.ts'
import { usualMoved } from '../measurement/search.ts'
import { addDays, todayIn } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { CardLines, useShareLine } from './card-lines.tsx'
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
  const stalled = times.data?.stalled ?? null
  return (
    <Awaited query={times}>
      {times.data && (
        <>
          <Headline
            figure={stalled === null ? '–' : number(stalled)}
            interval={t('insights.times.stalled-of', { open: times.data.zombies.open })}
          >
            {stalled === null ? t('insights.times.stalled-nobody') : t('insights.times.stalled-sentence', { stalled })}
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

/** How many deals skip a stage, and which stages are skipped. */
export function SkippingContent({ filters, byDay }: { filters: Narrowed; byDay: number }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = useStageTimes(filters, byDay)
  const { passed, skipped } = found?.skippers ?? { passed: 0, skipped: null }
  // Nobody comes past the last one.
  const stages = found?.stages.filter((stage) => stage.passed > 0) ?? []
  return (
    <Awaited query={query}>
      {found && skipped && (
        <>
          <Headline figure={share(skipped.estimate)} interval={shareInterval({ ...skipped, value: skipped.estimate })}>
            {t('insights.skips.sentence', { passed })}
          </Headline>
          <CardLines
            label={t('insights.skips.share')}
            lines={stages.map((stage) => ({
              key: stage.key,
              name: stage.name,
              note: `${t('insights.skips.passed')}: ${stage.passed}`,
              ...line(stage.skipped),
            }))}
          />
          <Counted asOf={found.asOf}>
            {t('insights.n', { n: found.n })}
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
  const lines = stages.map(({ key, name, median }) => ({
    key,
    name,
    text: median.value === null ? '–' : days(median.value),
    bounds: daysRange(median),
  }))
  return <CardLines label={t('insights.times.median')} lines={lines} />
}

interface MovementContentProps {
  readonly filters: Narrowed
  /** How many days back. */
  readonly moved: number | undefined
}

/** What came into each stage and went on from it in the last days, and what is there now. */
export function MovementContent({ filters, moved = usualMoved }: MovementContentProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const { from: _, to: __, ...others } = filters
  const flow = useStageFlow({ ...others, from: addDays(todayIn(workspace.timeZone), 1 - moved) })
  return (
    <Awaited query={flow}>
      {flow.data && (
        <>
          <p className="text-12 text-ink-2">{t('insights.flow.table', { days: moved })}</p>
          <Moved stages={flow.data.stages} />
          <Counted asOf={flow.data.asOf}>
            {t('insights.n', { n: flow.data.n })}
            <DefaultProcess chosen={filters.process} />
          </Counted>
        </>
      )}
    </Awaited>
  )
}

const columns = ['entered', 'onward', 'atEnd'] as const

function Moved({ stages }: { stages: StageFlow['stages'] }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <table className="w-full">
      <thead className="text-12 text-ink-2">
        <tr>
          <th scope="col" className="text-start font-normal">
            {t('insights.column.stage')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="ps-3 text-end align-bottom font-normal">
              {t(`insights.flow.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.key} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1 text-start font-normal">
              <bdi>{stage.name}</bdi>
            </th>
            {columns.map((column) => (
              <td key={column} className="ps-3 text-end">
                {number(stage[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
