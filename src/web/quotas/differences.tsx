import type { QuotaDifference, QuotaPlan } from '../../contract/quotas.ts'
import { Ago, Button, Notice, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { useEdit, useLeave } from './queries.ts'

/** Where the plan and the teams of Settings differ: each with the press that lets the plan follow, and the one that leaves it as it is. */
export function Differences({ plan }: { plan: QuotaPlan }) {
  const open = plan.differences.filter(({ stays }) => stays === null)
  const left = plan.differences.filter(({ stays }) => stays !== null)
  return (
    <>
      {open.length > 0 && <OpenOnes plan={plan} differences={open} />}
      {left.length > 0 && <LeftOnes plan={plan} differences={left} />}
    </>
  )
}

interface ListProps {
  readonly plan: QuotaPlan
  readonly differences: readonly QuotaDifference[]
}

function OpenOnes({ plan, differences }: ListProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const how = differences.some(({ kind }) => kind === 'joined') ? 'joined' : 'others'
  return (
    <Notice tone="plain">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{t('quotas.drift')}</p>
        <List plan={plan} differences={differences} />
        <p className="text-12 text-ink-2">{t('quotas.drift.about', { how, day: day(differences[0]?.on ?? '') })}</p>
      </div>
    </Notice>
  )
}

/** What differs on purpose: out of the way, and still there to be followed. */
function LeftOnes({ plan, differences }: ListProps) {
  const { t } = useWords()
  return (
    <details className="text-ink-2">
      <summary className="min-h-6 cursor-default text-12 font-medium">
        {t('quotas.drift.left-as-is', { count: differences.length })}
      </summary>
      <List plan={plan} differences={differences} />
    </details>
  )
}

function List({ plan, differences }: ListProps) {
  const words = useProblemWords()
  const edit = useEdit(plan)
  const leave = useLeave(plan)
  const onError = (error: Error) => toast({ text: words(error), tone: 'bad' })
  return (
    <ul className="flex flex-col">
      {differences.map((difference) => (
        <Difference
          key={`${difference.kind} ${(difference.member ?? difference.team)?.id}`}
          difference={difference}
          isPending={edit.isPending || leave.isPending}
          onFollow={() => edit.mutate(difference.follow, { onError })}
          onLeave={() => leave.mutate(difference, { onError })}
        />
      ))}
    </ul>
  )
}

interface DifferenceProps {
  readonly difference: QuotaDifference
  readonly isPending: boolean
  readonly onFollow: () => void
  readonly onLeave: () => void
}

function Difference({ difference: { kind, member, team, stays }, isPending, onFollow, onLeave }: DifferenceProps) {
  const { t } = useWords()
  const name = (member ?? team)?.name ?? ''
  const press = (what: string, onPress: () => void) => (
    <Button
      variant="quiet"
      isDisabled={isPending}
      aria-label={t('quotas.drift.follow-of', { what, name })}
      onPress={onPress}
    >
      {what}
    </Button>
  )
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <span className="flex flex-wrap gap-x-2">
        {t(`quotas.drift.${kind}`, { member: member?.name ?? '', team: team?.name ?? 'none' })}
        {stays && (
          <span className="flex items-center gap-x-2 text-12 text-ink-3">
            {stays.saidBy !== null && <bdi>{stays.saidBy}</bdi>}
            <Ago value={stays.saidAt} />
          </span>
        )}
      </span>
      <span className="flex flex-wrap">
        {press(t('quotas.drift.follow', { kind }), onFollow)}
        {stays === null && press(t('quotas.drift.leave'), onLeave)}
      </span>
    </li>
  )
}
