import { useQuery } from '@tanstack/react-query'
import { showFiscalCalendar } from '../../contract/quotas.ts'
import { call } from '../api.ts'
import { todayIn } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import { daysOf } from './period.ts'
import { useForecastSearch } from './search.ts'

/** What the API is asked for: the days of the chosen period and the day it is looked from; nothing for the quarter of today. */
export function useAskedDays() {
  const { workspace } = useSession()
  const { period, asOf, until } = useForecastSearch()
  const calendar = useQuery({
    queryKey: ['fiscal-calendar', workspace.id],
    queryFn: () => call(showFiscalCalendar, {}),
    staleTime: 600_000,
  })
  const from = asOf === undefined ? {} : { as_of: asOf }
  if (period === 'quarter') return { ...from, ...(until === undefined ? {} : { until }) }
  return { ...from, ...daysOf(period, asOf ?? todayIn(workspace.timeZone), calendar.data?.firstMonth ?? 1) }
}
