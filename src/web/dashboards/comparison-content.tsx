import type { Comparison, Measure } from '../../contract/comparing.ts'
import { measures } from '../../contract/comparing.ts'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import { Beneath } from '../charts/index.ts'
import { useDimensionName, useDotRows, useNamedGroups } from '../measurement/compare-rows.ts'
import { useComparison } from '../measurement/queries.ts'
import { usualLeast } from '../measurement/search.ts'
import { useWords } from '../ui/index.ts'
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

/** More do not fit into a card. */
const mostShown = 8

function Groups({ comparison, measure }: { comparison: Comparison; measure: Measure }) {
  const { t } = useWords()
  const by = useDimensionName()(comparison)
  const { compared } = useNamedGroups(comparison, measure)
  const rows = useDotRows(comparison, measure, compared)
  const { verdict } = comparison[measure]
  const { byDay, least, ended, n, asOf } = comparison
  const isRanked = verdict === 'differ'
  const List = isRanked ? 'ol' : 'ul'
  const label = t('insights.compare.plot', { measure: t(`insights.compare.measure.${measure}`, { days: byDay }), by })
  return (
    <>
      <p className="text-12 text-ink-2">{label}</p>
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{t(`insights.compare.verdict.${verdict}`)}</span>
        {rows.length > 0 && (
          <span className="shrink-0 text-12 whitespace-nowrap text-ink-2">{t('insights.compare.bounds')}</span>
        )}
      </p>
      {verdict === 'not_enough' && (
        <p className="text-ink-2">{t('insights.compare.why.not_enough', { least, measure })}</p>
      )}
      {rows.length > 0 && (
        <List aria-label={label}>
          {rows.slice(0, mostShown).map(({ key, name, note, text, bounds }) => (
            <li key={key} className="flex items-baseline gap-3 border-b border-line py-1 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <bdi>{name}</bdi>
                </span>
                <span className="block text-11 text-ink-2">{note}</span>
              </span>
              <span className="text-end">
                <bdi>{text}</bdi>
                <Beneath>{bounds}</Beneath>
              </span>
            </li>
          ))}
        </List>
      )}
      {rows.length > mostShown && (
        <p className="text-12 text-ink-2">{t('insights.compare.more', { count: rows.length - mostShown })}</p>
      )}
      <Counted asOf={asOf}>{t('insights.n', { n: measure === 'closedOnly' ? ended : n })}</Counted>
    </>
  )
}
