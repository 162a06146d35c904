import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs'
import { addPasskey, listPasskeys, type Passkey, preparePasskey, removePasskey } from '../../contract/second-factor.ts'
import { isNamed, makePasskey } from '../access/passkey.ts'
import { call } from '../api.ts'
import { Button, Card, Dialog, ErrorState, Skeleton, TextField, toast, useFormats, useWords } from '../ui/index.ts'
import { OwnPasswordForm } from './own-password-form.tsx'

/** Signing in without a password. */
export function PasskeySettings() {
  const { t } = useWords()
  const [isAdding, setIsAdding] = useState(false)
  const keys = useQuery({ queryKey: ['passkeys'], queryFn: () => call(listPasskeys) })
  if (keys.isPending) return <Skeleton />
  if (keys.isError) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
  const isOffered = isNamed() && 'credentials' in navigator && 'PublicKeyCredential' in window
  return (
    <Card title={t('settings.passkeys')}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <p className="min-w-60 flex-1 text-ink-2">{t('settings.passkeys.more')}</p>
        {isOffered && <Button onPress={() => setIsAdding(true)}>{t('settings.passkeys.add')}</Button>}
      </div>
      {!isOffered && (
        <p className="mt-2 text-12 text-ink-3">
          {t(isNamed() ? 'settings.passkeys.unsupported' : 'settings.passkeys.needs-name')}
        </p>
      )}
      {keys.data.items.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {keys.data.items.map((key) => (
            <PasskeyRow key={key.id} passkey={key} />
          ))}
        </ul>
      )}
      {isAdding && <AddPasskey onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t } = useWords()
  const { day } = useFormats()
  const queries = useQueryClient()
  const { id, name, createdAt, lastUsedAt } = passkey
  const remove = useMutation({
    mutationFn: () => call(removePasskey, { params: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
      toast({ text: t('settings.passkeys.removed', { name }) })
    },
  })
  return (
    <li className="flex items-center gap-3 py-2.5">
      <IconFingerprint aria-hidden size={20} className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="text-12 text-ink-3">
          {t('settings.passkeys.made', { date: day(createdAt) })}
          {' · '}
          {lastUsedAt === null
            ? t('settings.passkeys.never-used')
            : t('settings.passkeys.used', { date: day(lastUsedAt) })}
        </p>
      </div>
      <Button
        aria-label={t('settings.passkeys.remove.label', { name })}
        isPending={remove.isPending}
        onPress={() => remove.mutate()}
      >
        {t('settings.passkeys.remove')}
      </Button>
    </li>
  )
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: async (password: string) => {
      const { challenge, options } = await call(preparePasskey, { body: { password } })
      const response = await makePasskey(options)
      return call(addPasskey, { body: { challenge, name, response } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
      toast({ text: t('settings.passkeys.added', { name }) })
      onClose()
    },
  })
  return (
    <Dialog title={t('settings.passkeys.add')} isOpen onClose={onClose}>
      <OwnPasswordForm
        submit={t('settings.passkeys.add')}
        isPending={add.isPending}
        problem={add.error}
        onClose={onClose}
        onSubmit={add.mutate}
      >
        <TextField
          label={t('settings.passkeys.name')}
          name="name"
          isRequired
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </OwnPasswordForm>
    </Dialog>
  )
}
