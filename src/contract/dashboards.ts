import * as z from 'zod/mini'
import { measures, mostLeast, priceEnds } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { grains, kpiCodes } from './kpis.ts'
import { dimensions } from './measurement.ts'
import { touchAims } from './persistence.ts'
import { day, id, instant, line, nothing, text, version } from './primitives.ts'
import { sharings } from './views.ts'

const byId = z.strictObject({ id })

/** Of the insights, the figures that can be pinned. */
export const insightFigures = [
  'cycle_length',
  'win_rate',
  'funnel',
  'velocity',
  'stage_times',
  'comparison',
  'persistence',
  'movement',
  'signals',
  'objections',
  'trials',
  'approaches',
  'techniques',
  'hours',
  'playbook',
  'appointments',
  'skipping',
  'win_backs',
  'handoffs',
] as const

/** Figures that say something else by another day: a deal counts as won, lost or gone on by it. */
const quotedByDay: ReadonlySet<string> = new Set<(typeof insightFigures)[number]>([
  'win_rate',
  'funnel',
  'stage_times',
  'comparison',
  'objections',
  'trials',
  'techniques',
  'skipping',
  'win_backs',
])

export function isQuotedByDay(figure: FigureCode): boolean {
  return quotedByDay.has(figure)
}

/** The figures that can be pinned and remarked on: of the insights, and the key figures. */
export const figureCodes = [...insightFigures, ...kpiCodes] as const
export type FigureCode = (typeof figureCodes)[number]

/** Which deals a figure is made of, as its address says it. */
export const figureFilters = z.strictObject({
  owner: z.optional(id),
  product: z.optional(id),
  source: z.optional(id),
  process: z.optional(id),
  from: z.optional(day),
  to: z.optional(day),
  /** By which day a deal counts: after its opening; of closing techniques after the order was asked for, of those won back after the loss. */
  byDay: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
  /** Of movement alone: how many days back, where it is not the usual. */
  moved: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
  grain: z.optional(z.enum(grains)),
  /** Of a comparison, which has to say it: by what. The others of these, where they are not the usual ones. */
  by: z.optional(z.enum(dimensions)),
  /** The field that divides the deals where `by` is 'field'. */
  field: z.optional(id),
  measure: z.optional(z.enum(measures)),
  least: z.optional(z.int().check(z.minimum(2), z.maximum(mostLeast))),
  /** Where price bands end, where `by` is 'price'. */
  bounds: z.optional(priceEnds),
  /** Of persistence alone: what touches are after, where it is not the reply. */
  aim: z.optional(z.enum(touchAims)),
})
export type FigureFilters = z.infer<typeof figureFilters>

const figureShape = { figure: z.enum(figureCodes), filters: figureFilters }
export type PinnedFigure = z.infer<z.ZodMiniObject<typeof figureShape>>

/** What a comparison, persistence or movement says of itself, no other figure may say. */
const fits = [
  own('by', ({ by }, figure) => (figure === 'comparison') === (by !== undefined)),
  own('field', ({ by, field }) => (by === 'field') === (field !== undefined)),
  own('measure', ({ measure }, figure) => figure === 'comparison' || measure === undefined),
  own('least', ({ least }, figure) => figure === 'comparison' || least === undefined),
  own('bounds', ({ by, bounds }) => by === 'price' || bounds === undefined),
  own('aim', ({ aim }, figure) => figure === 'persistence' || aim === undefined),
  own('moved', ({ moved }, figure) => figure === 'movement' || moved === undefined),
]

function own(name: keyof FigureFilters, holds: (filters: FigureFilters, figure: FigureCode) => boolean) {
  return z.refine<PinnedFigure>(({ figure, filters }) => holds(filters, figure), {
    path: ['filters', name],
  })
}

/** A figure with its filters: always of today. */
export const pinnedFigure = z.strictObject(figureShape).check(...fits)

