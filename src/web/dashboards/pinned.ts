import type { FigureCode, PinnedFigure } from '../../contract/dashboards.ts'
import { filtersText } from '../../contract/dashboards.ts'
import { kpiCodes } from '../../contract/kpis.ts'
import type { KpiCode } from '../../contract/kpis.ts'

export function kpiOf(figure: FigureCode): KpiCode | undefined {
  return kpiCodes.find((code) => code === figure)
}

/** Whether two pins are of the same figure under the same filters. */
export function isSame(one: PinnedFigure, other: PinnedFigure): boolean {
  return one.figure === other.figure && filtersText(one.filters) === filtersText(other.filters)
}

/** The list with one of its items moved to the place of another. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}
