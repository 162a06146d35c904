import { useMutation } from '@tanstack/react-query'
import { decideIncentive, takeBackIncentiveDecision } from '../../contract/closing.ts'
import type { Incentive } from '../../contract/closing.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Day, Money, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

const tones = { waiting: 'warn', approved: 'ok', refused: 'bad', expired: 'plain' } as const

/** What was added to win the deal; whoever may decide finds the buttons beside it. */
export function IncentiveList({ incentives }: { incentives: readonly Incentive[] }) {
  return (
    <ul className="flex flex-col">
      {incentives.map((incentive) => (
        <IncentiveLine key={incentive.id} incentive={incentive} />
      ))}
    </ul>
  )
}

function IncentiveLine({ incentive }: { incentive: Incentive }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const mayDecide = useRight('deals.assign')
  const { id, name, kind, costMinor, currency, expiresOn, state, mayTakeBack } = incentive
  const decide = useMutation({
    mutationFn: (approved: boolean) => call(decideIncentive, { params: { id }, body: { approved } }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const takeBack = useMutation({
    mutationFn: () => call(takeBackIncentiveDecision, { params: { id }, body: {} }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium wrap-anywhere">{name}</bdi>
          <Badge tone={tones[state]}>{t(`codes.incentive_state.${state}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <span>{t(`codes.incentive.${kind}`)}</span>
          <Money value={{ minor: costMinor, currency }} />
          <span>
            {t('closing.incentive.until')} <Day value={expiresOn} />
          </span>
        </p>
      </div>
      {mayTakeBack && (
        <Button
          variant="quiet"
          aria-label={t('closing.incentive.take-back-of', { name })}
          isPending={takeBack.isPending}
          onPress={() => takeBack.mutate()}
        >
          {t('closing.incentive.take-back')}
        </Button>
      )}
      {state === 'waiting' && mayDecide && (
        <span className="flex gap-1">
          <Button isPending={decide.isPending} onPress={() => decide.mutate(false)}>
            {t('closing.incentive.refuse')}
          </Button>
          <Button variant="primary" isPending={decide.isPending} onPress={() => decide.mutate(true)}>
            {t('closing.incentive.approve')}
          </Button>
        </span>
      )}
    </li>
  )
}
