import type { ReactNode } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { Criterion, StageDraft, Touchpoint } from '../../contract/process.ts'
import { stageColour } from '../charts/index.ts'
import { Badge, useFormats, useWords } from '../ui/index.ts'

/** A titled part of what a stage says. */
export function Part({ title, mark, children }: { title: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h4 className="mb-1 flex flex-wrap items-center gap-x-2 text-12 font-medium text-ink-2">
        {title}
        {mark}
      </h4>
      {children}
    </section>
  )
}

interface StageHeadProps {
  readonly stage: Pick<StageDraft, 'name' | 'phases'>
  readonly index: number
  readonly hue: number
  /** A mark behind the name. */
  readonly children?: ReactNode
}

/** Which stage it is: its number in the colour it has on the wheel, its name and phases. */
export function StageHead({ stage, index, hue, children }: StageHeadProps) {
  const { number } = useFormats()
  return (
    <header className="flex items-start gap-3">
      <span
        aria-hidden
        className="grid size-7 shrink-0 place-items-center rounded-full border-2 text-12 font-semibold"
        style={{ borderColor: stageColour(hue) }}
      >
        {number(index + 1)}
      </span>
      <div className="min-w-0">
        <h3 className="flex items-center gap-1.5 text-15 font-semibold">
          <bdi>{stage.name}</bdi>
          {children}
        </h3>
        <PhaseWords stage={stage} />
      </div>
    </header>
  )
}

/** The phases that a stage covers, unless its name says it already. */
export function PhaseWords({ stage: { name, phases } }: { stage: Pick<StageDraft, 'name' | 'phases'> }) {
  const { t } = useWords()
  const words = phases.map((phase) => t(`codes.phase.${phase}`))
  return words.includes(name) ? null : <p className="text-12 text-ink-2">{words.join(' · ')}</p>
}

/** What must hold before a deal goes in or on. */
export function GateParts({
  stage: { gate, entryCriteria, exitCriteria },
}: {
  stage: Pick<StageDraft, 'gate' | 'entryCriteria' | 'exitCriteria'>
}) {
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
            <span dir="auto" className="min-w-0 break-words">
              <CriterionWords criterion={criterion} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  ))
}

export function CriterionWords({ criterion: { kind, text } }: { criterion: Pick<Criterion, 'kind' | 'text'> }) {
  const { t } = useWords()
  return text ?? t(`codes.criterion.${kind}`)
}

/** How one means to get in touch: channel, who begins, how often, and who of us does it. */
export function TouchpointParts({ touchpoints }: Pick<StageDraft, 'touchpoints'>) {
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

export function TouchpointWords({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useWords()
  const { channel, direction, by, count, spacingDays } = touchpoint
  const words = t('processes.touchpoint', {
    channel: t(`codes.channel.${channel}`),
    direction,
    count,
    days: spacingDays,
  })
  return by === null ? words : t('processes.touchpoint.by', { touchpoint: words, who: t(`codes.hand.${by}`) })
}

/** What a company means to reach in a stage, in words; nothing where it has named no target. */
export function useTargetWords(): (targets: StageDraft['targets']) => string[] {
  const { t } = useWords()
  const { percent } = useFormats()
  return ({ durationDays, conversionPercent, deals }) => [
    ...(durationDays === null ? [] : [t('processes.target-words.days', { days: durationDays })]),
    ...(conversionPercent === null
      ? []
      : [t('processes.target-words.share', { share: percent(conversionPercent / 100) })]),
    ...(deals === null ? [] : [t('processes.target-words.deals', { deals })]),
  ]
}
