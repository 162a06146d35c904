import type { FigureFilters, PinnedFigure } from '../../contract/dashboards.ts'
import { useChoices } from '../measurement/filter-bar.tsx'
import { useFormats, useWords } from '../ui/index.ts'

const chosen = ['owner', 'product', 'source', 'process'] as const

/** Which deals a pinned figure is about, where these are not all. */
export function FilterWords({ pinned: { figure, filters } }: { pinned: PinnedFigure }) {
  // Hours and appointments are those of a period, which they say themselves; no deal is opened in it.
  const { from: _, to: __, ...others } = filters
  if (figure === 'hours' || figure === 'appointments') return <Narrowed filters={others} />
  if (Object.keys(filters).length === 0) return null
  return <Narrowed filters={filters} />
}

function Narrowed({ filters }: { filters: FigureFilters }) {
  const { t } = useWords()
  const { day, number } = useFormats()
  const choices = useChoices()
  const { from, to, byDay, grain, least, bounds } = filters
  const kind = from && to ? 'between' : from ? 'since' : to ? 'until' : null
  const words = [
    ...(kind ? [t(`insights.period.${kind}`, { from: from ? day(from) : '', to: to ? day(to) : '' })] : []),
    ...chosen.flatMap((name) => choices[name].find(({ id }) => id === filters[name])?.label ?? []),
    ...(byDay === undefined ? [] : [t('insights.win.by-day', { days: byDay })]),
    ...(least === undefined ? [] : [`${t('insights.compare.least')}: ${number(least)}`]),
    ...(bounds === undefined ? [] : [t('insights.compare.price-chosen')]),
    ...(grain === undefined ? [] : [t(`kpis.grain.${grain}`)]),
  ]
  if (words.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
      {words.map((word) => (
        <bdi key={word}>{word}</bdi>
      ))}
    </p>
  )
}
