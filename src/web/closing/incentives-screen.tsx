import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { RefObject } from 'react'
import { type WaitingIncentive, decideIncentive, takeBackIncentiveDecision } from '../../contract/closing.ts'
import { call } from '../api.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Button,
  Day,
  EmptyState,
  ErrorState,
  Loading,
  Money,
  focusBeside,
  rowInFocus,
  toast,
  useFormats,
  useProblemWords,
  useShortcut,
  useWords,
} from '../ui/index.ts'
import { useClosingRead, waitingIncentivesQuery } from './closing-query.ts'

/** What sellers have asked for to win their deals, the oldest first; A and R decide about the one in focus. */
export function IncentivesScreen() {
  const { t } = useWords()
  const found = useQuery(waitingIncentivesQuery)
  return (
    <Page title={t('shell.place.incentives')}>
      <div className="mx-auto max-w-200">
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data?.items.length === 0 && <EmptyState>{t('closing.incentives.none')}</EmptyState>}
        {found.data && found.data.items.length > 0 && <Waiting items={found.data.items} />}
      </div>
    </Page>
  )
}

function Waiting({ items }: { items: readonly WaitingIncentive[] }) {
  const { t } = useWords()
  const list = useRef<HTMLUListElement>(null)
  const acts = useDecide()
  useKeys(list, items, acts)
  return (
    <ul ref={list} aria-label={t('closing.incentives')} className="card flex flex-col px-4 py-1">
      {items.map((item) => (
        <li
          key={item.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0"
        >
          <Asked item={item} />
          {acts.mayDecide && (
            <span className="flex gap-1">
              <Button shortcut="R" isPending={acts.isPending(item)} onPress={() => acts.decide(item, false)}>
                {t('closing.incentive.refuse')}
              </Button>
              <Button
                variant="primary"
                shortcut="A"
                isPending={acts.isPending(item)}
                onPress={() => acts.decide(item, true)}
              >
                {t('closing.incentive.approve')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Who asked for what and since when; what it costs beside what the deal is worth and leaves. */
function Asked({ item }: { item: WaitingIncentive }) {
  const { t } = useWords()
  const { money, percent } = useFormats()
  const address = useAddress()
  const { deal, name, kind, costMinor, currency, dealAmountMinor, marginMinor, offeredBy, offeredAt, expiresOn } = item
  const inDeal = (minor: number) => `\u2068${money({ minor, currency })}\u2069`
  return (
    <div className="flex min-w-60 flex-1 flex-col gap-0.5">
      <Link
        to={address(`deals/${deal.id}`)}
        data-row={item.id}
        className="self-start rounded-1 font-medium wrap-anywhere"
      >
        <bdi>{name}</bdi> <span className="font-normal text-ink-2">{t(`codes.incentive.${kind}`)}</span>
      </Link>
      <p className="flex flex-wrap gap-x-1.5 text-ink-2">
        <bdi className="wrap-anywhere">{deal.name}</bdi>
        {dealAmountMinor !== null && (
          <span>
            · <Money value={{ minor: dealAmountMinor, currency }} />
          </span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-3">
        <span>{t('closing.incentive.costs', { cost: inDeal(costMinor) })}</span>
        {dealAmountMinor !== null && dealAmountMinor > 0 && (
          <span className="text-ink-2">
            {t('closing.incentive.share', { share: percent(costMinor / dealAmountMinor) })}
          </span>
        )}
        {marginMinor !== null && (
          <span className={marginMinor < costMinor ? 'text-bad' : 'text-ink-2'}>
            {t('closing.incentive.leaves', { before: inDeal(marginMinor), after: inDeal(marginMinor - costMinor) })}
          </span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-1.5 text-12 text-ink-3">
        {offeredBy && <bdi>{offeredBy.name}</bdi>}
        <Ago value={offeredAt} />
        <span>
          · {t('closing.incentive.until')} <Day value={expiresOn} />
        </span>
      </p>
    </div>
  )
}

interface Deciding {
  readonly mayDecide: boolean
  readonly isPending: (item: WaitingIncentive) => boolean
  readonly decide: (item: WaitingIncentive, approved: boolean) => void
}

function useDecide(): Deciding {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const mayDecide = useRight('deals.assign')
  const onError = (error: Error) => toast({ text: say(error), tone: 'bad' })
  const undo = useMutation({
    mutationFn: (id: string) => call(takeBackIncentiveDecision, { params: { id }, body: {} }),
    onError,
    onSettled: readAnew,
  })
  const deciding = useMutation({
    mutationFn: ({ item: { id }, approved }: { item: WaitingIncentive; approved: boolean }) =>
      call(decideIncentive, { params: { id }, body: { approved } }),
    onSuccess: ({ id, name }, { approved }) =>
      toast({
        text: t(approved ? 'closing.incentive.approved' : 'closing.incentive.refused', { name: `\u2068${name}\u2069` }),
        onUndo: () => undo.mutate(id),
      }),
    onError,
    onSettled: readAnew,
  })
  return {
    mayDecide,
    isPending: ({ id }) => deciding.isPending && deciding.variables.item.id === id,
    decide: (item, approved) => deciding.mutate({ item, approved }),
  }
}

function useKeys(
  list: RefObject<HTMLUListElement | null>,
  items: readonly WaitingIncentive[],
  { mayDecide, decide }: Deciding,
): void {
  const { t } = useWords()
  /** The one in focus; the first where none is. */
  const current = () => {
    const id = rowInFocus()
    return items.find((item) => item.id === id) ?? items[0]
  }
  const withCurrent = (approved: boolean) => () => {
    const item = current()
    if (item) decide(item, approved)
  }
  useShortcut({ keys: 'J', label: t('deals.key.next'), run: () => focusBeside(list.current, 1) })
  useShortcut({ keys: 'K', label: t('deals.key.previous'), run: () => focusBeside(list.current, -1) })
  useShortcut({ keys: 'A', label: t('closing.incentive.approve'), run: withCurrent(true), isDisabled: !mayDecide })
  useShortcut({ keys: 'R', label: t('closing.incentive.refuse'), run: withCurrent(false), isDisabled: !mayDecide })
}
