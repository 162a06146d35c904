import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/language.tsx'
import { stageColour } from './stage-colour.ts'
import type { WheelShape } from './wheel-geometry.ts'
import type { WheelStage } from './wheel.tsx'

interface WheelArcsProps {
  readonly label: string
  readonly stages: readonly WheelStage[]
  readonly shape: WheelShape
  readonly shownKey: string | null
  readonly onShow: (key: string | null) => void
  readonly onOpen: ((stage: WheelStage) => void) | undefined
  readonly isPlan: boolean
}

export function WheelArcs({ label, stages, shape, shownKey, onShow, onOpen, isPlan }: WheelArcsProps) {
  const group = useRef<SVGGElement>(null)
  const say = useStageSentence(stages, isPlan)
  const isEmpty = stages.every(({ count }) => count === 0)
  const last = stages.at(-1)
  const focusOn = (index: number) => {
    const arcs = group.current?.querySelectorAll<SVGGElement>('[data-arc]') ?? []
    arcs[(index + arcs.length) % arcs.length]?.focus()
  }
  return (
    <>
      <svg
        role="group"
        aria-label={label}
        width={shape.width}
        height={shape.height}
        className="absolute inset-0 block overflow-visible"
      >
        <g ref={group} transform={`translate(${shape.centre.x} ${shape.centre.y})`}>
          {stages.map((stage, index) => (
            <Arc
              key={stage.key}
              stage={stage}
              arc={shape.arcs[index]}
              label={say(stage)}
              // One place in the order of Tab; the arrow keys walk the ring.
              tabIndex={stage.key === (shownKey ?? stages[0]?.key) ? 0 : -1}
              onShow={onShow}
              onOpen={onOpen}
              onStep={(by) => (by === 'first' ? focusOn(0) : by === 'last' ? focusOn(-1) : focusOn(index + by))}
            />
          ))}
          <g
            fill="none"
            stroke={isEmpty || !last ? 'var(--line)' : stageColour(last.hue)}
            strokeWidth={2}
            strokeLinecap="round"
            strokeLinejoin="round"
          >
            <path d={shape.referrals.line} />
            <path d={shape.referrals.head} />
          </g>
        </g>
      </svg>
      {!isPlan && <ArcTooltip stages={stages} shape={shape} shownKey={shownKey} />}
    </>
  )
}

interface ArcProps {
  readonly stage: WheelStage
  readonly arc: WheelShape['arcs'][number] | undefined
  readonly label: string
  readonly tabIndex: 0 | -1
  readonly onShow: (key: string | null) => void
  readonly onOpen: ((stage: WheelStage) => void) | undefined
  readonly onStep: (by: 1 | -1 | 'first' | 'last') => void
}

function Arc({ stage, arc, label, tabIndex, onShow, onOpen, onStep }: ArcProps) {
  const { direction } = useWords()
  if (!arc) return null
  const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const steps = {
    ArrowLeft: forward === 'ArrowLeft' ? 1 : -1,
    ArrowRight: forward === 'ArrowRight' ? 1 : -1,
    ArrowDown: 1,
    ArrowUp: -1,
    Home: 'first',
    End: 'last',
  } as const
  const press = (event: KeyboardEvent) => {
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1]
    if (step === undefined && event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (step !== undefined) onStep(step)
    else onOpen?.(stage)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button cannot stand inside a drawing
    <g
      data-arc
      role="button"
      aria-label={label}
      tabIndex={tabIndex}
      onKeyDown={press}
      onClick={() => onOpen?.(stage)}
      onFocus={() => onShow(stage.key)}
      onBlur={() => onShow(null)}
      onPointerEnter={() => onShow(stage.key)}
      onPointerLeave={() => onShow(null)}
      className="group/arc cursor-pointer outline-none"
    >
      <path d={arc.track} fill="var(--sunken)" className={ringClass} />
      {arc.fill && (
        <path
          d={arc.fill}
          fill={stageColour(stage.hue)}
          className="transition-[filter] group-hover/arc:brightness-105 print:print-color-exact"
        />
      )}
    </g>
  )
}

const ringClass = 'group-focus-visible/arc:stroke-accent group-focus-visible/arc:[stroke-width:5px]'

function ArcTooltip({ stages, shape, shownKey }: Pick<WheelArcsProps, 'stages' | 'shape' | 'shownKey'>) {
  const say = useStageSentence(stages, false)
  const index = stages.findIndex(({ key }) => key === shownKey)
  const stage = stages[index]
  const arc = shape.arcs[index]
  if (!stage || !arc) return null
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 w-max max-w-60 -translate-x-1/2 -translate-y-full animate-appear rounded-2 bg-ink px-2 py-1 text-12 text-bg shadow-float print:hidden"
      style={{ left: shape.centre.x + arc.middle.x, top: shape.centre.y + arc.middle.y - 8 }}
    >
      {say(stage)}
    </div>
  )
}

/** "Qualification: 61 deals, 14 % of those open, median 6 days". */
function useStageSentence(stages: readonly WheelStage[], isPlan: boolean): (stage: WheelStage) => string {
  const { t } = useWords()
  const { percent } = useFormats()
  const total = stages.reduce((sum, { count }) => sum + count, 0)
  return ({ name, count, medianDays }) => {
    if (isPlan) return name
    const share = percent(total > 0 ? count / total : 0)
    if (medianDays === null) return t('ui.wheel.arc', { name, count, share })
    return t('ui.wheel.arc-median', { name, count, share, days: Math.round(medianDays) })
  }
}
