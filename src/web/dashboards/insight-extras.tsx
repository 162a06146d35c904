import type { PinnedFigure } from '../../contract/dashboards.ts'
import { figureAt } from '../../words/pinned-place.ts'
import { type InsightsSearch, useInsightsSearch, usualByDay } from '../measurement/search.ts'
import { FigureMenu } from './figure-menu.tsx'
import { Remarks } from './remarks.tsx'

/** The menu of a figure of the cycle; nothing for figures that cannot be pinned. */
export function InsightMenu({ id }: { id: string }) {
  const pinned = pinnedOf(id, useInsightsSearch())
  return pinned && <FigureMenu pinned={pinned} />
}

export function InsightRemarks({ id, asOf }: { id: string; asOf: string }) {
  const pinned = pinnedOf(id, useInsightsSearch())
  return pinned && <Remarks pinned={pinned} asOf={asOf} />
}

function pinnedOf(id: string, { filters: asked, byDay }: InsightsSearch): PinnedFigure | null {
  const { as_of: _, known_at: __, ...filters } = asked
  const figure = figureAt(id)
  return figure ? { figure, filters: { ...filters, ...(byDay === usualByDay ? {} : { byDay }) } } : null
}
