import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listInvitations, renewInvitation, revokeInvitation } from '../../contract/invitations.ts'
import type { Invitation } from '../../contract/invitations.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import {
  Badge,
  Card,
  Dialog,
  IconButton,
  Menu,
  MenuItem,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { InvitationShown } from './invite-dialog.tsx'
import { useTeamRefresh } from './team-query.ts'

/** The invitations that wait for an answer; without any, nothing. */
export function InvitationsCard() {
  const { t } = useWords()
  const { workspace } = useSession()
  const [renewed, setRenewed] = useState<OutputOf<typeof renewInvitation> | null>(null)
  const invitations = useQuery({
    queryKey: ['invitations', workspace.id],
    queryFn: () => call(listInvitations, { query: { limit: 200 } }),
    // A mail that is on its way arrives, or does not, within seconds.
    refetchInterval: ({ state }) => (state.data?.items.some(({ mail }) => mail === 'waiting') ? 3_000 : false),
  })
  const { items = [], canMail = false } = invitations.data ?? {}
  if (items.length === 0) return null
  return (
    <Card title={t('team.invitations')}>
      <ul>
        {items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} canMail={canMail} onRenewed={setRenewed} />
        ))}
      </ul>
      {renewed && (
        <Dialog
          title={t('team.invite.made', { name: renewed.invitation.name })}
          isOpen
          onClose={() => setRenewed(null)}
        >
          <InvitationShown made={renewed} onClose={() => setRenewed(null)} />
        </Dialog>
      )}
    </Card>
  )
}

interface InvitationRowProps {
  readonly invitation: Invitation
  readonly canMail: boolean
  readonly onRenewed: (made: OutputOf<typeof renewInvitation>) => void
}

function InvitationRow({ invitation, canMail, onRenewed }: InvitationRowProps) {
  const { t } = useWords()
  const words = useProblemWords()
  const refresh = useTeamRefresh()
  const { id, name, email, role, team, mail } = invitation
  const say = (error: unknown) => toast({ text: words(error), tone: 'bad' })
  const renew = useMutation({
    mutationFn: () => call(renewInvitation, { params: { id }, body: { mail: canMail && mail !== null } }),
    onSuccess: onRenewed,
    onError: say,
    onSettled: refresh,
  })
  const revoke = useMutation({
    mutationFn: () => call(revokeInvitation, { params: { id } }),
    onSuccess: () => toast({ text: t('team.invitations.revoked', { name }) }),
    onError: say,
    onSettled: refresh,
  })
  const label = t('team.more-for', { name })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2 last:border-b-0 tablet:grid-cols-[minmax(0,1fr)_auto_2rem]">
      <span className="min-w-0">
        <span className="block truncate">
          <bdi className="font-medium">{name}</bdi> <bdi className="text-ink-2">{email}</bdi>
        </span>
        <span className="block truncate text-12 text-ink-2">
          {[t(`codes.role.${role}`), team?.name, t(`codes.sees.${invitation.sees}`)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="col-start-1 flex flex-wrap gap-1.5 tablet:col-start-auto">
        <State invitation={invitation} />
      </span>
      <span className="col-start-2 row-start-1 tablet:col-start-3">
        <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
          <MenuItem icon={IconLink} onAction={() => renew.mutate()}>
            {t('team.invitations.renew')}
          </MenuItem>
          <MenuItem icon={IconTrash} isDanger onAction={() => revoke.mutate()}>
            {t('team.invitations.revoke')}
          </MenuItem>
        </Menu>
      </span>
    </li>
  )
}

const mailTones = { waiting: 'plain', sent: 'ok', failed: 'bad' } as const

function State({ invitation: { mail, expiresAt, hasExpired } }: { invitation: Invitation }) {
  const { t } = useWords()
  const { day } = useFormats()
  return (
    <>
      {mail !== null && <Badge tone={mailTones[mail]}>{t(`team.invitations.mail.${mail}`)}</Badge>}
      {hasExpired ? (
        <Badge tone="warn">{t('team.invitations.expired')}</Badge>
      ) : (
        <Badge>{t('team.invitations.until', { day: day(expiresAt) })}</Badge>
      )}
    </>
  )
}
