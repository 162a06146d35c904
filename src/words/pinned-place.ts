import type { FigureCode, PinnedFigure, insightFigures } from '../contract/dashboards.ts'

type InsightFigure = (typeof insightFigures)[number]

interface Shown {
  readonly title: string
  /** The screen that it is on; that of the cycle unless said. */
  readonly path?: string
  /** The part of the insights that it is in; the first one unless said. */
  readonly section?: string
  /** The part of the address behind '#'. */
  readonly id: string
  /** The id of what its one number is, where the title does not say it. */
  readonly number?: string
  /** What the address calls the day by which a deal counts. */
  readonly day?: string
}

const shown: Readonly<Record<InsightFigure, Shown>> = {
  cycle_length: { title: 'insights.cycle', id: 'cycle-length' },
  win_rate: { title: 'insights.win', id: 'win-rate' },
  funnel: { title: 'insights.funnel', id: 'funnel' },
  stage_times: { title: 'insights.times', section: 'stages', id: 'stage-times' },
  comparison: { title: 'insights.compare', section: 'comparing', id: 'comparing' },
  persistence: { title: 'insights.persistence', section: 'followup', id: 'persistence' },
  velocity: { title: 'insights.velocity', id: 'velocity' },
  movement: { title: 'insights.flow', section: 'stages', id: 'flow' },
  signals: { title: 'insights.signals', section: 'signals', id: 'signals' },
  objections: { title: 'insights.works.objections', section: 'works', id: 'objections' },
  trials: { title: 'insights.works.trials', section: 'works', id: 'trials' },
  approaches: { title: 'insights.approaches', section: 'followup', id: 'approaches' },
  techniques: { title: 'closing.figures.techniques', path: 'insights/closing', id: 'techniques', day: 'ask_days' },
  hours: { title: 'insights.hours', section: 'hours', id: 'hours', number: 'insights.hours.selling' },
  playbook: { title: 'insights.works.playbook', section: 'works', id: 'playbook' },
  appointments: {
    title: 'insights.appointments',
    section: 'followup',
    id: 'appointments',
    number: 'insights.appointments.missed',
  },
  skipping: { title: 'insights.skips', section: 'stages', id: 'skipping' },
  win_backs: { title: 'closing.figures.win-backs', path: 'insights/closing', id: 'win-backs', day: 'end_days' },
  handoffs: {
    title: 'closing.figures.handoffs',
    path: 'insights/closing',
    id: 'handoffs',
    number: 'closing.figures.in-time',
  },
}

/** The id of a figure's name. */
export function titleOf(figure: FigureCode): string {
  return shownOf(figure)?.title ?? `kpis.name.${figure}` // All others are key figures.
}

/** What a figure's one number is called where it stands alone. */
export function numberName(figure: FigureCode, t: (id: string) => string): string {
  const number = shownOf(figure)?.number
  return [t(titleOf(figure)), ...(number === undefined ? [] : [t(number)])].join(' · ')
}

/** The figure of the insights that stands behind a '#'; none where it cannot be pinned. */
export function figureAt(id: string): InsightFigure | undefined {
  // The keys of the record are the figures.
  return (Object.keys(shown) as InsightFigure[]).find((figure) => shown[figure].id === id)
}

/** Where a figure is shown whole, below the workspace. */
export function placeOf({ figure, filters: { byDay, grain, ...filters } }: PinnedFigure) {
  const whole = shownOf(figure)
  if (!whole)
    return { path: 'insights/kpis', search: { ...filters, ...(grain === 'quarter' ? { grain } : {}) }, hash: figure }
  const search = {
    ...(whole.section ? { section: whole.section } : {}),
    ...filters,
    ...(byDay === undefined ? {} : { [whole.day ?? 'by_day']: byDay }),
  }
  return { path: whole.path ?? 'insights', search, hash: whole.id }
}

function shownOf(figure: FigureCode): Shown | undefined {
  return figure in shown ? shown[figure as InsightFigure] : undefined
}
