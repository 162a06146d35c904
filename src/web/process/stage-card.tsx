import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { Criterion, Stage, Touchpoint } from '../../contract/process.ts'
import { stageColour } from '../charts/index.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, useFormats, useWords } from '../ui/index.ts'
import type { StageFigures } from './process-view.tsx'

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
  const { number } = useFormats()
  const phases = stage.phases.map((phase) => t(`codes.phase.${phase}`))
  return (
    <li
      id={`stage-${stage.key}`}
      className="card flex scroll-mt-16 flex-col gap-4 overflow-clip p-4 target:outline-2 target:outline-accent"
    >
      <header className="flex items-start gap-3">
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-full border-2 text-12 font-semibold"
          style={{ borderColor: stageColour(hue) }}
        >
          {number(index + 1)}
        </span>
        <div className="min-w-0">
          <h3 className="text-15 font-semibold">
            <bdi>{stage.name}</bdi>
          </h3>
          {!phases.includes(stage.name) && <p className="text-12 text-ink-2">{phases.join(' · ')}</p>}
        </div>
      </header>
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
      <Gate stage={stage} />
      <Touchpoints touchpoints={stage.touchpoints} />
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

function Part({ title, mark, children }: { title: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1 flex items-center gap-2 text-12 font-medium text-ink-2">
        {title}
        {mark}
      </h4>
      {children}
    </section>
  )
}

function Gate({ stage: { gate, entryCriteria, exitCriteria } }: { stage: Stage }) {
  const { t } = useWords()
  const lists = [
    { id: 'entryCriteria', criteria: entryCriteria },
    { id: 'exitCriteria', criteria: exitCriteria },
  ].filter(({ criteria }) => criteria.length > 0)
  return lists.map(({ id, criteria }, at) => (
    <Part
      key={id}
      title={t(`processes.field.${id}`)}
      mark={at === 0 && <Badge tone={gate === 'enforce' ? 'warn' : 'plain'}>{t(`codes.gate.${gate}`)}</Badge>}
    >
      <ul className="flex flex-col gap-0.5">
        {criteria.map((criterion) => (
          <li key={criterion.key} className="flex items-start gap-1.5">
            <IconCheck size={14} stroke={2} className="mt-0.75 shrink-0 text-ink-3" />
            <span dir="auto">
              <CriterionWords criterion={criterion} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  ))
}

function CriterionWords({ criterion: { kind, text } }: { criterion: Criterion }) {
  const { t } = useWords()
  return text ?? t(`codes.criterion.${kind}`)
}

function Touchpoints({ touchpoints }: Pick<Stage, 'touchpoints'>) {
  const { t } = useWords()
  if (touchpoints.length === 0) return null
  return (
    <Part title={t('processes.field.touchpoints')}>
      <ul className="flex flex-wrap gap-1.5">
        {touchpoints.map((touchpoint) => (
          <li key={JSON.stringify(touchpoint)} className="rounded-1 bg-sunken px-2 py-0.5 text-12">
            <TouchpointWords touchpoint={touchpoint} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function TouchpointWords({ touchpoint: { channel, direction, count, spacingDays } }: { touchpoint: Touchpoint }) {
  const { t } = useWords()
  return t('processes.touchpoint', { channel: t(`codes.channel.${channel}`), direction, count, days: spacingDays })
}

function Figures({ stage: { key, targets }, figures, processId }: Omit<StageCardProps, 'index' | 'hue'>) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const address = useAddress()
  const { open, medianDays, goesOn } = figures
  const { durationDays, conversionPercent } = targets
  return (
    <dl className="mt-auto grid grid-cols-3 gap-3 border-t border-line pt-3">
      <FigureCell name={t('processes.figure.open')}>
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
