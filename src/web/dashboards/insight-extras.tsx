import { measures } from '../../contract/comparing.ts'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import { touchAims } from '../../contract/persistence.ts'
import { figureAt } from '../../words/pinned-place.ts'
import {
  type Comparing,
  type InsightsSearch,
  useInsightsSearch,
  usualByDay,
  usualLeast,
} from '../measurement/search.ts'
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

function pinnedOf(id: string, { filters: asked, byDay, comparing, aim }: InsightsSearch): PinnedFigure | null {
  const { as_of: _, known_at: __, ...filters } = asked
  const figure = figureAt(id)
  if (!figure) return null
  const ofTouches = figure === 'persistence' && aim !== touchAims[0] ? { aim } : {}
  const own = figure === 'comparison' ? compared(comparing) : ofTouches
  return { figure, filters: { ...filters, ...(byDay === usualByDay ? {} : { byDay }), ...own } }
}

/** What a comparison says of itself: always by what, and the rest where it is not the usual. */
function compared({ by, field, measure, least, bounds }: Comparing): PinnedFigure['filters'] {
  return {
    by,
    ...(by === 'field' ? { field } : {}),
    ...(measure === measures[0] ? {} : { measure }),
    ...(least === usualLeast ? {} : { least }),
    ...(by === 'price' && bounds !== undefined ? { bounds } : {}),
  }
}
