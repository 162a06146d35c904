import { workGroups } from '../../contract/hours.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useHoursWords } from '../measurement/hours-words.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { Headline } from '../measurement/parts.tsx'
import { useHours } from '../measurement/queries.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { CardLines } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

/** What share of the recorded hours is selling, and where the others go. */
export function HoursContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { share, shareInterval } = useEstimateWords()
  const words = useHoursWords()
  const { data: found, ...query } = useHours(filters, 0)
  const groups = workGroups.flatMap((group) => {
    const hours = found?.kinds.reduce((sum, kind) => (kind.group === group ? sum + kind.hours : sum), 0) ?? 0
    return hours === 0 ? [] : [{ key: group, name: words.named(group), text: words.hours(hours) }]
  })
  return (
    <Awaited query={query}>
      {found?.n === 0 && <Lacks lacks={[{ text: t('insights.hours.none') }]} />}
      {found && found.n > 0 && (
        <>
          <Headline
            figure={share(found.selling.estimate)}
            interval={shareInterval({ ...found.selling, value: found.selling.estimate })}
          >
            {t('insights.hours.sentence', { hours: words.hours(found.hours) })}
          </Headline>
          <CardLines label={t('insights.hours.by-group')} lines={groups} />
        </>
      )}
      {found?.withoutDeal && (
        <p className="text-12 text-ink-2">
          {t('insights.hours.left-out', { hours: words.hours(found.withoutDeal.hours) })}
        </p>
      )}
      {found && (
        <Counted asOf={found.asOf}>
          {t('insights.hours.n', { n: found.n })} ·{' '}
          <bdi>
            {day(found.from)} – {day(found.to)}
          </bdi>
        </Counted>
      )}
    </Awaited>
  )
}
