import { measures } from '../../contract/comparing.ts'
import { isQuotedByDay } from '../../contract/dashboards.ts'
import type { FigureCode, PinnedFigure } from '../../contract/dashboards.ts'
import { touchAims } from '../../contract/persistence.ts'
import { figureAt } from '../../words/pinned-place.ts'
import {
  type Comparing,
  type InsightsSearch,
  useInsightsSearch,
  usualAskDays,
  usualByDay,
  usualEndDays,
  usualLeast,
  usualMoved,
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

function pinnedOf(id: string, search: InsightsSearch): PinnedFigure | null {
  const { as_of: _, known_at: __, ...filters } = search.filters
  const figure = figureAt(id)
  return figure ? { figure, filters: ownOf(figure, filters, search) } : null
}

/** The filters that a figure follows, and what it says of itself where that is not the usual. */
function ownOf(
  figure: FigureCode,
  filters: PinnedFigure['filters'],
  { byDay, askDays, endDays, moved, comparing, aim }: InsightsSearch,
): PinnedFigure['filters'] {
  const byDays = byDay === usualByDay ? {} : { byDay }
  switch (figure) {
    case 'comparison':
      return { ...filters, ...byDays, ...compared(comparing) }
    case 'persistence':
      return { ...filters, ...(aim === touchAims[0] ? {} : { aim }) }
    case 'techniques':
      return { ...filters, ...(askDays === usualAskDays ? {} : { byDay: askDays }) }
    case 'win_backs':
      return { ...filters, ...(endDays === usualEndDays ? {} : { byDay: endDays }) }
    case 'movement': {
      const { from: _, to: __, ...others } = filters
      return { ...others, ...(moved === usualMoved ? {} : { moved }) }
    }
    default:
      return isQuotedByDay(figure) ? { ...filters, ...byDays } : filters
  }
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
