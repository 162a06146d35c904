import { Lacks } from '../measurement/lacks.tsx'
import { useApproaches } from '../measurement/queries.ts'
import { usualAskDays } from '../measurement/search.ts'
import { useTechniques } from '../measurement/what-works-queries.ts'
import { useWords } from '../ui/index.ts'
import { CardLines, useShareLine } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

/** How many deals are won by what they were first approached with. */
export function ApproachesContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const line = useShareLine()
  const { data: found, ...query } = useApproaches(filters)
  return (
    <Awaited query={query}>
      {found?.groups.length === 0 && <Lacks lacks={[{ text: t('insights.approaches.none') }]} />}
      {found && (
        <>
          {found.groups.length > 0 && <p>{t(`insights.approaches.${found.verdict}`)}</p>}
          <CardLines
            label={t('insights.approach.won', { days: found.byDay })}
            isRanked={found.verdict === 'differ'}
            lines={found.groups.map(({ approach, n, won }) => ({
              key: approach,
              name: t(`codes.approach.${approach}`),
              note: t('insights.n', { n }),
              ...line(won),
            }))}
          />
          <Counted asOf={found.asOf}>{t('insights.n', { n: found.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}

interface TechniquesContentProps {
  readonly filters: Narrowed
  /** Days after the order was asked for. */
  readonly byDay: number | undefined
}

/** How many deals are won by how the order was asked for first. */
export function TechniquesContent({ filters, byDay = usualAskDays }: TechniquesContentProps) {
  const { t } = useWords()
  const line = useShareLine()
  const { data: found, ...query } = useTechniques(filters, byDay)
  return (
    <Awaited query={query}>
      {found?.groups.length === 0 && <Lacks lacks={[{ text: t('closing.figures.techniques.none') }]} />}
      {found && (
        <>
          {found.groups.length > 0 && <p>{t(`closing.figures.verdict.${found.verdict}`)}</p>}
          <CardLines
            label={t('closing.figures.won-by', { days: found.byDay })}
            isRanked={found.verdict === 'differ'}
            lines={found.groups.map(({ technique, own, n, won }) => ({
              key: own?.id ?? technique,
              name: own?.name ?? t(`codes.technique.${technique}`),
              note: t('insights.n', { n }),
              ...line(won),
            }))}
          />
          <Counted asOf={found.asOf}>{t('insights.n', { n: found.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}
