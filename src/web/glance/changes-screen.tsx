import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useSearch } from '@tanstack/react-router'
import { ForecastPlaces } from '../forecast/places.tsx'
import { useForecastChange as useSearchChange, useForecastSearch } from '../forecast/search.ts'
import { WhoseField } from '../forecast/whose-field.tsx'
import { Page } from '../shell/page.tsx'
import { IconButton, SelectField, useWords } from '../ui/index.ts'
import { ForecastChangeCard } from './forecast-change-card.tsx'
import { HappenedCard } from './happened-card.tsx'
import type { Whose } from './queries.ts'

const place = 'forecast/changes'
const lengths = ['7', '14', '28', '91'] as const

/** What has changed since a week ago, or longer: the forecast in its parts, and what became of deals, down to the facts. */
export function ChangesScreen() {
  const { t } = useWords()
  const { owner, team } = useForecastSearch()
  const [days, choose] = useDays()
  const whose: Whose = { owner, team, days: Number(days) }
  return (
    <Page
      title={t('glance.changes')}
      views={<ForecastPlaces current="changes" />}
      filters={
        <>
          <WhoseField place={place} />
          <SelectField
            label={t('glance.since')}
            hideLabel
            options={lengths.map((id) => ({ id, label: t('glance.since.days', { days: Number(id) }) }))}
            value={days}
            onChange={choose}
            className="w-44"
          />
        </>
      }
      primary={
        <IconButton icon={IconPrinter} label={t('glance.print')} onPress={() => print()} className="print:hidden" />
      }
    >
      <div className="mx-auto grid max-w-320 items-start gap-4 desktop:grid-cols-2">
        <ForecastChangeCard whose={whose} />
        <HappenedCard whose={whose} />
      </div>
    </Page>
  )
}

function useDays() {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const change = useSearchChange(place)
  const days = lengths.find((each) => each === String(search['days'])) ?? '7'
  return [days, (chosen: string) => change({ days: chosen === '7' ? undefined : chosen })] as const
}
