import type { QuotaDifference, QuotaPlan } from '../../contract/quotas.ts'
import { Button, Notice, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { useEdit } from './queries.ts'

/** Where the plan and the teams of Settings differ: each with the press that lets the plan follow. */
export function Differences({ plan }: { plan: QuotaPlan }) {
  const { t } = useWords()
  const { day } = useFormats()
  const words = useProblemWords()
  const edit = useEdit(plan)
  const [first] = plan.differences
  if (first === undefined) return null
  const how = plan.differences.some(({ kind }) => kind === 'joined') ? 'joined' : 'others'
  const follow = (difference: QuotaDifference) =>
    edit.mutate(difference.follow, { onError: (error) => toast({ text: words(error), tone: 'bad' }) })
  return (
    <Notice tone="plain">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{t('quotas.drift')}</p>
        <ul className="flex flex-col">
          {plan.differences.map((difference) => (
            <Difference
              key={`${difference.kind} ${(difference.member ?? difference.team)?.id}`}
              difference={difference}
              isPending={edit.isPending}
              onFollow={() => follow(difference)}
            />
          ))}
        </ul>
        <p className="text-12 text-ink-2">{t('quotas.drift.about', { how, day: day(first.on) })}</p>
      </div>
    </Notice>
  )
}

interface DifferenceProps {
  readonly difference: QuotaDifference
  readonly isPending: boolean
  readonly onFollow: () => void
}

function Difference({ difference: { kind, member, team }, isPending, onFollow }: DifferenceProps) {
  const { t } = useWords()
  const name = (member ?? team)?.name ?? ''
  const what = t('quotas.drift.follow', { kind })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <span>{t(`quotas.drift.${kind}`, { member: member?.name ?? '', team: team?.name ?? 'none' })}</span>
      <Button
        variant="quiet"
        isDisabled={isPending}
        aria-label={t('quotas.drift.follow-of', { what, name })}
        onPress={onFollow}
      >
        {what}
      </Button>
    </li>
  )
}
