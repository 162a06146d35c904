import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createApiKey } from '../../contract/access.ts'
import { may, permissions, roles } from '../../contract/permissions.ts'
import type { Permission, Role } from '../../contract/permissions.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, Checkbox, Dialog, Form, Notice, SelectField, TextField, useWords } from '../ui/index.ts'
import { SecretShown } from './secret-shown.tsx'
import { useColleagues } from './team-query.ts'

const lifetimes = ['30', '90', '365', 'never'] as const
type Lifetime = (typeof lifetimes)[number]

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [made, setMade] = useState<string | null>(null)
  return (
    <Dialog title={t(made ? 'settings.keys.made' : 'settings.keys.new')} isOpen onClose={onClose}>
      {made ? <KeyShown secret={made} onClose={onClose} /> : <NewKeyForm onMade={setMade} onClose={onClose} />}
    </Dialog>
  )
}

function NewKeyForm({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('seller')
  const [lifetime, setLifetime] = useState<Lifetime>('never')
  const [memberId, setMemberId] = useState<string | null>(null)
  const [scopes, setScopes] = useState<readonly Permission[] | null>(null)
  const chooseRole = (chosen: Role) => {
    setRole(chosen)
    setScopes(null)
  }
  const make = useMutation({
    mutationFn: () =>
      call(createApiKey, {
        body: { name, role, memberId, scopes: scopes && [...scopes], expiresAt: endOf(lifetime) },
      }),
    onSuccess: ({ key }) => {
      onMade(key)
      void queries.invalidateQueries({ queryKey: ['api-keys', workspace.id] })
    },
  })
  return (
    <Form
      onSubmit={() => make.mutate()}
      problem={make.error}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={make.isPending}>
            {t('settings.keys.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('settings.keys.name')}
        name="name"
        description={t('settings.keys.name.more')}
        isRequired
        autoFocus
        maxLength={80}
        value={name}
        onChange={setName}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <RoleField role={role} onChange={chooseRole} />
        <SelectField
          label={t('settings.keys.expires')}
          value={lifetime}
          options={lifetimes.map((each) => ({ id: each, label: t(`settings.keys.lifetime.${each}`) }))}
          onChange={setLifetime}
        />
      </div>
      <StandsFor memberId={memberId} onChange={setMemberId} />
      <Scopes role={role} scopes={scopes} onChange={setScopes} />
    </Form>
  )
}

function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const { t } = useWords()
  const { rights, member: me } = useSession()
  // A key may do no more than whoever makes it.
  const grantable = roles.filter(
    (each) =>
      (each !== 'owner' || me.role === 'owner') &&
      permissions.every((right) => !may(each, right) || rights.includes(right)),
  )
  return (
    <SelectField
      label={t('settings.members.role')}
      value={role}
      options={grantable.map((each) => ({ id: each, label: t(`codes.role.${each}`) }))}
      onChange={onChange}
    />
  )
}

const workspaceItself = 'workspace'

/** Alone, the workspace and its one member are the same. */
function StandsFor({ memberId, onChange }: { memberId: string | null; onChange: (id: string | null) => void }) {
  const { t } = useWords()
  const colleagues = useColleagues()
  if (colleagues.length < 2) return null
  return (
    <SelectField
      label={t('team.keys.for')}
      description={t('team.keys.for.more')}
      value={memberId ?? workspaceItself}
      options={[
        { id: workspaceItself, label: t('team.keys.for.nobody') },
        ...colleagues.map(({ id, name }) => ({ id, label: name })),
      ]}
      onChange={(id) => onChange(id === workspaceItself ? null : id)}
    />
  )
}

interface ScopesProps {
  readonly role: Role
  /** Null: all that the role has. */
  readonly scopes: readonly Permission[] | null
  readonly onChange: (scopes: readonly Permission[] | null) => void
}

function Scopes({ role, scopes, onChange }: ScopesProps) {
  const { t } = useWords()
  const rights = permissions.filter((right) => may(role, right))
  const toggle = (right: Permission, isOn: boolean) =>
    onChange(rights.filter((each) => (each === right ? isOn : scopes?.includes(each))))
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t('team.keys.scope')}
        value={scopes === null ? 'all' : 'some'}
        options={(['all', 'some'] as const).map((id) => ({ id, label: t(`team.keys.scope.${id}`) }))}
        onChange={(id) => onChange(id === 'all' ? null : rights.filter((right) => right.endsWith('.read')))}
      />
      {scopes && (
        <div role="group" aria-label={t('team.keys.scope')} className="grid gap-1.5 tablet:grid-cols-2">
          {rights.map((right) => (
            <Checkbox key={right} isSelected={scopes.includes(right)} onChange={(isOn) => toggle(right, isOn)}>
              {t(`team.right.${right}`)}
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  )
}

function KeyShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('settings.keys.once')}</Notice>
      <SecretShown label={t('settings.keys.secret')} secret={secret} />
      <div className="flex justify-end">
        <Button onPress={onClose}>{t('settings.done')}</Button>
      </div>
    </div>
  )
}

function endOf(lifetime: Lifetime): string | null {
  if (lifetime === 'never') return null
  return new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString()
}
