import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/language.tsx'
import { cx } from '../ui/cx.ts'
import { Dot } from '../ui/marks.tsx'
import { stageColour } from './stage-colour.ts'
import type { WheelLabel } from './wheel-geometry.ts'
import type { WheelStage } from './wheel.tsx'

interface WheelLabelsProps {
  readonly stages: readonly WheelStage[]
  readonly labels: readonly WheelLabel[]
  readonly shownKey: string | null
  readonly onShow: (key: string | null) => void
  readonly onOpen: ((stage: WheelStage) => void) | undefined
  readonly isPlan: boolean
}

/** Beside the arcs. HTML, not SVG text: only the browser can break a Thai name into lines. The arcs are what a keyboard meets. */
export function WheelLabels({ stages, labels, shownKey, onShow, onOpen, isPlan }: WheelLabelsProps) {
  return (
    <div>
      {stages.map((stage, index) => {
        const label = labels[index]
        if (!label) return null
        return (
          <div
            key={stage.key}
            aria-hidden
            onClick={() => onOpen?.(stage)}
            onPointerEnter={() => onShow(stage.key)}
            onPointerLeave={() => onShow(null)}
            className={cx('absolute cursor-pointer', sides[label.align], stage.key === shownKey && 'text-accent')}
            style={{
              left: label.x,
              top: label.y,
              width: label.width,
              translate: `${shifts[label.align]} ${-label.rise * 100}%`,
            }}
          >
            <p dir="auto" className={cx('line-clamp-2 font-semibold text-balance', sides[label.align])}>
              {stage.name}
            </p>
            {!isPlan && <StageNumbers stage={stage} />}
          </div>
        )
      })}
    </div>
  )
}

/** Below the wheel where it is too narrow for labels around it (a phone): the arcs' names, each a button. */
export function WheelLegend({ stages, onOpen, isPlan }: Pick<WheelLabelsProps, 'stages' | 'onOpen' | 'isPlan'>) {
  return (
    <ol className="mt-4 grid grid-cols-1 gap-x-4">
      {stages.map((stage) => (
        <li key={stage.key} className="border-b border-line last:border-b-0">
          <button
            type="button"
            onClick={() => onOpen?.(stage)}
            className="flex min-h-9 w-full items-center gap-2 py-1 text-start"
          >
            <Dot colour={stageColour(stage.hue)} />
            <span className="min-w-0 flex-1 font-medium">{stage.name}</span>
            {!isPlan && <StageNumbers stage={stage} />}
          </button>
        </li>
      ))}
    </ol>
  )
}

function StageNumbers({ stage: { count, medianDays } }: { stage: WheelStage }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <p className="shrink-0 text-12 text-ink-2">
      <bdi>{number(count)}</bdi>
      {medianDays !== null && (
        <>
          {' · '}
          <bdi>{t('ui.wheel.days-short', { days: Math.round(medianDays) })}</bdi>
        </>
      )}
    </p>
  )
}

// Physical sides: the drawing itself is already turned for right-to-left languages.
const sides = { start: 'text-left', end: 'text-right', middle: 'text-center' }
const shifts = { start: '0', end: '-100%', middle: '-50%' }
