import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import { listMembers } from '../../contract/access.ts'
import type { Member } from '../../contract/access.ts'
import { call } from '../api.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Card, EmptyState, ErrorState, Notice, Skeleton, Switch, useWords } from '../ui/index.ts'
import { InvitationsCard } from './invitations-card.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberHeadings, MemberRow } from './member-row.tsx'
import { TeamsCard } from './teams-card.tsx'

/** Who works here. Alone, there is nothing to see but how to become two. */
export function MemberSettings() {
  const { t } = useWords()
  const { memberCount } = useSession()
  const mayManage = useRight('members.manage')
  const [inviting, setInviting] = useState<{ claims: Member | null } | null>(null)
  const [withDeactivated, setWithDeactivated] = useState(false)
  const members = useMemberPages(withDeactivated)
  if (members.isPending) return <Skeleton className="h-70 w-full" />
  if (members.isError) return <ErrorState error={members.error} onRetry={members.refetch} />
  const rows = members.data.pages.flatMap(({ items }) => items)
  const unclaimed = rows.filter(({ canSignIn, deactivatedAt }) => !canSignIn && deactivatedAt === null)
  const isAlone = memberCount <= 1 && rows.length <= 1 && !withDeactivated
  const invite = mayManage && (
    <Button variant="primary" icon={IconUserPlus} onPress={() => setInviting({ claims: null })}>
      {t('team.invite')}
    </Button>
  )
  return (
    <>
      {isAlone && (
        <Card title={t('settings.part.members')}>
          <EmptyState picture={<WheelMark size={72} />} action={invite}>
            {t('team.alone')}
          </EmptyState>
        </Card>
      )}
      {!isAlone && mayManage && unclaimed.length > 0 && (
        <Notice tone="warn">{t('team.unclaimed', { count: unclaimed.length })}</Notice>
      )}
      {!isAlone && (
        <Card title={t('settings.part.members')} actions={invite}>
          {mayManage && <MemberHeadings />}
          <ul>
            {rows.map((member) => (
              <MemberRow key={member.id} member={member} onInvite={() => setInviting({ claims: member })} />
            ))}
          </ul>
          {members.hasNextPage && (
            <Button onPress={() => void members.fetchNextPage()} isPending={members.isFetchingNextPage}>
              {t('settings.more')}
            </Button>
          )}
          {mayManage && (
            <Switch isSelected={withDeactivated} onChange={setWithDeactivated}>
              {t('team.show-deactivated')}
            </Switch>
          )}
        </Card>
      )}
      {mayManage && <InvitationsCard />}
      {!isAlone && <TeamsCard />}
      {inviting && <InviteDialog claims={inviting.claims} unclaimed={unclaimed} onClose={() => setInviting(null)} />}
    </>
  )
}

function useMemberPages(withDeactivated: boolean) {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: ['members', workspace.id, withDeactivated],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listMembers, {
        query: { limit: 100, after: pageParam, ...(withDeactivated ? { include: 'deactivated' } : {}) },
      }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })
}
