import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { askToClose } from '../../contract/closing.ts'
import { startNurture } from '../../contract/nurture.ts'
import { disqualifyDeal, loseDeal, postponeDeal, reverseWin, winDeal } from '../../contract/moves.ts'
import type { Deal, DealItem } from '../../contract/deals.ts'
import { lostReasons, reversalReasons, saidDisqualifyReasons, signals } from '../../contract/facts.ts'
import type { Signal } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { CompetitorField } from '../closing/competitor-field.tsx'
import { type Asking, TechniqueFields, named, nothingAsked } from '../closing/technique-fields.tsx'
import { TrackField } from '../nurture/track-field.tsx'
import { useToday } from '../people/use-today.ts'
import { Button, DateField, Dialog, Form, MoneyField, SelectField, TextField, useWords } from '../ui/index.ts'
import { ComeBackField } from './come-back-field.tsx'
import type { Ending } from './endings.ts'

interface OutcomeDialogProps {
  readonly deal: DealItem
  readonly ending: Ending
  readonly signal?: Signal | undefined
  readonly carryOut: (
    deal: DealItem,
    send: () => Promise<{ deal: Deal; factId: string }>,
    text: string,
  ) => Promise<void>
  readonly onClose: () => void
}

/** Asks the little that an end must know; all but a day to come back on, and why a deal is none, may stay unsaid. */
export function OutcomeDialog({ deal, ending, signal = unsaid.signal, carryOut, onClose }: OutcomeDialogProps) {
  const { t } = useWords()
  const [answers, setAnswers] = useState<Answers>({ ...unsaid, signal, amountMinor: deal.amountMinor })
  const change = (changes: Partial<Answers>) => setAnswers((known) => ({ ...known, ...changes }))
  const finish = useMutation({
    mutationFn: () =>
      carryOut(deal, () => senders[ending](deal, answers), t(`deals.toast.${ending}`, { deal: deal.name })),
    onSuccess: onClose,
  })
  const isReady =
    (ending !== 'postpone' || answers.comeBackOn !== null) &&
    (ending !== 'disqualify' || answers.disqualifyReason !== null)
  return (
    <Dialog title={t(`deals.end.${ending}.title`)} isOpen onClose={onClose} size="small">
      <p className="-mt-2 mb-4 truncate text-ink-2">
        <bdi>{deal.name}</bdi>
      </p>
      <Form
        label={t(`deals.end.${ending}.title`)}
        onSubmit={() => isReady && finish.mutate()}
        problem={finish.error}
        actions={
          <>
            <Button onPress={onClose}>{t('deals.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!isReady} isPending={finish.isPending}>
              {t(`deals.end.${ending}.submit`)}
            </Button>
          </>
        }
      >
        <Questions deal={deal} ending={ending} answers={answers} onChange={change} />
        <TextField
          label={t('deals.end.note')}
          name="note"
          value={answers.note}
          onChange={(note) => change({ note })}
          rows={2}
          maxLength={2000}
        />
      </Form>
    </Dialog>
  )
}

interface Answers {
  readonly signal: Signal
  readonly lostReason: (typeof lostReasons)[number]
  /** Null until it is said. */
  readonly disqualifyReason: (typeof saidDisqualifyReasons)[number] | null
  readonly reversalReason: (typeof reversalReasons)[number]
  readonly amountMinor: number | null
  readonly comeBackOn: string | null
  readonly note: string
  /** How the order was asked for. */
  readonly asking: Asking
  readonly competitorId: string | null
  /** The track on which the customer is kept in touch with. */
  readonly trackId: string | null
}

/** What is true unless somebody says otherwise. */
const unsaid = {
  signal: 'not_stated',
  lostReason: 'not_stated',
  disqualifyReason: null,
  reversalReason: 'cancelled_by_customer',
  comeBackOn: null,
  note: '',
  asking: nothingAsked,
  competitorId: null,
  trackId: null,
} as const satisfies Partial<Answers>

interface QuestionsProps extends Pick<OutcomeDialogProps, 'deal' | 'ending'> {
  readonly answers: Answers
  readonly onChange: (changes: Partial<Answers>) => void
}

function Questions(props: QuestionsProps) {
  const { ending, answers, onChange } = props
  const today = useToday()
  switch (ending) {
    case 'win':
      return <WinQuestions {...props} />
    case 'lose':
      return <LossQuestions {...props} today={today} />
    case 'postpone':
      return (
        <>
          <ComeBackField today={today} value={answers.comeBackOn} onChange={(comeBackOn) => onChange({ comeBackOn })} />
          <TrackField value={answers.trackId} onChange={(trackId) => onChange({ trackId })} />
        </>
      )
    case 'disqualify':
      return (
        <ReasonField
          about="disqualify_reason"
          codes={saidDisqualifyReasons}
          value={answers.disqualifyReason}
          onChange={(disqualifyReason) => onChange({ disqualifyReason })}
        />
      )
    case 'reverse':
      return (
        <ReasonField
          about="reversal_reason"
          codes={reversalReasons}
          value={answers.reversalReason}
          onChange={(reversalReason) => onChange({ reversalReason })}
        />
      )
  }
}

function WinQuestions({ deal, answers, onChange }: QuestionsProps) {
  const { t } = useWords()
  return (
    <>
      <SelectField
        label={t('deals.end.signal')}
        name="signal"
        options={signals.map((id) => ({ id, label: t(`codes.signal.${id}`) }))}
        value={answers.signal}
        onChange={(signal) => onChange({ signal })}
      />
      <TechniqueFields dealId={deal.id} value={answers.asking} onChange={(asking) => onChange({ asking })} isOptional />
      <MoneyField
        label={t('deals.field.amount')}
        name="amountMinor"
        currency={deal.currency}
        value={answers.amountMinor}
        onChange={(amountMinor) => onChange({ amountMinor })}
      />
    </>
  )
}

function LossQuestions({ answers, onChange, today }: QuestionsProps & { today: string }) {
  const { t } = useWords()
  return (
    <>
      <ReasonField
        about="lost_reason"
        codes={lostReasons}
        value={answers.lostReason}
        onChange={(lostReason) => onChange({ lostReason })}
      />
      <CompetitorField value={answers.competitorId} onChange={(competitorId) => onChange({ competitorId })} />
      <DateField
        label={t('deals.end.come-back')}
        description={t('deals.end.come-back.optional')}
        name="comeBackOn"
        value={answers.comeBackOn}
        onChange={(comeBackOn) => onChange({ comeBackOn })}
        minValue={today}
      />
      <TrackField value={answers.trackId} onChange={(trackId) => onChange({ trackId })} />
    </>
  )
}

interface ReasonFieldProps<Reason extends string> {
  readonly about: string
  readonly codes: readonly Reason[]
  readonly value: Reason | null
  readonly onChange: (reason: Reason) => void
}

function ReasonField<Reason extends string>({ about, codes, value, onChange }: ReasonFieldProps<Reason>) {
  const { t } = useWords()
  const options = codes.map((id) => ({ id, label: t(`codes.${about}.${id}`) }))
  return <SelectField label={t('deals.end.reason')} name="reason" options={options} value={value} onChange={onChange} />
}

const senders = {
  win: async (deal: DealItem, { signal, amountMinor, asking, ...answers }: Answers) => {
    const amount = amountMinor === null ? {} : { amountMinor }
    const body = { ...begun(deal).body, ...said(answers), signal, ...amount }
    if (asking.technique === 'not_stated') return call(winDeal, { ...begun(deal), body })
    const asked = await call(askToClose, { ...begun(deal), body: { ...body, ...named(asking), answer: 'yes' } })
    return { deal: asked.deal, factId: asked.factId ?? '' }
  },
  lose: (deal: DealItem, { lostReason, comeBackOn, competitorId, ...answers }: Answers) =>
    kept(
      call(loseDeal, {
        ...begun(deal),
        body: { ...begun(deal).body, ...said(answers), reason: lostReason, comeBackOn, competitorId },
      }),
      answers,
    ),
  postpone: (deal: DealItem, { comeBackOn, ...answers }: Answers) =>
    kept(
      call(postponeDeal, {
        ...begun(deal),
        body: { ...begun(deal).body, ...said(answers), comeBackOn: comeBackOn ?? '' },
      }),
      answers,
    ),
  disqualify: (deal: DealItem, { disqualifyReason, ...answers }: Answers) =>
    call(disqualifyDeal, {
      ...begun(deal),
      body: { ...begun(deal).body, ...said(answers), reason: disqualifyReason ?? 'other' },
    }),
  reverse: (deal: DealItem, { reversalReason, ...answers }: Answers) =>
    call(reverseWin, { params: { id: deal.id }, body: { ...said(answers), reason: reversalReason } }),
} satisfies Record<Ending, (deal: DealItem, answers: Answers) => Promise<Ended>>

type Ended = { deal: Deal; factId: string }

/** Puts the deal onto a track once it has ended. */
async function kept(ending: Promise<Ended>, { trackId }: Pick<Answers, 'trackId'>): Promise<Ended> {
  const ended = await ending
  if (trackId !== null) await call(startNurture, { params: { id: ended.deal.id }, body: { trackId } })
  return ended
}

/** Where the person saw the deal: two people cannot both end it. */
function begun(deal: DealItem) {
  return { params: { id: deal.id }, body: { fromStage: deal.stage.id } }
}

function said({ note }: Pick<Answers, 'note'>): { note?: string } {
  return note.trim() ? { note: note.trim() } : {}
}
