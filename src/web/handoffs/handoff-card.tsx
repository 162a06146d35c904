import { Link } from '@tanstack/react-router'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { declineReasons } from '../../contract/facts.ts'
import { acceptHandoff, checkHandoff, declineHandoff, withdrawHandoff } from '../../contract/handoffs.ts'
import type { Handoff } from '../../contract/handoffs.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useAddress } from '../shell/places.ts'
import {
  Badge,
  Button,
  Checkbox,
  SelectField,
  TextField,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useHandoffsRead } from './handoffs-query.ts'
import { Introduction } from './introduction.tsx'

const tones = { offered: 'warn', accepted: 'ok', declined: 'bad', withdrawn: 'plain' } as const

interface HandoffCardProps {
  readonly handoff: Handoff
  /** On the deal itself its name is not said again. */
  readonly isOnDeal?: boolean
}

/** A handoff with all that goes with it: the checklist, what is still promised, how the customer is told, and the answer. */
export function HandoffCard({ handoff, isOnDeal = false }: HandoffCardProps) {
  const { t } = useWords()
  const address = useAddress()
  const { kind, deal, customer, from, to, state, note, introduction, promises, late } = handoff
  return (
    <article aria-label={t('handoffs.of', { deal: deal.name })} className="card flex flex-col gap-3 p-4">
      <header className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2">
          {!isOnDeal && (
            <Link to={address(`deals/${deal.id}`)} className="font-semibold hover:underline">
              <bdi>{deal.name}</bdi>
            </Link>
          )}
          {!isOnDeal && customer && <bdi className="text-ink-2">{customer}</bdi>}
          <Badge tone={tones[state]}>{t(`codes.handoff_state.${state}`)}</Badge>
          {late && <Badge tone="bad">{t('handoffs.late')}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <bdi>{kind.name}</bdi>
          <span>{t('handoffs.from-to', { from: from.name, to: to.name })}</span>
          <When handoff={handoff} />
        </p>
      </header>
      {note && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-line">
          {note}
        </p>
      )}
      {state === 'declined' && handoff.declineReason && (
        <p className="text-ink-2">
          {t(`codes.decline_reason.${handoff.declineReason}`)}
          {handoff.declineWords && <bdi className="ms-2">{handoff.declineWords}</bdi>}
        </p>
      )}
      <Points handoff={handoff} />
      {promises.length > 0 && <Promises promises={promises} />}
      {introduction && <Introduction text={introduction} language={handoff.introductionLanguage} />}
      <Answers handoff={handoff} />
    </article>
  )
}

function When({ handoff: { state, dueAt, decidedAt } }: HandoffCardProps) {
  const { t } = useWords()
  const { instant, relative } = useFormats()
  if (state === 'offered') {
    return (
      <span>
        {t('handoffs.due')} <bdi>{instant(dueAt)}</bdi>
      </span>
    )
  }
  return decidedAt === null ? null : <bdi>{relative(decidedAt)}</bdi>
}

function Points({ handoff }: HandoffCardProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useHandoffsRead()
  const check = useMutation({
    mutationFn: (body: { point: number; done: boolean }) => call(checkHandoff, { params: { id: handoff.id }, body }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (handoff.checklist.length === 0) return null
  const isFixed = handoff.state !== 'offered' || !(handoff.mayDecide || handoff.mayWithdraw)
  return (
    <div role="group" aria-label={t('handoffs.checklist')} className="flex flex-col gap-1">
      {handoff.checklist.map(({ text, done }, point) => (
        <Checkbox
          key={text}
          isSelected={done}
          isDisabled={isFixed || check.isPending}
          onChange={(isDone) => check.mutate({ point, done: isDone })}
        >
          <bdi className="wrap-anywhere">{text}</bdi>
        </Checkbox>
      ))}
    </div>
  )
}

function Promises({ promises }: Pick<Handoff, 'promises'>) {
  const { t } = useWords()
  const { instant } = useFormats()
  return (
    <div>
      <p className="text-12 font-medium text-ink-2">{t('handoffs.promises')}</p>
      <ul className="list-disc ps-5">
        {promises.map(({ id, text, dueAt }) => (
          <li key={id}>
            <bdi className="wrap-anywhere">{text}</bdi>{' '}
            <span className="text-12 text-ink-2">
              <bdi>{instant(dueAt)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Answers({ handoff }: HandoffCardProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useHandoffsRead()
  const [isDeclining, setIsDeclining] = useState(false)
  const params = { id: handoff.id }
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const accept = useMutation({
    mutationFn: () => call(acceptHandoff, { params, body: {} }),
    onSuccess: () => toast({ text: t('handoffs.accepted', { deal: handoff.deal.name }) }),
    onSettled: readAnew,
    onError,
  })
  const withdraw = useMutation({ mutationFn: () => call(withdrawHandoff, { params }), onSettled: readAnew, onError })
  if (!handoff.mayDecide && !handoff.mayWithdraw) return null
  return (
    <div className="flex flex-wrap gap-2">
      {handoff.mayDecide && (
        <>
          <Button variant="primary" isPending={accept.isPending} onPress={() => accept.mutate()}>
            {t('handoffs.accept')}
          </Button>
          <Button onPress={() => setIsDeclining(true)}>{t('handoffs.decline')}</Button>
        </>
      )}
      {handoff.mayWithdraw && (
        <Button variant="quiet" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
          {t('handoffs.withdraw')}
        </Button>
      )}
      {isDeclining && <DeclineDialog id={handoff.id} onClose={() => setIsDeclining(false)} />}
    </div>
  )
}

function DeclineDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords()
  const readAnew = useHandoffsRead()
  const [reason, setReason] = useState<(typeof declineReasons)[number]>('missing_information')
  const [words, setWords] = useState('')
  const decline = useMutation({
    mutationFn: () =>
      call(declineHandoff, { params: { id }, body: { reason, ...(words.trim() ? { words: words.trim() } : {}) } }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('handoffs.decline')}
      size="small"
      onSubmit={() => decline.mutate()}
      problem={decline.error}
      isPending={decline.isPending}
      submit={t('handoffs.decline')}
      onClose={onClose}
    >
      <SelectField
        label={t('handoffs.decline.reason')}
        options={declineReasons.map((each) => ({ id: each, label: t(`codes.decline_reason.${each}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextField label={t('handoffs.decline.words')} value={words} onChange={setWords} rows={2} maxLength={2000} />
    </FormDialog>
  )
}
