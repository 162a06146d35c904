import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { Headline } from '../measurement/parts.tsx'
import { usualEndDays } from '../measurement/search.ts'
import { useHandoffTimes, useWinBacks } from '../measurement/what-works-queries.ts'
import { useWords } from '../ui/index.ts'
import { CardLines, useShareLine } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

interface WinBacksContentProps {
  readonly filters: Narrowed
  /** Days after the loss. */
  readonly byDay: number | undefined
}

/** How many of those lost are won back, kept in touch with and not. */
export function WinBacksContent({ filters, byDay = usualEndDays }: WinBacksContentProps) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = useWinBacks(filters, byDay)
  return (
    <Awaited query={query}>
      {found?.n === 0 && <Lacks lacks={[{ text: t('closing.figures.win-backs.none') }]} />}
      {found && found.n > 0 && (
        <>
          <Headline
            figure={share(found.wonBack.estimate)}
            interval={shareInterval({ ...found.wonBack, value: found.wonBack.estimate })}
          >
            {t('closing.figures.won-back', { count: found.wonBack.count, days: found.byDay })}
          </Headline>
          <CardLines
            label={t('closing.figures.won-by', { days: found.byDay })}
            lines={(['on', 'off'] as const).map((key) => ({
              key,
              name: t(`closing.figures.track.${key}`),
              note: t('insights.n', { n: found.tracks[key].n }),
              ...line(found.tracks[key].won),
            }))}
          />
          <p className="text-12 text-ink-2">{t('closing.figures.tracks', { verdict: found.tracks.verdict })}</p>
        </>
      )}
      {found && <Counted asOf={found.asOf}>{t('insights.n', { n: found.n })}</Counted>}
    </Awaited>
  )
}

/** How many handoffs are answered in time, by kind. */
export function HandoffsContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = useHandoffTimes(filters)
  return (
    <Awaited query={query}>
      {found?.n === 0 && <Lacks lacks={[{ text: t('handoffs.none.all') }]} />}
      {found && found.n > 0 && (
        <>
          <Headline
            figure={share(found.inTime.estimate)}
            interval={shareInterval({ ...found.inTime, value: found.inTime.estimate })}
          >
            {t('closing.figures.in-time.sentence', { n: found.inTime.n })}
          </Headline>
          <CardLines
            label={t('closing.figures.in-time')}
            lines={found.kinds.map(({ id, name, inTime }) => ({
              key: id,
              name,
              note: t('closing.figures.handoffs.count', { n: inTime.n }),
              ...line(inTime),
            }))}
          />
        </>
      )}
      {found && <Counted asOf={found.asOf}>{t('closing.figures.handoffs.count', { n: found.n })}</Counted>}
    </Awaited>
  )
}
