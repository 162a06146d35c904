import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Stage } from '../../contract/process.ts'
import { useAddress } from '../shell/places.ts'
import { useFormats, useWords } from '../ui/index.ts'
import type { StageFigures } from './process-view.tsx'
import { GateParts, Part, StageHead, TouchpointParts } from './stage-parts.tsx'

interface StageCardProps {
  readonly stage: Stage
  readonly index: number
  readonly hue: number
  readonly figures: StageFigures
  readonly processId: string
}

/** A stage on one card: what it is for, what the buyer does, what must hold, how one gets in touch, and how it goes. */
export function StageCard({ stage, index, hue, figures, processId }: StageCardProps) {
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
      {stage.script && (
        <details className="group/script">
          <summary className="cursor-pointer text-12 font-medium text-accent">{t('processes.field.script')}</summary>
          <p dir="auto" className="mt-1 whitespace-pre-line">
            {stage.script}
          </p>
        </details>
      )}
      <Figures stage={stage} figures={figures} processId={processId} />
    </li>
  )
}

function Figures({ stage: { key, targets }, figures, processId }: Omit<StageCardProps, 'index' | 'hue'>) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const address = useAddress()
  const { open, medianDays, goesOn } = figures
  const { durationDays, conversionPercent, deals } = targets
  return (
    <dl className="mt-auto grid grid-cols-3 gap-3 border-t border-line pt-3">
      <FigureCell
        name={t('processes.figure.open')}
        target={deals !== null && t('processes.figure.target-deals', { deals })}
      >
        {open === null ? (
          '–'
        ) : (
          <Link
            to={address('board')}
            search={{ process: processId, stage: key }}
            className="underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent"
          >
            <bdi>{number(open)}</bdi>
          </Link>
        )}
      </FigureCell>
      {(medianDays !== null || durationDays !== null) && (
        <FigureCell
          name={t('processes.figure.median')}
          target={durationDays !== null && t('processes.figure.target-days', { days: durationDays })}
        >
          {medianDays === null ? '–' : <bdi>{t('insights.days', { days: Math.round(medianDays) })}</bdi>}
        </FigureCell>
      )}
      {(goesOn !== null || conversionPercent !== null) && (
        <FigureCell
          name={t('processes.figure.goes-on')}
          target={
            conversionPercent !== null &&
            t('processes.figure.target-share', { share: percent(conversionPercent / 100) })
          }
        >
          {goesOn === null ? '–' : <bdi>{percent(goesOn)}</bdi>}
        </FigureCell>
      )}
    </dl>
  )
}

interface FigureCellProps {
  readonly name: string
  readonly target?: string | false
  readonly children: ReactNode
}

function FigureCell({ name, target, children }: FigureCellProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-11 text-ink-2">{name}</dt>
      <dd className="font-semibold">
        {children}
        {target && <span className="block text-11 font-normal text-ink-2">{target}</span>}
      </dd>
    </div>
  )
}
