import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'

/** One step: from `day` on the share is `estimate`, with its interval; `atRisk` deals were still watched. */
export interface StepPoint {
  readonly day: number
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly atRisk: number
}

interface Options {
  readonly width: number
  readonly height: number
  readonly isRightToLeft: boolean
  readonly medianDay: number | null
  readonly comparison: readonly StepPoint[] | undefined
}

export interface StepCurveShape {
  readonly line: string
  readonly band: string
  readonly comparison: string | null
  readonly ticks: readonly number[]
  readonly lastDay: number
  readonly left: number
  readonly right: number
  readonly labelX: number
  readonly labelAnchor: 'start' | 'end'
  readonly medianX: number | null
  readonly x: (day: number) => number
  readonly y: (share: number) => number
  readonly dayAt: (x: number) => number
  /** At most 40 of the points, evenly taken, for the table. */
  readonly tableRows: readonly StepPoint[]
}

const axisWidth = 40
const axisHeight = 26
const longestTable = 40

/** The drawing in pixels. Day 0 stands at the reading side's start: left, in right-to-left languages right. */
export function stepCurveShape(points: readonly StepPoint[], options: Options): StepCurveShape {
  const { width, height, isRightToLeft, medianDay, comparison } = options
  const lastDay = Math.max(1, ...[points.at(-1), comparison?.at(-1)].map((point) => point?.day ?? 0))
  const [left, right] = isRightToLeft ? [12, width - axisWidth] : [axisWidth, width - 12]
  const x = scaleLinear([0, lastDay], isRightToLeft ? [right, left] : [left, right])
  const y = scaleLinear([0, 1], [height - axisHeight, 8])
  const steps = line<StepPoint>(
    (point) => x(point.day),
    (point) => y(point.estimate),
  ).curve(curveStepAfter)
  const band = area<StepPoint>()
    .x((point) => x(point.day))
    .y0((point) => y(point.low))
    .y1((point) => y(point.high))
    .curve(curveStepAfter)
  return {
    line: steps(points) ?? '',
    band: band(points) ?? '',
    comparison: comparison ? steps(comparison) : null,
    ticks: x.ticks(Math.max(2, Math.min(6, Math.floor(width / 90)))),
    lastDay,
    left,
    right,
    labelX: isRightToLeft ? right + 8 : left - 8,
    labelAnchor: isRightToLeft ? 'start' : 'end',
    medianX: medianDay === null ? null : x(medianDay),
    x,
    y,
    dayAt: (at) => x.invert(at),
    tableRows: thin(points),
  }
}

/** The index of the step that holds on `day`. */
export function stepAt(points: readonly StepPoint[], day: number): number {
  const after = points.findIndex((point) => point.day > day)
  return Math.max(0, (after === -1 ? points.length : after) - 1)
}

/** The index that a key leads to from `index`; null when the key means nothing here. */
export function stepTo(key: string, index: number, total: number, isRightToLeft: boolean): number | null {
  const last = total - 1
  const steps: Record<string, number> = {
    ArrowRight: index + (isRightToLeft ? -1 : 1),
    ArrowLeft: index + (isRightToLeft ? 1 : -1),
    Home: 0,
    End: last,
  }
  const next = steps[key]
  return next === undefined ? null : Math.max(0, Math.min(last, next))
}

function thin(points: readonly StepPoint[]): readonly StepPoint[] {
  if (points.length <= longestTable) return points
  const stride = (points.length - 1) / (longestTable - 1)
  return Array.from({ length: longestTable }, (_, row) => points[Math.round(row * stride)]).filter(
    (point) => point !== undefined,
  )
}
