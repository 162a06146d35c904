import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member } from '../../contract/access.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { invitationDays, inviteMember, listInvitations } from '../../contract/invitations.ts'
import { may, permissions, roles, sights } from '../../contract/permissions.ts'
import type { Role, Sight } from '../../contract/permissions.ts'
import { languages } from '../../contract/primitives.ts'
import type { Language } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, Checkbox, Dialog, Form, Notice, SelectField, TextField, useWords } from '../ui/index.ts'
import { SecretShown } from './secret-shown.tsx'
import { useTeamRefresh, useTeams } from './team-query.ts'

interface InviteDialogProps {
  /** The member without sign-in whom this is about; null asks. */
  readonly claims: Member | null
  readonly unclaimed: readonly Member[]
  readonly onClose: () => void
}

type Made = OutputOf<typeof inviteMember>

/** Invites somebody, then shows the link, this once. */
export function InviteDialog({ claims, unclaimed, onClose }: InviteDialogProps) {
  const { t } = useWords()
  const [made, setMade] = useState<Made | null>(null)
  const title = made ? t('team.invite.made', { name: made.invitation.name }) : t('team.invite.title')
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {made ? (
        <InvitationShown made={made} onClose={onClose} />
      ) : (
        <InviteForm claims={claims} unclaimed={unclaimed} onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  )
}

/** The link of an invitation, as it was just made. The secret stands behind the #, which browsers send to no server. */
export function InvitationShown({ made: { invitation, token }, onClose }: { made: Made; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('team.invite.once', { days: invitationDays, email: invitation.email })}</Notice>
      <SecretShown label={t('team.invite.link')} secret={`${location.origin}/join#${token}`} />
      {invitation.mail !== null && <p className="text-ink-2">{t('team.invite.mailed')}</p>}
      <div className="flex justify-end">
        <Button onPress={onClose}>{t('settings.done')}</Button>
      </div>
    </div>
  )
}

const none = 'none'

function InviteForm({ claims, unclaimed, onMade, onClose }: InviteDialogProps & { onMade: (made: Made) => void }) {
  const { t } = useWords()
  const refresh = useTeamRefresh()
  const [wanted, setWanted] = useState(() => blank(claims))
  const [email, setEmail] = useState('')
  const set = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }))
  const { workspace } = useSession()
  const canMail = useQuery({
    queryKey: ['invitations', workspace.id],
    queryFn: () => call(listInvitations, { query: { limit: 200 } }),
  }).data?.canMail
  const invite = useMutation({
    mutationFn: () => call(inviteMember, { body: { ...wanted, email, mail: wanted.mail && canMail === true } }),
    onSuccess: async (made) => {
      onMade(made)
      await refresh()
    },
  })
  return (
    <Form
      onSubmit={() => invite.mutate()}
      problem={invite.error}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={invite.isPending}>
            {t('team.invite.make')}
          </Button>
        </>
      }
    >
      <ClaimField wanted={wanted} unclaimed={unclaimed} set={set} />
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          label={t('team.invite.name')}
          name="name"
          isRequired
          autoFocus
          maxLength={80}
          value={wanted.name}
          onChange={(name) => set({ name })}
        />
        <TextField label={t('access.email')} name="email" type="email" isRequired value={email} onChange={setEmail} />
      </div>
      <PlaceFields wanted={wanted} set={set} />
      {canMail === false && <p className="text-12 text-ink-3">{t('team.invite.no-mail')}</p>}
      {canMail && (
        <Checkbox isSelected={wanted.mail} onChange={(mail) => set({ mail })}>
          {t('team.invite.mail')}
        </Checkbox>
      )}
    </Form>
  )
}

interface ClaimFieldProps {
  readonly wanted: Wanted
  readonly unclaimed: readonly Member[]
  readonly set: (change: Partial<Wanted>) => void
}

/** Which of the members without sign-in this is, if there are any. */
function ClaimField({ wanted, unclaimed, set }: ClaimFieldProps) {
  const { t } = useWords()
  const claim = (id: string) => {
    const known = unclaimed.find((member) => member.id === id)
    set({ memberId: known?.id ?? null, name: wanted.name || (known?.name ?? ''), role: known?.role ?? wanted.role })
  }
  if (unclaimed.length === 0) return null
  return (
    <SelectField
      label={t('team.invite.claims')}
      description={t('team.invite.claims.more')}
      value={wanted.memberId ?? none}
      options={[
        { id: none, label: t('team.invite.claims.none') },
        ...unclaimed.map(({ id, name }) => ({ id, label: name })),
      ]}
      onChange={claim}
    />
  )
}

interface Wanted {
  readonly name: string
  readonly role: Role
  readonly sees: Sight
  readonly teamId: string | null
  readonly memberId: string | null
  readonly language: Language | undefined
  readonly mail: boolean
}

function blank(claims: Member | null): Wanted {
  const { name = '', role = 'seller', sees = 'all' } = claims ?? {}
  return {
    name,
    role,
    sees,
    teamId: claims?.team?.id ?? null,
    memberId: claims?.id ?? null,
    language: undefined,
    mail: true,
  }
}

function PlaceFields({ wanted, set }: { wanted: Wanted; set: (change: Partial<Wanted>) => void }) {
  const { t } = useWords()
  const { member: me, workspace } = useSession()
  const teams = useTeams()
  // Nobody gives a right that they lack; owners are made by owners.
  const grantable = roles.filter(
    (role) =>
      (role !== 'owner' || me.role === 'owner') &&
      permissions.every((right) => !may(role, right) || may(me.role, right)),
  )
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      <SelectField
        label={t('team.role')}
        value={wanted.role}
        options={grantable.map((role) => ({ id: role, label: t(`codes.role.${role}`) }))}
        onChange={(role) => set({ role })}
      />
      <SelectField
        label={t('team.sees')}
        description={t('team.sees.more')}
        value={wanted.sees}
        options={sights
          .filter((sees) => sees !== 'team' || teams.length > 0)
          .map((sees) => ({ id: sees, label: t(`codes.sees.${sees}`) }))}
        onChange={(sees) => set({ sees })}
      />
      {teams.length > 0 && (
        <SelectField
          label={t('team.team')}
          value={wanted.teamId ?? none}
          options={[{ id: none, label: t('team.no-team') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => set({ teamId: id === none ? null : id })}
        />
      )}
      <SelectField
        label={t('team.invite.language')}
        value={wanted.language ?? workspace.language}
        options={languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
        onChange={(language) => set({ language })}
      />
    </div>
  )
}
