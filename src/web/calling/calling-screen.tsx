import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import IconPhoneCheck from '@tabler/icons-react/dist/esm/icons/IconPhoneCheck.mjs'
import type { CallOutcome, CallSheet } from '../../contract/calling.ts'
import { showList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { CustomerBeside } from '../deals/customer-beside.tsx'
import { DealActs } from '../deals/deal-acts.tsx'
import { useLook } from '../deals/use-look.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { EmptyState, ErrorState, Loading, buttonClass, useFormats, useShortcut, useWords } from '../ui/index.ts'
import { CallDesk } from './call-desk.tsx'
import { CallBackDialog, NextStepDialog, RefusedDialog } from './call-dialogs.tsx'
import { CallSide } from './call-side.tsx'
import { type Said, useCalls } from './use-calls.ts'
import { useTimer } from './use-timer.ts'

/** A list worked by telephone: one prospect at a time, the best first, a key for what became of each call. */
export function CallingScreen() {
  const { t } = useWords()
  const { listId = '' } = useParams({ strict: false })
  const list = useQuery({ queryKey: ['lists', listId], queryFn: () => call(showList, { params: { id: listId } }) })
  const calls = useCalls(listId)
  const { next } = calls
  const sheet = next.data?.call
  useShortcut({ keys: 'Z', label: t('ui.undo'), run: calls.undo })
  return (
    <DealActs>
      <Page
        title={t('calling.title', { list: list.data?.name ?? '' })}
        filters={next.data && <Today today={next.data.today} waiting={list.data?.waiting ?? 0} />}
      >
        {next.isPending && <Loading />}
        {next.isError && <ErrorState error={next.error} onRetry={() => void next.refetch()} />}
        {next.data && !sheet && <NobodyLeft listId={listId} nextAt={next.data.nextAt} />}
        {sheet && <OnTheLine key={`${calls.round} ${sheet.prospect.id}`} sheet={sheet} calls={calls} />}
      </Page>
      <CustomerBeside />
    </DealActs>
  )
}

function Today({ today, waiting }: { today: { calls: number; reached: number }; waiting: number }) {
  const { t } = useWords()
  return (
    <span role="status" className="text-12 text-ink-2">
      {t('calling.today', { calls: today.calls, reached: today.reached })}
      {' · '}
      {t(waiting >= 1_000 ? 'calling.waiting.more' : 'calling.waiting', { count: waiting })}
    </span>
  )
}

function NobodyLeft({ listId, nextAt }: { listId: string; nextAt: string | null }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const address = useAddress()
  return (
    <EmptyState
      picture={<IconPhoneCheck size={56} stroke={1.25} className="text-ink-3" aria-hidden />}
      action={
        <Link to={address('prospects')} search={{ list: listId }} className={buttonClass('primary')}>
          {t('calling.to-list')}
        </Link>
      }
    >
      {nextAt ? t('calling.later', { at: instant(nextAt) }) : t('calling.done')}
    </EmptyState>
  )
}

interface OnTheLineProps {
  readonly sheet: CallSheet
  readonly calls: ReturnType<typeof useCalls>
}

type Asking = 'reached' | 'call_back' | 'refused' | null

function OnTheLine({ sheet, calls }: OnTheLineProps) {
  const [, look] = useLook()
  const [words, setWords] = useState('')
  const [dialled, setDialled] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const timer = useTimer()
  const { log, skip } = calls
  const { customer } = sheet.prospect
  const person = sheet.phones.find(({ number }) => number === dialled)?.whose?.id
  const send = (said: Said) => {
    setAsking(null)
    if (log.isPending) return
    const minutes = timer.minutes()
    log.mutate({
      ...said,
      words: words.trim() || null,
      ...(dialled ? { number: dialled } : {}),
      ...(person ? { personId: person } : {}),
      ...(minutes === null ? {} : { minutes }),
    })
  }
  const choose = (outcome: CallOutcome) => {
    if (outcome === 'reached' || outcome === 'call_back' || outcome === 'refused') setAsking(outcome)
    else send({ outcome })
  }
  return (
    <div className="mx-auto grid max-w-310 items-start gap-5 wide:grid-cols-[minmax(0,1fr)_400px]">
      <CallDesk
        sheet={sheet}
        words={words}
        onWords={setWords}
        dialled={dialled}
        onDial={(number) => {
          setDialled(number)
          timer.start()
        }}
        seconds={timer.seconds}
        isBusy={log.isPending || calls.next.isFetching}
        onChoose={choose}
        onSkip={skip}
        onOpen={() => customer && look({ customer: `${customer.kind}.${customer.id}` })}
      />
      <CallSide sheet={sheet} />
      <Asked asking={asking} name={sheet.prospect.name} onClose={() => setAsking(null)} onAnswer={send} />
    </div>
  )
}

interface AskedProps {
  readonly asking: Asking
  readonly name: string
  readonly onClose: () => void
  readonly onAnswer: (said: Said) => void
}

/** What must be known beside the outcome: what comes next, when to call, why not. */
function Asked({ asking, name, onClose, onAnswer }: AskedProps) {
  switch (asking) {
    case 'reached':
      return (
        <NextStepDialog
          name={name}
          onClose={onClose}
          onAnswer={(nextStep) => onAnswer({ outcome: 'reached', ...(nextStep ? { nextStep } : {}) })}
        />
      )
    case 'call_back':
      return (
        <CallBackDialog
          name={name}
          onClose={onClose}
          onAnswer={(callAt) => onAnswer({ outcome: 'call_back', callAt })}
        />
      )
    case 'refused':
      return (
        <RefusedDialog name={name} onClose={onClose} onAnswer={(reason) => onAnswer({ outcome: 'refused', reason })} />
      )
    case null:
      return null
  }
}
