import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { IconButton, cx, useWords } from '../ui/index.ts'
import type { MapStage } from '../../contract/process-map.ts'
import { MeasuredSoFar } from './measured-so-far.tsx'
import type { EditedStage } from './stage-edits.ts'
import { GateParts, Part, StageHead, TouchpointParts, useTargetWords } from './stage-parts.tsx'

interface StageRowProps {
  readonly stage: EditedStage
  readonly index: number
  readonly hue: number
  readonly hasProblem: boolean
  /** What is measured of it in the versions there have been. */
  readonly figures: MapStage | undefined
  readonly onOpen: () => void
}

/** A stage of the map that is not being edited: all it says, in a row; a press opens it. */
export function StageRow({ stage, index, hue, hasProblem, figures, onOpen }: StageRowProps) {
  const { t } = useWords()
  return (
    // The whole row is a larger target for the pointer; the button in it is the way by keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <li
      onClick={onOpen}
      className={cx(
        'card relative grid cursor-pointer gap-x-5 gap-y-3 p-4 transition-colors hover:border-line-strong',
        'tablet:grid-cols-2 wide:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1fr)]',
        hasProblem && 'border-bad',
      )}
    >
      <What stage={stage} index={index} hue={hue} hasProblem={hasProblem} figures={figures} />
      <How stage={stage} />
      <div className="flex min-w-0 flex-col gap-3">
        <GateParts stage={stage} />
      </div>
      <span className="absolute end-2 top-2">
        <IconButton icon={IconPencil} label={t('processes.open-stage', { name: stage.name })} onPress={onOpen} />
      </span>
    </li>
  )
}

/** What the stage is, what it is for, and what is to be reached in it. */
function What({ stage, index, hue, hasProblem, figures }: Omit<StageRowProps, 'onOpen'>) {
  const targetWords = useTargetWords()(stage.targets)
  return (
    <div className="flex min-w-0 flex-col gap-2 pe-8">
      <StageHead stage={stage} index={index} hue={hue}>
        {hasProblem && <IconAlertTriangle size={16} className="shrink-0 text-bad" />}
      </StageHead>
      {stage.purpose && (
        <p dir="auto" className="line-clamp-4 text-pretty">
          {stage.purpose}
        </p>
      )}
      {targetWords.length > 0 && <p className="text-12 text-ink-2">{targetWords.join(' · ')}</p>}
      {figures && <MeasuredSoFar stage={figures} />}
    </div>
  )
}

/** What the buyer does, how one gets in touch, and the guide for the talk. */
function How({ stage }: Pick<StageRowProps, 'stage'>) {
  const { t } = useWords()
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {stage.buyerStep && (
        <Part title={t('processes.field.buyerStep')}>
          <p dir="auto" className="line-clamp-3">
            {stage.buyerStep}
          </p>
        </Part>
      )}
      <TouchpointParts touchpoints={stage.touchpoints} />
      {stage.script && (
        <Part title={t('processes.field.script')}>
          <p dir="auto" className="line-clamp-2 text-ink-2">
            {stage.script}
          </p>
        </Part>
      )}
    </div>
  )
}
