import { PinnedCard } from './pinned-card.tsx'
import { FigureMenu } from './figure-menu.tsx'
import { useTodayFigures } from './queries.ts'
import { useWords } from '../ui/index.ts'

/** The figures that one has pinned to Today, in one row; nothing where there are none. */
export function TodayRow() {
  const { t } = useWords()
  const { data } = useTodayFigures()
  if (!data || data.figures.length === 0) return null
  return (
    <section aria-label={t('dashboards.today')} className="grid gap-4 tablet:grid-cols-2 wide:grid-cols-4">
      {data.figures.map((pinned) => (
        <PinnedCard key={JSON.stringify(pinned)} pinned={pinned} acts={<FigureMenu pinned={pinned} />} />
      ))}
    </section>
  )
}
