import { useMutation } from '@tanstack/react-query'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs'
import { confirmCriterion } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import type { Criterion, Stage } from '../../contract/process.ts'
import { call } from '../api.ts'
import { Badge, Checkbox, toast, useProblemWords, useWords } from '../ui/index.ts'
import { isMet } from './criterion-state.ts'
import { useDealSaved } from './deal-query.ts'
import { Section } from './section.tsx'

interface GateSectionProps {
  readonly deal: Deal
  readonly stages: readonly Stage[]
  readonly mayWork: boolean
}

/** What this stage asks for before the deal leaves it, and the next one before it enters. */
export function GateSection({ deal, stages, mayWork }: GateSectionProps) {
  const { t } = useWords()
  const at = stages.findIndex(({ id }) => id === deal.stage.id)
  const here = stages[at]
  const next = stages[at + 1]
  const lists = [
    ...(here && here.exitCriteria.length > 0 ? [{ stage: here, criteria: here.exitCriteria, side: 'leave' }] : []),
    ...(next && next.entryCriteria.length > 0 ? [{ stage: next, criteria: next.entryCriteria, side: 'enter' }] : []),
  ]
  if (lists.length === 0) return null
  return (
    <Section title={t('deals.gates.title')}>
      {lists.map(({ stage, criteria, side }) => (
        <div key={side} className="flex flex-col gap-1">
          <h3 className="flex items-center gap-2 text-12 text-ink-3">
            <span className="min-w-0 truncate">{t('deals.gates.of', { side, stage: stage.name })}</span>
            <Badge tone={stage.gate === 'enforce' ? 'warn' : 'plain'}>{t(`codes.gate.${stage.gate}`)}</Badge>
          </h3>
          <ul className="flex flex-col gap-1">
            {criteria.map((criterion) => (
              <li key={criterion.key}>
                <CriterionLine deal={deal} stage={stage} criterion={criterion} mayWork={mayWork} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

interface CriterionLineProps {
  readonly deal: Deal
  readonly stage: Stage
  readonly criterion: Criterion
  readonly mayWork: boolean
}

function CriterionLine({ deal, stage, criterion, mayWork }: CriterionLineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const confirm = useMutation({
    mutationFn: (met: boolean) =>
      call(confirmCriterion, {
        params: { id: deal.id },
        body: { stage: stage.key, criterion: criterion.key, met },
      }),
    onSuccess: saved,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const met = isMet(criterion, stage.key, deal)
  if (criterion.kind === 'statement' && mayWork) {
    return (
      <Checkbox
        isSelected={confirm.isPending ? confirm.variables : met}
        isDisabled={confirm.isPending}
        onChange={(wanted) => confirm.mutate(wanted)}
      >
        {criterion.text}
      </Checkbox>
    )
  }
  const Glyph = met ? IconCircleCheck : IconCircleDashed
  return (
    <span className="flex min-h-6 items-start gap-2">
      <Glyph size={16} stroke={1.75} className={`mt-0.5 shrink-0 ${met ? 'text-ok' : 'text-ink-3'}`} />
      <span className={met ? '' : 'text-ink-2'}>
        {criterion.text ?? t(`codes.criterion.${criterion.kind}`)}
        <span className="sr-only"> {t('deals.gates.state', { met: String(met) })}</span>
      </span>
    </span>
  )
}
