import type { Comparison, Measure } from '../../contract/comparing.ts'
import { measures } from '../../contract/comparing.ts'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import { useDimensionName, useDotRows, useNamedGroups } from '../measurement/compare-rows.ts'
import { useComparison } from '../measurement/queries.ts'
import { usualLeast } from '../measurement/search.ts'
import { useWords } from '../ui/index.ts'
import { CardLines } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

interface ComparisonContentProps {
  readonly filters: Narrowed
  readonly byDay: number
  /** By what, in what and from how many deals on. */
  readonly own: PinnedFigure['filters']
}

/** Groups beside each other, in an order only where they differ by more than chance. */
export function ComparisonContent({ filters, byDay, own }: ComparisonContentProps) {
  const { by = 'owner', field, measure = measures[0], least = usualLeast, bounds } = own
  const comparison = useComparison(filters, byDay, { by, field, least, bounds })
  return (
    <Awaited query={comparison}>{comparison.data && <Groups comparison={comparison.data} measure={measure} />}</Awaited>
  )
}

function Groups({ comparison, measure }: { comparison: Comparison; measure: Measure }) {
  const { t } = useWords()
  const by = useDimensionName()(comparison)
  const { compared } = useNamedGroups(comparison, measure)
  const rows = useDotRows(comparison, measure, compared)
  const { verdict } = comparison[measure]
  const { byDay, least, ended, n, asOf } = comparison
  const label = t('insights.compare.plot', { measure: t(`insights.compare.measure.${measure}`, { days: byDay }), by })
  return (
    <>
      {rows.length === 0 && <p className="text-12 text-ink-2">{label}</p>}
      <p className="font-medium">{t(`insights.compare.verdict.${verdict}`)}</p>
      {verdict === 'not_enough' && (
        <p className="text-ink-2">{t('insights.compare.why.not_enough', { least, measure })}</p>
      )}
      <CardLines label={label} lines={rows} isRanked={verdict === 'differ'} />
      <Counted asOf={asOf}>{t('insights.n', { n: measure === 'closedOnly' ? ended : n })}</Counted>
    </>
  )
}
