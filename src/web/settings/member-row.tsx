import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs'
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import type { Member } from '../../contract/access.ts'
import { roles, sights } from '../../contract/permissions.ts'
import type { Role, Sight } from '../../contract/permissions.ts'
import { reactivateMember } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Avatar,
  Badge,
  IconButton,
  Menu,
  MenuItem,
  SelectField,
  cx,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { useMemberChange, useTeamRefresh, useTeams } from './team-query.ts'

/** What the fields of the rows below are, where they stand side by side; each field has its own name for who cannot see that. */
export function MemberHeadings() {
  const { t } = useWords()
  const hasTeams = useTeams().length > 0
  return (
    <div
      aria-hidden
      className="hidden grid-cols-[minmax(9rem,1fr)_minmax(0,34rem)_2rem] gap-x-2 text-12 font-medium text-ink-3 desktop:grid"
    >
      <span className="col-start-2 grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)] gap-2">
        <span>{t('team.role')}</span>
        <span>{t('team.sees')}</span>
        {hasTeams && <span>{t('team.team')}</span>}
      </span>
    </div>
  )
}

/** A member with role, team and sight, each changed in place; on a phone they stand below the name. */
export function MemberRow({ member, onInvite }: { member: Member; onInvite: () => void }) {
  const isOut = member.deactivatedAt !== null
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1.5 border-b border-line py-2 last:border-b-0 desktop:grid-cols-[minmax(9rem,1fr)_minmax(0,34rem)_2rem]">
      <Who member={member} />
      <span className="col-span-2 grid grid-cols-2 gap-2 desktop:col-span-1 desktop:col-start-2 desktop:row-start-1 desktop:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)]">
        {isOut ? null : <Place member={member} />}
      </span>
      <span className="col-start-2 row-start-1 desktop:col-start-3">
        <MemberMenu member={member} onInvite={onInvite} />
      </span>
    </li>
  )
}

function Who({ member: { id, name, email, canSignIn, deactivatedAt } }: { member: Member }) {
  const { t } = useWords()
  const { member: me } = useSession()
  const isOut = deactivatedAt !== null
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} />
      <span className="min-w-0">
        <span className="flex items-center gap-1.5">
          <bdi className={cx('truncate font-medium', isOut && 'text-ink-3')}>{name}</bdi>
          {id === me.id && <Badge>{t('team.you')}</Badge>}
        </span>
        <span className="block truncate text-12 text-ink-2">
          {isOut && <Badge>{t('team.deactivated')}</Badge>}
          {!isOut && !canSignIn && <Badge tone="warn">{t('settings.members.unclaimed')}</Badge>}
          {!isOut && canSignIn && <bdi>{email}</bdi>}
        </span>
      </span>
    </span>
  )
}

function Place({ member }: { member: Member }) {
  const { t } = useWords()
  const mayManage = useRight('members.manage')
  const teams = useTeams()
  if (!mayManage) {
    return (
      <span className="col-span-full text-ink-2">
        {[t(`codes.role.${member.role}`), member.team?.name, t(`codes.sees.${member.sees}`)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    )
  }
  return (
    <>
      <RoleField member={member} />
      <SightField member={member} hasTeams={teams.length > 0} />
      {teams.length > 0 && <TeamField member={member} teams={teams} />}
    </>
  )
}

function RoleField({ member }: { member: Member }) {
  const { t } = useWords()
  const { isPending, change } = useMemberChange(member, (saved) =>
    t('settings.members.changed', { name: saved.name, role: t(`codes.role.${saved.role}`) }),
  )
  return (
    <SelectField<Role>
      label={t('settings.members.role-of', { name: member.name })}
      hideLabel
      isDisabled={isPending}
      value={member.role}
      options={roles.map((role) => ({ id: role, label: t(`codes.role.${role}`) }))}
      onChange={(role) => role !== member.role && change({ role })}
    />
  )
}

function SightField({ member, hasTeams }: { member: Member; hasTeams: boolean }) {
  const { t } = useWords()
  const { isPending, change } = useMemberChange(member, (saved) =>
    t('team.changed.sees', { name: saved.name, sees: t(`codes.sees.${saved.sees}`) }),
  )
  const offered = sights.filter((sees) => hasTeams || sees !== 'team' || member.sees === 'team')
  return (
    <SelectField<Sight>
      label={t('team.sees-of', { name: member.name })}
      hideLabel
      isDisabled={isPending}
      value={member.sees}
      options={offered.map((sees) => ({ id: sees, label: t(`codes.sees.${sees}`) }))}
      onChange={(sees) => sees !== member.sees && change({ sees })}
    />
  )
}

const noTeam = 'none'

function TeamField({ member, teams }: { member: Member; teams: readonly { id: string; name: string }[] }) {
  const { t } = useWords()
  const { isPending, change } = useMemberChange(member, (saved) =>
    t('team.changed.team', { name: saved.name, team: saved.team?.name ?? null }),
  )
  const current = member.team?.id ?? noTeam
  return (
    <SelectField
      label={t('team.team-of', { name: member.name })}
      className="col-span-2 desktop:col-span-1"
      hideLabel
      isDisabled={isPending}
      value={current}
      options={[{ id: noTeam, label: t('team.no-team') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
      onChange={(id) => id !== current && change({ teamId: id === noTeam ? null : id })}
    />
  )
}

function MemberMenu({ member, onInvite }: { member: Member; onInvite: () => void }) {
  const { t } = useWords()
  const { member: me } = useSession()
  const mayManage = useRight('members.manage')
  const [isLeaving, setIsLeaving] = useState(false)
  const comeBack = useComeBack(member)
  if (!mayManage || member.id === me.id) return null
  const isOut = member.deactivatedAt !== null
  const label = t('team.more-for', { name: member.name })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
        {isOut && (
          <MenuItem icon={IconUserCheck} onAction={comeBack}>
            {t('team.back')}
          </MenuItem>
        )}
        {!isOut && !member.canSignIn && (
          <MenuItem icon={IconUserPlus} onAction={onInvite}>
            {t('team.invite-claim', { name: member.name })}
          </MenuItem>
        )}
        {!isOut && (
          <MenuItem icon={IconUserOff} isDanger onAction={() => setIsLeaving(true)}>
            {t('team.leave')}
          </MenuItem>
        )}
      </Menu>
      {isLeaving && <LeaveDialog member={member} onClose={() => setIsLeaving(false)} />}
    </>
  )
}

function useComeBack({ id, name }: Member): () => void {
  const { t } = useWords()
  const words = useProblemWords()
  const refresh = useTeamRefresh()
  const { mutate } = useMutation({
    mutationFn: () => call(reactivateMember, { params: { id } }),
    onSuccess: () => toast({ text: t('team.back.done', { name }) }),
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
    onSettled: refresh,
  })
  return () => mutate()
}
