import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Column } from '../ui/table.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/language.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { useWidth } from './use-width.ts'
import { WheelArcs } from './wheel-arcs.tsx'
import { wheelShape } from './wheel-geometry.ts'
import { WheelLabels, WheelLegend } from './wheel-labels.tsx'

export interface WheelStage {
  readonly key: string
  readonly name: string
  readonly count: number
  /** Median days a deal stays; null while nobody can know. */
  readonly medianDays: number | null
  /** Degrees, from `stageHue`. */
  readonly hue: number
}

interface WheelProps {
  readonly label: string
  readonly stages: readonly WheelStage[]
  /** Inside the ring: usually a `WheelCentre`. */
  readonly centre?: ReactNode
  readonly onOpen?: (stage: WheelStage) => void
  readonly maximumRadius?: number
  /** The stages of a process that no deal has gone through yet: full arcs and names, no numbers. */
  readonly isPlan?: boolean
  /** A narrow wheel lists its stages below itself, unless they stand beside it anyway. */
  readonly hasLegend?: boolean
}

/**
 * The cycle: an arc per stage, as thick as the root of its deals. Runs clockwise, in right-to-left languages the other way. All counts zero
 * make the grey empty wheel.
 */
export function Wheel({
  label,
  stages: given,
  centre,
  onOpen,
  maximumRadius,
  isPlan = false,
  hasLegend = true,
}: WheelProps) {
  const { language, direction } = useWords()
  const stages = useMemo(() => (isPlan ? given.map((stage) => ({ ...stage, count: 1 })) : given), [given, isPlan])
  const columns = useColumns(isPlan)
  const [element, width] = useWidth()
  const [shownKey, setShownKey] = useState<string | null>(null)
  const labelHeight = language === 'th' ? 66 : 58
  const shape = useMemo(
    () =>
      wheelShape(stages, {
        width,
        isRightToLeft: direction === 'rtl',
        labelHeight,
        ...(maximumRadius ? { maximumRadius } : {}),
      }),
    [stages, width, direction, labelHeight, maximumRadius],
  )
  return (
    <ChartFrame label={label} columns={columns} rows={stages} rowKey={({ key }) => key}>
      <div ref={element}>
        {width > 0 && (
          <div className="relative" style={{ height: shape.height }}>
            <WheelArcs
              label={label}
              stages={stages}
              shape={shape}
              shownKey={shownKey}
              onShow={setShownKey}
              onOpen={onOpen}
              isPlan={isPlan}
            />
            <div className="pointer-events-none absolute grid place-items-center text-center" style={centreBox(shape)}>
              {centre}
            </div>
            {shape.labels && (
              <WheelLabels
                stages={stages}
                labels={shape.labels}
                shownKey={shownKey}
                onShow={setShownKey}
                onOpen={onOpen}
                isPlan={isPlan}
              />
            )}
          </div>
        )}
        {width > 0 && hasLegend && !shape.labels && <WheelLegend stages={stages} onOpen={onOpen} isPlan={isPlan} />}
      </div>
    </ChartFrame>
  )
}

function useColumns(isPlan: boolean): Column<WheelStage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const all = [
    { key: 'stage', title: t('ui.wheel.stage'), cell: ({ name }: WheelStage) => name, isRowHeader: true },
    { key: 'count', title: t('ui.wheel.deals'), cell: ({ count }: WheelStage) => number(count), isNumber: true },
    {
      key: 'days',
      title: t('ui.wheel.median'),
      cell: ({ medianDays }: WheelStage) => (medianDays === null ? '–' : number(medianDays)),
      isNumber: true,
    },
  ]
  return isPlan ? all.slice(0, 1) : all
}

/** A figure with its unit, and a line below it: "41 day cycle, 23 % win rate". */
export function WheelCentre({ figure, unit, note }: { figure: ReactNode; unit: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <p className="text-32 font-semibold tracking-tight proportional-nums">{figure}</p>
      <p className="text-12 text-ink-2">{unit}</p>
      {note && <p className="mx-auto max-w-[85%] text-12 leading-4 text-balance text-ink-2">{note}</p>}
    </div>
  )
}

// The largest square inside the ring, below the arrow of the referrals.
function centreBox({ centre, innerRadius }: ReturnType<typeof wheelShape>) {
  const half = innerRadius * 0.8
  return { left: centre.x - half, top: centre.y - innerRadius * 0.6, width: half * 2, height: innerRadius * 1.3 }
}
