import { todayIn } from '../people/day-of.ts'
import { useFiscalCalendar } from '../quotas/queries.ts'
import { useSession } from '../shell/session.ts'
import { daysOf } from './period.ts'
import { useForecastSearch } from './search.ts'

/** What the API is asked for: the days of the chosen period and the day it is looked from; nothing for the quarter of today. */
export function useAskedDays() {
  const { workspace } = useSession()
  const { period, asOf, until } = useForecastSearch()
  const calendar = useFiscalCalendar()
  const from = asOf === undefined ? {} : { as_of: asOf }
  if (period === 'quarter') return { ...from, ...(until === undefined ? {} : { until }) }
  return { ...from, ...daysOf(period, asOf ?? todayIn(workspace.timeZone), calendar.data?.firstMonth ?? 1) }
}
