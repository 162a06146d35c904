import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commentCommission, commentStates } from '../../contract/commission.ts'
import type { CommissionLine } from '../../contract/commission.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Badge,
  Button,
  Dialog,
  ErrorState,
  Form,
  Loading,
  Money,
  NumberField,
  SelectField,
  TextField,
  currencyDigits,
  useWords,
} from '../ui/index.ts'
import { useComments, useCommissionRead } from './queries.ts'

type State = (typeof commentStates)[number]
const tones = { open: 'warn', accepted: 'ok', declined: 'bad' } as const

interface CommentsDialogProps {
  readonly lineId: string
  readonly line: CommissionLine
  readonly currency: string
  readonly onClose: () => void
}

/** What is said about a line: who earns it disputes it, who runs commission decides. */
export function CommentsDialog({ lineId, line, currency, onClose }: CommentsDialogProps) {
  const { t } = useWords()
  const comments = useComments(lineId)
  return (
    <Dialog
      title={t('commission.comments.title', { deal: line.deal?.name ?? t(`commission.kind.${line.kind}`) })}
      isOpen
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">
          {t(`commission.kind.${line.kind}`)} · <Money value={{ minor: line.minor, currency }} />
        </p>
        {comments.isPending && <Loading />}
        {comments.isError && <ErrorState error={comments.error} onRetry={() => void comments.refetch()} />}
        {comments.data && comments.data.items.length > 0 && (
          <ol className="flex flex-col">
            {comments.data.items.map(({ id, author, text, state, minor, at }) => (
              <li key={id} className="border-b border-line py-2 last:border-b-0">
                <p className="flex flex-wrap items-center gap-2 text-12 text-ink-2">
                  <bdi className="font-medium text-ink">{author ?? t('commission.comments.key')}</bdi>
                  <Ago value={at} />
                  <Badge tone={tones[state]}>{t(`commission.dispute.${state}`)}</Badge>
                  {minor !== null && <Money value={{ minor, currency }} />}
                </p>
                <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                  {text}
                </p>
              </li>
            ))}
          </ol>
        )}
        <Say lineId={lineId} currency={currency} />
      </div>
    </Dialog>
  )
}

function Say({ lineId, currency }: { lineId: string; currency: string }) {
  const { t } = useWords()
  const mayRun = useRight('commission.manage')
  const readAnew = useCommissionRead()
  const scale = 10 ** currencyDigits(currency)
  const [text, setText] = useState('')
  const [state, setState] = useState<State>('open')
  const [amount, setAmount] = useState<number | null>(null)
  const say = useMutation({
    mutationFn: () => {
      const minor = state === 'accepted' && amount ? { minor: Math.round(amount * scale) } : {}
      return call(commentCommission, { params: { id: lineId }, body: { text: text.trim(), state, ...minor } })
    },
    onSuccess: () => {
      setText('')
      setAmount(null)
      readAnew()
    },
  })
  return (
    <Form
      label={t('commission.comments')}
      problem={say.error}
      onSubmit={() => text.trim() && say.mutate()}
      actions={
        <Button type="submit" variant="primary" isDisabled={!text.trim()} isPending={say.isPending}>
          {t('commission.comments.say')}
        </Button>
      }
    >
      <TextField
        label={t('commission.comments.text')}
        name="text"
        value={text}
        onChange={setText}
        rows={3}
        maxLength={2000}
      />
      {mayRun && <Decision currency={currency} state={state} amount={amount} onState={setState} onAmount={setAmount} />}
    </Form>
  )
}

interface DecisionProps {
  readonly currency: string
  readonly state: State
  readonly amount: number | null
  readonly onState: (state: State) => void
  readonly onAmount: (amount: number | null) => void
}

/** What whoever runs commission makes of it. */
function Decision({ currency, state, amount, onState, onAmount }: DecisionProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 tablet:grid-cols-2">
      <SelectField
        label={t('commission.comments.state')}
        options={commentStates.map((id) => ({ id, label: t(`commission.dispute.${id}`) }))}
        value={state}
        onChange={onState}
      />
      {state === 'accepted' && (
        <NumberField
          label={t('commission.comments.minor')}
          name="minor"
          value={amount}
          onChange={onAmount}
          formatOptions={{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }}
        />
      )}
    </div>
  )
}
