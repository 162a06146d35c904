import type { ForecastLine } from '../../contract/forecast.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { useWords } from '../ui/index.ts'

/** How many open deals nobody said an amount of, what they count as, and where it is said. */
export function WithoutAmount({ line: { withoutAmount } }: { line: Pick<ForecastLine, 'withoutAmount'> }) {
  const { t } = useWords()
  if (withoutAmount === 0) return null
  return <Lacks lacks={[{ text: t('forecast.without-amount', { count: withoutAmount }), give: ['open_amounts'] }]} />
}
