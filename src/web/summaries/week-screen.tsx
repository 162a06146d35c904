import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import IconAlignLeft from '@tabler/icons-react/dist/esm/icons/IconAlignLeft.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { useState } from 'react'
import { showWeeklySummary } from '../../contract/summaries.ts'
import { call } from '../api.ts'
import { addDays, todayIn } from '../people/day-of.ts'
import { KnownAt } from '../measurement/day-filters.tsx'
import { FigureActs } from '../measurement/figure-card.tsx'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { useInsightsChange, useInsightsSearch } from '../measurement/search.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import {
  Button,
  ErrorState,
  IconButton,
  Loading,
  buttonClass,
  currencyDigits,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { SummarySections } from './sections.tsx'
import { WeekNumbers } from './week-numbers.tsx'
import { weekTable } from './week-table.ts'
import { unbroken } from '../../words/isolate.ts'

/** The summary of a week as it is mailed; the address says which week. */
export function WeekScreen() {
  const { t } = useWords()
  const { day: write } = useFormats()
  const { workspace } = useSession()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const day = typeof search['day'] === 'string' ? search['day'] : undefined
  const { known_at: known } = useInsightsSearch().filters
  const change = useInsightsChange()
  const found = useQuery({
    queryKey: ['measurement', workspace.id, 'week', day, known],
    queryFn: () => call(showWeeklySummary, { query: { day, known_at: known } }),
    placeholderData: keepPreviousData,
  })
  const [isTable, setTable] = useState(false)
  const week = found.data
  return (
    <Page title={t('summary.title')} views={<InsightsPlaces current="week" />}>
      <div className="mx-auto flex max-w-200 flex-col gap-4">
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {week && (
          <article aria-busy={found.isPlaceholderData} className="card flex flex-col gap-6 p-4 tablet:p-8">
            <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="me-auto">
                <p className="text-24 font-semibold tracking-tight">
                  {t('summary.heading', { from: unbroken(write(week.from)), to: unbroken(write(week.to)) })}
                </p>
                <p className="text-12 text-ink-2">{t('summary.as-of', { day: write(week.asOf) })}</p>
              </div>
              <div className="flex flex-wrap items-center gap-2 print:hidden">
                {known && <KnownAt moment={known} onClear={() => change({ known_at: undefined })} />}
                <Weeks from={week.from} today={todayIn(workspace.timeZone)} />
                <FigureActs
                  id="week"
                  clocks={week}
                  also={{ day: week.from }}
                  table={() => weekTable(week, t, currencyDigits)}
                />
                <IconButton
                  icon={isTable ? IconAlignLeft : IconTable}
                  label={t(isTable ? 'summary.as-text' : 'ui.chart.table')}
                  onPress={() => setTable(!isTable)}
                />
              </div>
            </header>
            {isTable ? <WeekNumbers summary={week} /> : <SummarySections summary={week} known={known} />}
            <footer className="border-t border-line pt-3 text-12 text-ink-2">
              <span className="font-medium text-ink">{t('insights.method')}</span> {t('summary.method')}
            </footer>
          </article>
        )}
      </div>
    </Page>
  )
}

/** The week before, the week after where it has begun, and the printer. */
function Weeks({ from, today }: { from: string; today: string }) {
  const { t } = useWords()
  const address = useAddress()
  const [before, after] = [addDays(from, -7), addDays(from, 7)]
  return (
    <>
      <Link to={address('insights/week')} search={{ day: before }} className={buttonClass('quiet')}>
        {t('summary.before')}
      </Link>
      {after <= today && (
        <Link to={address('insights/week')} search={{ day: after }} className={buttonClass('quiet')}>
          {t('summary.after')}
        </Link>
      )}
      <Button icon={IconPrinter} onPress={() => print()}>
        {t('summary.print')}
      </Button>
    </>
  )
}
