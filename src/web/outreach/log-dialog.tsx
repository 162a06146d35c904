import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { type approaches, touchOutcomes } from '../../contract/facts.ts'
import type { TouchOutcome } from '../../contract/facts.ts'
import { logTouch, withdrawTouch } from '../../contract/outreach.ts'
import type { channels } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { Button, Dialog, Form, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { NextStepFields } from './next-step-fields.tsx'
import { proposeStep, weekendOf } from './proposal.ts'
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
  const { next, change, propose } = useNext(subject, usual.outcome)
  const log = useLogging(subject, said, next, onClose)
  const pick = (outcome: TouchOutcome) => {
    setSaid({ ...said, outcome })
    propose(outcome)
  }
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
          {subject.kind === 'deal' && subject.deal.outcome === 'open' && (
            <NextStepFields deal={subject.deal} next={next} onChange={change} />
          )}
        </Form>
      </div>
    </Dialog>
  )
}

/** What comes next: proposed by what came of the touch until somebody says otherwise. */
function useNext(subject: Subject, first: TouchOutcome) {
  const { t, locale } = useWords()
  const today = useToday()
  const step = subject.kind === 'deal' ? subject.deal.nextStep : null
  const isOpen = subject.kind === 'deal' && subject.deal.outcome === 'open'
  const proposed = (outcome: TouchOutcome) => {
    const proposal = isOpen ? proposeStep(outcome, today, weekendOf(locale)) : null
    return {
      isPlanned: proposal !== null,
      text: proposal ? t(`outreach.step.${proposal.step}`) : '',
      on: proposal?.on ?? today,
    }
  }
  const [next, setNext] = useState<Next>(() => ({ isDone: step !== null && step.on <= today, ...proposed(first) }))
  const [isOwn, setOwn] = useState(false)
  return {
    next,
    change: (changes: Partial<Next>) => {
      setOwn(true)
      setNext({ ...next, ...changes })
    },
    propose: (outcome: TouchOutcome) => !isOwn && setNext({ ...next, ...proposed(outcome) }),
  }
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
