import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { changeMember, listMembers } from '../../contract/access.ts'
import type { Member } from '../../contract/access.ts'
import { roles } from '../../contract/permissions.ts'
import type { Role } from '../../contract/permissions.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Avatar,
  Badge,
  Button,
  Card,
  Day,
  ErrorState,
  Notice,
  SelectField,
  Skeleton,
  Table,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

export function MemberSettings() {
  const { t } = useWords()
  const { workspace } = useSession()
  const members = useInfiniteQuery({
    queryKey: ['members', workspace.id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listMembers, { query: { limit: 100, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  const columns = useMemberColumns()
  if (members.isPending) return <Skeleton className="h-70 w-full" />
  if (members.isError) return <ErrorState error={members.error} onRetry={members.refetch} />
  const rows = members.data.pages.flatMap(({ items }) => items)
  return (
    <>
      <UnclaimedNotice member={rows.find(({ canSignIn }) => !canSignIn)} />
      <Card title={t('settings.part.members')}>
        <Table label={t('settings.part.members')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        {members.hasNextPage && (
          <Button onPress={() => void members.fetchNextPage()} isPending={members.isFetchingNextPage}>
            {t('settings.more')}
          </Button>
        )}
      </Card>
      <RoleTable />
    </>
  )
}

function useMemberColumns(): Column<Member>[] {
  const { t } = useWords()
  return [
    {
      key: 'name',
      title: t('settings.members.name'),
      isRowHeader: true,
      cell: ({ name }) => (
        <span className="flex items-center gap-2">
          <Avatar name={name} />
          <bdi>{name}</bdi>
        </span>
      ),
    },
    {
      key: 'email',
      title: t('access.email'),
      cell: ({ email, canSignIn }) =>
        canSignIn ? <bdi>{email}</bdi> : <Badge tone="warn">{t('settings.members.unclaimed')}</Badge>,
    },
    { key: 'role', title: t('settings.members.role'), cell: (member) => <RoleCell member={member} /> },
    {
      key: 'since',
      title: t('settings.members.since'),
      cell: ({ createdAt }) => <Day value={createdAt.slice(0, 10)} />,
    },
  ]
}

function RoleCell({ member }: { member: Member }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const { workspace, member: me } = useSession()
  const mayManage = useRight('members.manage')
  const change = useMutation({
    mutationFn: ({ role, version }: Pick<Member, 'role' | 'version'>) =>
      call(changeMember, { params: { id: member.id }, version, body: { role } }),
    onSuccess: (saved) => {
      const from = member.role
      toast({
        text: t('settings.members.changed', { name: saved.name, role: t(`codes.role.${saved.role}`) }),
        // Whoever gave up their own right to manage could not take it back.
        ...(member.id === me.id ? {} : { onUndo: () => change.mutate({ role: from, version: saved.version }) }),
      })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['members', workspace.id] }),
  })
  if (!mayManage) return t(`codes.role.${member.role}`)
  return (
    <SelectField<Role>
      label={t('settings.members.role-of', { name: member.name })}
      hideLabel
      className="min-w-40"
      isDisabled={change.isPending}
      value={member.role}
      options={roles.map((role) => ({ id: role, label: t(`codes.role.${role}`) }))}
      onChange={(role) => role !== member.role && change.mutate({ role, version: member.version })}
    />
  )
}

/** Owners that an import knew by name only. Whoever runs the server lets them in; the screen says with which words. */
function UnclaimedNotice({ member }: { member: Member | undefined }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const mayManage = useRight('members.manage')
  if (!member || !mayManage) return null
  const command = `rondo user create --workspace ${workspace.slug} --claims "${member.name}" --name "${member.name}" --email … --password …`
  return (
    <Notice tone="warn">
      <p>{t('settings.members.claim', { name: member.name })}</p>
      <code
        dir="ltr"
        className="mt-2 block overflow-x-auto rounded-2 bg-surface px-2.5 py-1.5 text-start font-mono text-12 text-ink"
      >
        {command}
      </code>
    </Notice>
  )
}

/** What each role is for, in a sentence: the names alone do not tell who may change what. */
function RoleTable() {
  const { t } = useWords()
  return (
    <Card title={t('settings.roles')}>
      <dl className="grid gap-x-6 gap-y-2 tablet:grid-cols-[max-content_minmax(0,1fr)]">
        {roles.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium">{t(`codes.role.${role}`)}</dt>
            <dd className="text-ink-2">{t(`settings.roles.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
