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
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'

export function MemberSettings() {
  const { t } = useWords()
  const { workspace } = useSession()
  const members = useInfiniteQuery({
    queryKey: ['members', workspace.id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listMembers, { query: { limit: 100, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  if (members.isPending) return <Skeleton className="h-70 w-full" />
  if (members.isError) return <ErrorState error={members.error} onRetry={members.refetch} />
  const rows = members.data.pages.flatMap(({ items }) => items)
  return (
    <>
      <UnclaimedNotice member={rows.find(({ canSignIn }) => !canSignIn)} />
      <Card title={t('settings.part.members')}>
        <ul>
          {rows.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
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

function MemberRow({ member }: { member: Member }) {
  const { t } = useWords()
  const { name, email, canSignIn, createdAt } = member
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_10rem] items-center gap-x-4 border-b border-line py-1.5 last:border-b-0 tablet:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_11rem_7rem]">
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={name} />
        <bdi className="truncate font-medium">{name}</bdi>
      </span>
      <span className="col-start-1 truncate ps-8 text-12 text-ink-2 tablet:col-start-auto tablet:ps-0 tablet:text-13">
        {canSignIn ? <bdi>{email}</bdi> : <Badge tone="warn">{t('settings.members.unclaimed')}</Badge>}
      </span>
      <span className="col-start-2 row-span-2 row-start-1 tablet:col-start-auto tablet:row-span-1 tablet:row-start-auto">
        <RoleCell member={member} />
      </span>
      <span className="hidden text-end text-ink-3 tablet:block">
        <Day value={createdAt.slice(0, 10)} />
      </span>
    </li>
  )
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
