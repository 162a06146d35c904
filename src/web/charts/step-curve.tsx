import { range } from '../../words/isolate.ts'
import { useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/language.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { stepAt, stepCurveShape, stepTo } from './step-curve-geometry.ts'
import type { StepCurveShape, StepPoint } from './step-curve-geometry.ts'
import { useWidth } from './use-width.ts'

interface StepCurveProps {
  readonly label: string
  /** By day, from 0; `estimate`, `low` and `high` are shares between 0 and 1. */
  readonly points: readonly StepPoint[]
  /** What the share is of, for the reader of one point: "still open". */
  readonly measure: string
  /** Another curve to compare with, drawn dashed. */
  readonly comparison?: readonly StepPoint[]
  /** The day at which the curve crosses one half, marked on the axis. */
  readonly medianDay?: number | null
  readonly colour?: string
  readonly height?: number
}

/** A survival curve with its interval band. Time runs with the reading direction. The arrow keys read it point by point. */
export function StepCurve({
  label,
  points,
  measure,
  comparison,
  medianDay = null,
  colour = 'var(--accent)',
  height = 190,
}: StepCurveProps) {
  const { t, direction } = useWords()
  const { number, percent } = useFormats()
  const [element, width] = useWidth()
  const shape = stepCurveShape(points, { width, height, isRightToLeft: direction === 'rtl', medianDay, comparison })
  const columns = [
    {
      key: 'day',
      title: t('ui.curve.day'),
      cell: ({ day }: StepPoint) => number(day),
      isNumber: true,
      isRowHeader: true,
    },
    { key: 'estimate', title: measure, cell: ({ estimate }: StepPoint) => percent(estimate, 1), isNumber: true },
    {
      key: 'interval',
      title: t('ui.curve.interval'),
      cell: ({ low, high }: StepPoint) => range(percent(low, 1), percent(high, 1)),
      isNumber: true,
    },
    { key: 'risk', title: t('ui.curve.at-risk'), cell: ({ atRisk }: StepPoint) => number(atRisk), isNumber: true },
  ]
  return (
    <ChartFrame label={label} columns={columns} rows={shape.tableRows} rowKey={({ day }) => String(day)}>
      <div ref={element} style={{ height }}>
        {width > 0 && <Curve {...{ label, points, measure, colour, shape, height, width }} />}
      </div>
    </ChartFrame>
  )
}

interface CurveProps extends Pick<StepCurveProps, 'label' | 'points' | 'measure'> {
  readonly colour: string
  readonly shape: StepCurveShape
  readonly width: number
  readonly height: number
}

function Curve({ label, points, measure, colour, shape, width, height }: CurveProps) {
  const { t, direction } = useWords()
  const { percent } = useFormats()
  const [read, setRead] = useState<number | null>(null)
  const point = read === null ? undefined : points[read]
  const say = ({ day, estimate, low, high }: StepPoint) =>
    t('ui.curve.point', { days: day, measure, share: percent(estimate), low: percent(low), high: percent(high) })
  const press = (event: KeyboardEvent) => {
    const next = stepTo(event.key, read ?? 0, points.length, direction === 'rtl')
    if (next === null) return
    event.preventDefault()
    setRead(next)
  }
  const follow = (event: PointerEvent<SVGSVGElement>) =>
    setRead(stepAt(points, shape.dayAt(event.clientX - event.currentTarget.getBoundingClientRect().left)))
  return (
    <div className="relative">
      <svg
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={shape.lastDay}
        aria-valuenow={point?.day ?? 0}
        aria-valuetext={point || points[0] ? say(point ?? points[0] ?? emptyPoint) : ''}
        width={width}
        height={height}
        onKeyDown={press}
        onPointerMove={follow}
        onPointerLeave={() => setRead(null)}
        onBlur={() => setRead(null)}
        className="block overflow-visible rounded-1"
      >
        <Axes shape={shape} />
        <path d={shape.band} fill={colour} opacity={0.16} className="print:print-color-exact" />
        {shape.comparison && (
          <path d={shape.comparison} fill="none" stroke="var(--ink-3)" strokeWidth={1.25} strokeDasharray="3 3" />
        )}
        <path d={shape.line} fill="none" stroke={colour} strokeWidth={2} strokeLinejoin="round" />
        {point && (
          <ReadingMark x={shape.x(point.day)} y={shape.y(point.estimate)} bottom={shape.y(0)} colour={colour} />
        )}
      </svg>
      {point && (
        <p
          aria-hidden
          className="pointer-events-none absolute top-0 w-max max-w-60 -translate-x-1/2 rounded-2 bg-ink px-2 py-1 text-12 text-bg shadow-float print:hidden"
          style={{ left: Math.max(90, Math.min(width - 90, shape.x(point.day))) }}
        >
          {say(point)}
        </p>
      )}
    </div>
  )
}

function Axes({ shape }: { shape: StepCurveShape }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  return (
    <g className="text-11" fill="var(--ink-2)">
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={shape.left} x2={shape.right} y1={shape.y(share)} y2={shape.y(share)} stroke="var(--line)" />
          <text x={shape.labelX} y={shape.y(share)} dy="0.35em" textAnchor={shape.labelAnchor} direction="ltr">
            {percent(share)}
          </text>
        </g>
      ))}
      {shape.ticks.map((day) => (
        <text key={day} x={shape.x(day)} y={shape.y(0) + 18} textAnchor="middle">
          {day === 0 ? t('ui.curve.axis', { days: 0 }) : number(day)}
        </text>
      ))}
      {shape.medianX !== null && (
        <line
          x1={shape.medianX}
          x2={shape.medianX}
          y1={shape.y(0.5)}
          y2={shape.y(0)}
          stroke="var(--ink-3)"
          strokeDasharray="2 3"
        />
      )}
    </g>
  )
}

function ReadingMark({ x, y, bottom, colour }: { x: number; y: number; bottom: number; colour: string }) {
  return (
    <>
      <line x1={x} x2={x} y1={y} y2={bottom} stroke="var(--line-strong)" />
      <circle cx={x} cy={y} r={4} fill={colour} stroke="var(--surface)" strokeWidth={2} />
    </>
  )
}

const emptyPoint: StepPoint = { day: 0, estimate: 1, low: 1, high: 1, atRisk: 0 }
