import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { type approaches, touchOutcomes } from '../../contract/facts.ts'
import type { TouchOutcome } from '../../contract/facts.ts'
import { listTouches, logTouch, withdrawTouch } from '../../contract/outreach.ts'
import type { channels } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { Button, Dialog, Form, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useDaysOff } from './days-off.ts'
import { NextStepFields } from './next-step-fields.tsx'
import { proposeStep } from './proposal.ts'
import type { Subject } from './subject.ts'
import { HowFields, OutcomeChoice } from './touch-fields.tsx'

export interface Said {
  readonly channel: (typeof channels)[number]
  readonly direction: 'outbound' | 'inbound'
  readonly outcome: TouchOutcome
  readonly approach: (typeof approaches)[number] | null
  readonly minutes: number | null
  readonly words: string
}

export interface Next {
  readonly isDone: boolean
  readonly isPlanned: boolean
  readonly text: string
  readonly on: string | null
}

const usual: Said = {
  channel: 'phone',
  direction: 'outbound',
  outcome: 'reached',
  approach: null,
  minutes: null,
  words: '',
}

interface LogDialogProps {
  readonly subject: Subject
  readonly onClose: () => void
}

/** Logs a touch in three keys: L, a number for what came of it, Enter. What comes next is proposed. */
export function LogDialog({ subject, onClose }: LogDialogProps) {
  const { t } = useWords()
  const [said, setSaid] = useState(usual)
  const { next, change } = useNext(subject, said.outcome)
  const log = useLogging(subject, said, next, onClose)
  const pick = (outcome: TouchOutcome) => setSaid({ ...said, outcome })
  const pickByNumber = (event: KeyboardEvent) => {
    const outcome = touchOutcomes[Number(event.key) - 1]
    const isTyping = event.target instanceof HTMLElement && event.target.closest('input:not([type=radio]), textarea')
    if (!outcome || isTyping || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    pick(outcome)
  }
  return (
    <Dialog title={t('outreach.log')} isOpen onClose={onClose}>
      <p className="-mt-2 mb-4 truncate text-ink-2">
        <bdi>{subject.kind === 'deal' ? subject.deal.name : subject.name}</bdi>
      </p>
      {/* The numbers are a way beside the radio buttons, which have their own keys. */}
      <div role="presentation" onKeyDown={pickByNumber}>
        <Form
          label={t('outreach.log')}
          onSubmit={() => log.mutate()}
          problem={log.error}
          actions={
            <>
              <Button onPress={onClose}>{t('deals.cancel')}</Button>
              <Button type="submit" variant="primary" isPending={log.isPending}>
                {t('outreach.submit')}
              </Button>
            </>
          }
        >
          <OutcomeChoice value={said.outcome} onChange={pick} />
          <HowFields said={said} onChange={(changes) => setSaid({ ...said, ...changes })} />
          <TextField
            label={t('outreach.words')}
            name="words"
            value={said.words}
            onChange={(words) => setSaid({ ...said, words })}
            rows={2}
            maxLength={4000}
          />
          {subject.kind === 'deal' && said.outcome === 'refused' && <Refusals dealId={subject.deal.id} />}
          {subject.kind === 'deal' && subject.deal.outcome === 'open' && (
            <NextStepFields deal={subject.deal} next={next} onChange={change} />
          )}
        </Form>
      </div>
    </Dialog>
  )
}

/** How often this buyer has said no before: few sales come at the first asking. */
function Refusals({ dealId }: { dealId: string }) {
  const { t } = useWords()
  const before = useQuery({
    queryKey: ['touches', 'refused', dealId],
    queryFn: () => call(listTouches, { query: { deal: dealId, outcome: 'refused', limit: mostRefusals } }),
  }).data
  if (!before) return null
  return <p className="text-12 text-ink-2">{t('outreach.refusals', { count: before.items.length + 1 })}</p>
}

const mostRefusals = 50

/** What comes next: proposed by what came of the touch until somebody says otherwise. */
function useNext(subject: Subject, outcome: TouchOutcome) {
  const { t } = useWords()
  const today = useToday()
  const isOff = useDaysOff({ [subject.kind]: subject.kind === 'deal' ? subject.deal.id : subject.id })
  const [own, setOwn] = useState<Next | null>(null)
  const step = subject.kind === 'deal' ? subject.deal.nextStep : null
  const isPlanned = subject.kind === 'deal' && subject.deal.outcome === 'open'
  const proposal = proposeStep(outcome, today, isOff)
  const proposed: Next = {
    isDone: step !== null && step.on <= today,
    isPlanned,
    text: isPlanned ? t(`outreach.step.${proposal.step}`) : '',
    on: proposal.on,
  }
  const next = own ?? proposed
  return { next, change: (changes: Partial<Next>) => setOwn({ ...next, ...changes }) }
}

function useLogging(subject: Subject, said: Said, next: Next, onClose: () => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  // The timeline, the board and whatever else shows the deal or the customer.
  const readAnew = () => queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
  const withdraw = (id: string) =>
    call(withdrawTouch, { params: { id } })
      .then(readAnew)
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  return useMutation({
    mutationFn: () => call(logTouch, { body: { ...said, words: said.words.trim() || null, ...about(subject, next) } }),
    onSuccess: ({ id }) => {
      onClose()
      void readAnew()
      toast({ text: t('outreach.logged'), onUndo: () => void withdraw(id) })
    },
  })
}

function about(subject: Subject, { isDone, isPlanned, text, on }: Next) {
  if (subject.kind !== 'deal') {
    const { kind, id } = subject
    return kind === 'person' ? { personIds: [id] } : kind === 'company' ? { companyId: id } : { householdId: id }
  }
  const isOpen = subject.deal.outcome === 'open'
  const nextStep = isOpen && isPlanned && text.trim() && on ? { nextStep: { text: text.trim(), on } } : {}
  return { dealId: subject.deal.id, ...(isOpen && isDone ? { finishesNextStep: true } : {}), ...nextStep }
}
