import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { dropNextStep, finishNextStep, planNextStep } from '../../contract/deals.ts'
import type { BoardCard } from '../../contract/board.ts'
import type { Deal } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { useCommands } from '../shell/commands.ts'
import type { Command } from '../shell/commands.ts'
import { Button, DateField, Form, IconButton, TextField, cx, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useDealSaved } from './deal-query.ts'
import { UrgencyLine } from './urgency.tsx'

interface NextStepSectionProps {
  readonly deal: Deal
  readonly mayWork: boolean
}

/** What happens next. A deal without it is at fault, and looks so. */
export function NextStepSection({ deal, mayWork }: NextStepSectionProps) {
  const { t } = useWords()
  const today = useToday()
  const [isPlanning, setIsPlanning] = useState(false)
  const urgency = urgencyOf(deal.nextStep?.on, today)
  const plan: Command = {
    id: 'plan',
    icon: IconCalendarPlus,
    label: (words) => words('search.plan'),
    run: () => setIsPlanning(true),
  }
  useCommands(mayWork ? [plan] : [])
  return (
    <section aria-label={t('deals.next.title')} className={cx('rounded-3 border p-3', frames[urgency])}>
      <h2 className="text-12 font-medium text-ink-2">{t('deals.next.title')}</h2>
      {isPlanning ? (
        <PlanForm deal={deal} today={today} onClose={() => setIsPlanning(false)} />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <div className="min-w-40 flex-1">
            {deal.nextStep && <bdi className="text-15 font-medium wrap-anywhere">{deal.nextStep.text}</bdi>}
            <UrgencyLine urgency={urgency} nextStep={deal.nextStep && { ...deal.nextStep, text: '' }} today={today} />
          </div>
          {mayWork && <StepButtons deal={deal} onPlan={() => setIsPlanning(true)} />}
        </div>
      )}
    </section>
  )
}

function StepButtons({ deal, onPlan }: { deal: Deal; onPlan: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const params = { id: deal.id }
  const finish = useMutation({
    mutationFn: () => call(finishNextStep, { params, body: {} }),
    onSuccess: (next) => {
      saved(next)
      // Done, and now? The question that keeps a deal alive.
      onPlan()
    },
    onError,
  })
  const drop = useMutation({ mutationFn: () => call(dropNextStep, { params }), onSuccess: saved, onError })
  if (!deal.nextStep) {
    return (
      <Button variant="primary" icon={IconPlus} onPress={onPlan}>
        {t('deals.next.plan')}
      </Button>
    )
  }
  return (
    <span className="flex items-center gap-1">
      <Button icon={IconCheck} isPending={finish.isPending} onPress={() => finish.mutate()}>
        {t('deals.next.done')}
      </Button>
      <IconButton icon={IconPencil} label={t('deals.next.change')} onPress={onPlan} />
      <IconButton icon={IconX} label={t('deals.next.drop')} isPending={drop.isPending} onPress={() => drop.mutate()} />
    </span>
  )
}

function PlanForm({ deal, today, onClose }: { deal: Deal; today: string; onClose: () => void }) {
  const { t } = useWords()
  const saved = useDealSaved()
  const [text, setText] = useState(deal.nextStep?.text ?? '')
  const [on, setOn] = useState<string | null>(deal.nextStep?.on ?? today)
  const plan = useMutation({
    mutationFn: (day: string) => call(planNextStep, { params: { id: deal.id }, body: { text: text.trim(), on: day } }),
    onSuccess: (next) => {
      saved(next)
      onClose()
    },
  })
  return (
    <Form
      label={t('deals.next.plan')}
      onSubmit={() => on && text.trim() && plan.mutate(on)}
      problem={plan.error}
      className="mt-2 gap-3!"
      actions={
        <>
          <Button onPress={onClose}>{t('deals.cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={!text.trim() || !on} isPending={plan.isPending}>
            {t('deals.next.plan')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px]">
        <TextField label={t('deals.next.text')} name="text" value={text} onChange={setText} maxLength={200} autoFocus />
        <DateField label={t('deals.next.on')} name="on" value={on} onChange={setOn} />
      </div>
    </Form>
  )
}

/** As the board says it of its cards; a deal by itself comes without. */
function urgencyOf(on: string | undefined, today: string): BoardCard['urgency'] {
  if (on === undefined) return 'nothing_planned'
  if (on < today) return 'overdue'
  return on === today ? 'today' : 'later'
}

const frames = {
  overdue: 'border-transparent bg-bad-soft',
  today: 'border-transparent bg-ok-soft',
  nothing_planned: 'border-transparent bg-warn-soft',
  later: 'border-line bg-surface',
} satisfies Record<BoardCard['urgency'], string>
