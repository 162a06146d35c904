import type { FigureCode, PinnedFigure } from '../../contract/dashboards.ts'
import { filtersText } from '../../contract/dashboards.ts'
import { kpiCodes } from '../../contract/kpis.ts'
import type { KpiCode } from '../../contract/kpis.ts'

const titles = { cycle_length: 'insights.cycle', win_rate: 'insights.win', funnel: 'insights.funnel' } as const

export type CycleFigure = keyof typeof titles

export function kpiOf(figure: FigureCode): KpiCode | undefined {
  return kpiCodes.find((code) => code === figure)
}

/** The id of a figure's name. */
export function titleOf(figure: FigureCode): string {
  return figure in titles ? titles[figure as CycleFigure] : `kpis.name.${figure}` // All others are key figures.
}

/** Where a figure is shown whole, below the workspace. */
export function placeOf({ figure, filters: { byDay, grain, ...filters } }: PinnedFigure) {
  if (kpiOf(figure)) {
    const search = { ...filters, ...(grain === 'quarter' ? { grain } : {}) }
    return { path: 'insights/kpis', search, hash: figure }
  }
  const search = { ...filters, ...(byDay === undefined ? {} : { by_day: byDay }) }
  return { path: 'insights', search, hash: figure.replace('_', '-') }
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
