import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { Headline } from '../measurement/parts.tsx'
import { useAppointmentFigures } from '../measurement/queries.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { CardLines, useShareLine } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

/** How often nobody comes, with a reminder before and without. */
export function AppointmentsContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = useAppointmentFigures(filters)
  return (
    <Awaited query={query}>
      {found?.all.n === 0 && <Lacks lacks={[{ text: t('insights.appointments.none') }]} />}
      {found && found.all.n > 0 && (
        <>
          <Headline
            figure={share(found.all.estimate)}
            interval={shareInterval({ ...found.all, value: found.all.estimate })}
          >
            {t('insights.appointments.sentence', { n: found.all.n })}
          </Headline>
          <CardLines
            label={t('insights.appointments.missed')}
            lines={[
              { key: 'reminded', of: found.reminded },
              { key: 'not-reminded', of: found.notReminded },
            ].map(({ key, of }) => ({
              key,
              name: t(`insights.appointments.${key}`),
              note: t('insights.appointments.n', { n: of.n }),
              ...line(of),
            }))}
          />
        </>
      )}
      {found && (
        <Counted asOf={found.asOf}>
          {t('insights.appointments.n', { n: found.n })} ·{' '}
          <bdi>
            {day(found.from)} – {day(found.to)}
          </bdi>
        </Counted>
      )}
    </Awaited>
  )
}
