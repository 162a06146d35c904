import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { createApiKey } from '../../contract/access.ts'
import { may, permissions, roles } from '../../contract/permissions.ts'
import type { Role } from '../../contract/permissions.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, Dialog, Form, Notice, SelectField, TextField, useWords } from '../ui/index.ts'

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
  const { workspace, rights } = useSession()
  // A key may do no more than whoever makes it.
  const grantable = roles.filter((role) => permissions.every((each) => !may(role, each) || rights.includes(each)))
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('seller')
  const [lifetime, setLifetime] = useState<Lifetime>('never')
  const make = useMutation({
    mutationFn: () => call(createApiKey, { body: { name, role, expiresAt: endOf(lifetime) } }),
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
        <SelectField
          label={t('settings.members.role')}
          value={role}
          options={grantable.map((each) => ({ id: each, label: t(`codes.role.${each}`) }))}
          onChange={setRole}
        />
        <SelectField
          label={t('settings.keys.expires')}
          value={lifetime}
          options={lifetimes.map((each) => ({ id: each, label: t(`settings.keys.lifetime.${each}`) }))}
          onChange={setLifetime}
        />
      </div>
    </Form>
  )
}

function KeyShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => setIsCopied(await copied(secret, field.current))
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('settings.keys.once')}</Notice>
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          dir="ltr"
          value={secret}
          aria-label={t('settings.keys.secret')}
          onFocus={(event) => event.target.select()}
          className="control min-w-0 flex-1 px-2.5 font-mono text-12"
        />
        <Button variant="primary" icon={isCopied ? IconCheck : IconCopy} onPress={() => void copy()}>
          {t(isCopied ? 'settings.copied' : 'settings.copy')}
        </Button>
      </div>
      <div className="flex justify-end">
        <Button onPress={onClose}>{t('settings.done')}</Button>
      </div>
    </div>
  )
}

/** Browsers lend the clipboard to https and localhost only; on an office's plain http the text is selected and copied the old way. */
async function copied(text: string, field: HTMLInputElement | null): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text)
    return true
  }
  field?.select()
  return document.execCommand('copy')
}

function endOf(lifetime: Lifetime): string | null {
  if (lifetime === 'never') return null
  return new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString()
}