/** The same filters as one text, whatever order they came in. */
export function filtersText(filters: FigureFilters): string {
  const known = Object.entries(filters).filter(([, value]) => value !== undefined)
  return JSON.stringify(known.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** What the remarks on a figure are found by. Of a figure that is the same whatever the day, the day is left out. */
export function remarkAddress(figure: FigureCode, { byDay, ...others }: FigureFilters): string {
  return filtersText(isQuotedByDay(figure) ? { ...others, byDay } : others)
}

const remarkText = text(2000).check(z.minLength(1))

/** What somebody of the team says about a figure. */
export const remark = z.strictObject({
  id,
  version,
  ...figureShape,
  /** The day as of which the figure was looked at. */
  day,
  text: z.string(),
  /** Null for a key, or a member who is gone. */
  author: z.nullable(z.string()),
  isMine: z.boolean(),
  createdAt: instant,
  changedAt: z.nullable(instant),
})
export type Remark = z.infer<typeof remark>

export const mostRemarks = 100

export const listRemarks = endpoint({
  name: 'listRemarks',
  method: 'GET',
  path: '/remarks',
  permission: 'measurement.read',
  summary:
    'What the team says about the figures under some filters, latest first; at most 100. The day of a figure that has none does not matter.',
  query: z.strictObject({
    /** Without one, of all figures under these filters. */
    figure: z.optional(z.enum(figureCodes)),
    /** The filters of a figure as JSON; none for the figure of everything. */
    filters: z.optional(z.string().check(z.maxLength(1000))),
  }),
  output: z.strictObject({ items: z.array(remark) }),
})
export const addRemark = endpoint({
  name: 'addRemark',
  method: 'POST',
  path: '/remarks',
  permission: 'measurement.read',
  summary: 'Pins a remark to a figure, for everybody who opens it under the same filters.',
  body: z.strictObject({ ...figureShape, day, text: remarkText }).check(...fits),
  output: remark,
  status: 201,
})
export const changeRemark = endpoint({
  name: 'changeRemark',
  method: 'PATCH',
  path: '/remarks/{id}',
  permission: 'measurement.read',
  summary: 'Changes what one said about a figure.',
  versioned: true,
  params: byId,
  body: z.strictObject({ text: remarkText }),
  output: remark,
  errors: ['forbidden'],
})
export const deleteRemark = endpoint({
  name: 'deleteRemark',
  method: 'DELETE',
  path: '/remarks/{id}',
  permission: 'measurement.read',
  summary: 'Takes back what one said about a figure.',
  params: byId,
  output: nothing,
  errors: ['forbidden'],
})

export const mostFigures = 24
const figures = z.array(pinnedFigure).check(z.maxLength(mostFigures))

/** Figures that somebody put together, under a name, in their order. */
export const dashboard = z.strictObject({
  id,
  version,
  name: z.string(),
  shared: z.enum(sharings),
  figures: z.array(pinnedFigure),
  /** Whether it may be changed by whoever asks. */
  isMine: z.boolean(),
  /** Who made it; null for a key. */
  madeBy: z.nullable(z.string()),
})
export type Dashboard = z.infer<typeof dashboard>

export const mostDashboards = 100

export const listDashboards = endpoint({
  name: 'listDashboards',
  method: 'GET',
  path: '/dashboards',
  permission: 'measurement.read',
  summary: 'The dashboards that one finds among theirs, by name; at most 100.',
  output: z.strictObject({ items: z.array(dashboard) }),
})
export const addDashboard = endpoint({
  name: 'addDashboard',
  method: 'POST',
  path: '/dashboards',
  permission: 'measurement.read',
  summary: 'Puts figures together under a name; sharing it takes the right to edit the base.',
  body: z.strictObject({ name: line(60), shared: z.enum(sharings), figures }),
  output: dashboard,
  status: 201,
  errors: ['too_many', 'forbidden', 'no_team'],
})
export const changeDashboard = endpoint({
  name: 'changeDashboard',
  method: 'PATCH',
  path: '/dashboards/{id}',
  permission: 'measurement.read',
  summary:
    'Changes name, figures, their order or sharing, by whoever made it; a shared one also by those who manage the workspace.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(60), shared: z.enum(sharings), figures })),
  output: dashboard,
  errors: ['forbidden', 'no_team'],
})
export const deleteDashboard = endpoint({
  name: 'deleteDashboard',
  method: 'DELETE',
  path: '/dashboards/{id}',
  permission: 'measurement.read',
  summary: 'Deletes a dashboard; figures and remarks stay.',
  params: byId,
  output: nothing,
  errors: ['forbidden'],
})

/** What one row of Today holds. */
export const mostOnToday = 4
const todayFigures = z.strictObject({ figures: z.array(pinnedFigure).check(z.maxLength(mostOnToday)) })

export const showTodayFigures = endpoint({
  name: 'showTodayFigures',
  method: 'GET',
  path: '/today-figures',
  permission: 'measurement.read',
  summary: 'The figures that one has pinned to Today.',
  output: todayFigures,
})
export const pinToToday = endpoint({
  name: 'pinToToday',
  method: 'PUT',
  path: '/today-figures',
  permission: 'measurement.read',
  summary: 'Pins figures to Today, for oneself; at most 4, in their order.',
  body: todayFigures,
  output: todayFigures,
})
