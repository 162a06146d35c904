import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  certaintyOf,
  type DuplicateGroup,
  type DuplicateMember,
  keepApart,
  offerAgain,
} from '../../contract/duplicates.ts'
import { call } from '../api.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { customerPlace } from '../people/customer-query.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Percent, toast, type Tone, useProblemWords, useWords } from '../ui/index.ts'
import { useRefresh } from './use-merge.ts'

/** Two or more that may be one: why, who they are, and what to do about it. */
export function GroupCard({ group, onCompare }: { group: DuplicateGroup; onCompare: () => void }) {
  return (
    <li className="rounded-3 border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2">
        <Certain score={group.score} />
        <Reasons reasons={group.reasons} />
        <Acts group={group} onCompare={onCompare} />
      </div>
      <ul className="flex flex-col py-1">
        {group.members.map((member) => (
          <Member key={member.id} kind={group.kind} member={member} />
        ))}
      </ul>
    </li>
  )
}

const tones = { sure: 'ok', likely: 'accent', possible: 'plain' } satisfies Record<string, Tone>

/** How sure it is, in a word and as a share that never says a hundred. */
export function Certain({ score }: { score: number }) {
  const { t } = useWords()
  const certainty = certaintyOf(score)
  return (
    <Badge tone={tones[certainty]}>
      {t(`duplicates.certainty.${certainty}`)} <Percent value={Math.min(0.99, Math.floor(score * 100) / 100)} />
    </Badge>
  )
}

export function Reasons({ reasons }: { reasons: DuplicateGroup['reasons'] }) {
  const { t } = useWords()
  return (
    <p className="min-w-0 flex-1 basis-40 text-12 text-ink-2">
      {reasons.map((reason) => t(`duplicates.reason.${reason}`)).join(' · ')}
    </p>
  )
}

function Acts({ group, onCompare }: { group: DuplicateGroup; onCompare: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const refresh = useRefresh()
  const mayMerge = useRight('duplicates.merge')
  const name = group.members[0]?.name ?? ''
  const params = { id: group.id }
  const again = useMutation({
    mutationFn: () => call(offerAgain, { params }),
    onSuccess: refresh,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const apart = useMutation({
    mutationFn: () => call(keepApart, { params }),
    onSuccess: () => {
      refresh()
      toast({ text: t('duplicates.kept-apart'), onUndo: () => again.mutate() })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayMerge) return null
  return (
    <div className="flex items-center gap-2">
      {group.decidedAt ? (
        <Button
          aria-label={t('duplicates.offer-again.of', { name })}
          onPress={() => again.mutate()}
          isPending={again.isPending}
        >
          {t('duplicates.offer-again')}
        </Button>
      ) : (
        <Button
          variant="quiet"
          aria-label={t('duplicates.keep-apart.of', { name })}
          onPress={() => apart.mutate()}
          isPending={apart.isPending}
        >
          {t('duplicates.keep-apart')}
        </Button>
      )}
      <Button aria-label={t('duplicates.compare.of', { name })} onPress={onCompare}>
        {t('duplicates.compare')}
      </Button>
    </div>
  )
}

function Member({ kind, member }: { kind: DuplicateGroup['kind']; member: DuplicateMember }) {
  const { t } = useWords()
  const address = useAddress()
  const { id, name, hint, email, phone, ownerName } = member
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2 px-4 py-1 tablet:grid-cols-[auto_minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)]">
      <span className="self-center">
        <CustomerIcon kind={kind} />
      </span>
      <span className="min-w-0 truncate">
        <Link to={address(customerPlace(kind, id))} className="font-medium hover:underline">
          <bdi>{name}</bdi>
        </Link>
        {hint && (
          <span className="ms-2 text-12 text-ink-2">
            <bdi>{hint}</bdi>
          </span>
        )}
      </span>
      <Detail text={email} />
      <Detail text={phone} />
      <Detail text={ownerName && t('duplicates.owner', { name: ownerName })} />
    </li>
  )
}

/** On a phone each stands below the name, and nothing takes no line. */
function Detail({ text }: { text: string | null }) {
  return (
    <span className="col-start-2 min-w-0 truncate text-12 text-ink-2 empty:hidden tablet:col-start-auto tablet:empty:block">
      {text && <bdi>{text}</bdi>}
    </span>
  )
}
