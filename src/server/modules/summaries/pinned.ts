import type { FigureCode, PinnedFigure } from '../../../contract/dashboards.ts'
import { kpiCodes } from '../../../contract/kpis.ts'
import type * as contract from '../../../contract/summaries.ts'
import type { Context } from '../../kernel/context.ts'
import { Failure } from '../../kernel/fail.ts'
import { appointmentFigures } from '../appointments/index.ts'
import { showTodayFigures } from '../dashboards/index.ts'
import {
  figure,
  handoffTimes,
  hoursWorked,
  playbookFigures,
  processMap,
  scopeOf,
  showKpis,
  stageTimes,
  winBacks,
} from '../measurement/index.ts'

export interface Clocks {
  readonly as_of: string
  readonly known_at: string | undefined
}

/** Of the figures on one's Today those that are one number, as they stood. */
export async function pinnedOf(ctx: Context, clocks: Clocks): Promise<contract.WeeklySummary['pinned']> {
  const { figures } = await showTodayFigures(ctx)
  const found: contract.WeeklySummary['pinned'] = []
  // At most four, each a figure of its own.
  for (const pinned of figures) {
    const value = await valueOf(ctx, pinned, clocks).catch(nullIfUnpublished)
    if (value !== null) found.push({ ...pinned, ...value })
  }
  return found
}

export function nullIfUnpublished(error: unknown): null {
  if (error instanceof Failure && error.code === 'no_published_process') return null
  throw error
}

type Value = Pick<contract.WeeklySummary['pinned'][number], 'unit' | 'value' | 'low' | 'high'>

async function valueOf(ctx: Context, { figure: code, filters }: PinnedFigure, clocks: Clocks): Promise<Value | null> {
  const { owner, product, source, process, from, to, byDay, grain = 'month' } = filters
  const asked = { owner, product, source, process, from, to, ...clocks }
  const scope = scopeOf(ctx, asked)
  if (code === 'cycle_length') {
    return { unit: 'days', ...(await figure(ctx, 'cycleLength', { scope })).timeToSignature.median }
  }
  if (code === 'funnel') {
    const map = await processMap(ctx, asked.process)
    const own = scopeOf(ctx, { ...asked, process: map.processId })
    const { n: value } = await figure(ctx, 'funnel', { scope: own, process: map, byDay: byDay ?? usualByDay })
    return { unit: 'deals', value, low: null, high: null }
  }
  if (code === 'velocity') {
    const { currency } = ctx.workspace
    const { estimate: value, low, high } = (await figure(ctx, 'velocity', { scope, currency })).perDay
    return { unit: 'money', value, low, high }
  }
  const share = await shareOf(ctx, code, asked, byDay)
  if (share !== null) return { unit: 'share', value: share.estimate, low: share.low, high: share.high }
  if (!kpiCodes.some((each) => each === code)) return null // Many numbers, none of which stands for the others.
  const { items } = await showKpis(ctx, { ...asked, grain })
  const kpi = items.find((each) => each.code === code)
  const point = kpi?.points[kpi.shown]
  return kpi && point ? { unit: kpi.unit, value: point.value, low: point.low, high: point.high } : null
}

type Asked = Parameters<typeof scopeOf>[1]

interface Share {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
}

const usualByDay = 90
const usualEndDays = 365

/** The large number of a figure that is a share; null for the others. */
async function shareOf(ctx: Context, code: FigureCode, asked: Asked, day: number | undefined): Promise<Share | null> {
  const byDay = day ?? usualByDay
  switch (code) {
    case 'win_rate':
      return (await figure(ctx, 'winRate', { scope: scopeOf(ctx, asked), byDay })).won
    case 'hours':
      return (await hoursWorked(ctx, { ...asked, months: 0 })).selling
    case 'playbook':
      return (await playbookFigures(ctx, asked)).asked
    case 'appointments': {
      const { owner: member, ...others } = asked
      return (await appointmentFigures(ctx, { ...others, member })).all
    }
    case 'skipping':
      return (await stageTimes(ctx, { ...asked, by_day: byDay })).skippers.skipped
    case 'win_backs':
      return (await winBacks(ctx, { ...asked, by_day: day ?? usualEndDays })).wonBack
    case 'handoffs':
      return (await handoffTimes(ctx, asked)).inTime
    default:
      return null
  }
}
