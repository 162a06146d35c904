import type { Stage } from '../../contract/process.ts'
import { useWords } from '../ui/index.ts'
import type { MapStage } from '../../contract/process-map.ts'
import { PlaybookParts } from '../playbooks/playbook-parts.tsx'
import { StageFigures } from './stage-figures.tsx'
import { GateParts, Part, StageHead, TouchpointParts } from './stage-parts.tsx'

interface StageCardProps {
  readonly stage: Stage
  readonly index: number
  readonly hue: number
  /** Nothing where nothing is known: the care that comes after the win, or a reader who may not see figures. */
  readonly figures: MapStage | undefined
  readonly currency: string
}

/** A stage on one card: what it is for, what the buyer does, what must hold, how one gets in touch, and how it goes. */
export function StageCard({ stage, index, hue, figures, currency }: StageCardProps) {
  const { t } = useWords()
  return (
    <li
      id={`stage-${stage.key}`}
      className="card flex scroll-mt-16 flex-col gap-4 overflow-clip p-4 target:outline-2 target:outline-accent"
    >
      <StageHead stage={stage} index={index} hue={hue} />
      {stage.purpose && (
        <p dir="auto" className="text-pretty">
          {stage.purpose}
        </p>
      )}
      {stage.buyerStep && (
        <Part title={t('processes.field.buyerStep')}>
          <p dir="auto">{stage.buyerStep}</p>
        </Part>
      )}
      <GateParts stage={stage} />
      <TouchpointParts touchpoints={stage.touchpoints} />
      <PlaybookParts playbook={stage.playbook} />
      {stage.script && (
        <details className="group/script">
          <summary className="cursor-pointer text-12 font-medium text-accent">{t('processes.field.script')}</summary>
          <p dir="auto" className="mt-1 whitespace-pre-line">
            {stage.script}
          </p>
        </details>
      )}
      {figures && <StageFigures stage={figures} currency={currency} />}
    </li>
  )
}
