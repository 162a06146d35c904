import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { encode } from 'uqr'
import { prepareSecondFactor, turnOnSecondFactor } from '../../contract/second-factor.ts'
import { Problem, call } from '../api.ts'
import { Button, Dialog, Form, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { OwnPasswordForm } from './own-password-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Password, picture, first code, recovery codes: one after the other. */
export function SecondFactorSetUp({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const prepare = useMutation({
    mutationFn: (password: string) => call(prepareSecondFactor, { body: { password } }),
  })
  const done = (made: readonly string[]) => {
    setCodes(made)
    toast({ text: t('settings.second-factor.is-on') })
    void queries.invalidateQueries({ queryKey: ['second-factor'] })
  }
  return (
    <Dialog title={t(codes ? 'settings.second-factor.codes' : 'settings.second-factor')} isOpen onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onClose={onClose} />
      ) : prepare.data ? (
        <FirstCode {...prepare.data} onDone={done} onClose={onClose} />
      ) : (
        <OwnPasswordForm
          submit={t('settings.second-factor.continue')}
          isPending={prepare.isPending}
          problem={prepare.error}
          onClose={onClose}
          onSubmit={prepare.mutate}
        />
      )}
    </Dialog>
  )
}

interface FirstCodeProps {
  readonly secret: string
  readonly uri: string
  readonly onDone: (recoveryCodes: readonly string[]) => void
  readonly onClose: () => void
}

function FirstCode({ secret, uri, onDone, onClose }: FirstCodeProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const [code, setCode] = useState('')
  const turnOn = useMutation({
    mutationFn: () => call(turnOnSecondFactor, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  const isWrong = turnOn.error instanceof Problem && turnOn.error.code === 'code_refused'
  return (
    <Form
      onSubmit={() => turnOn.mutate()}
      problem={isWrong ? null : turnOn.error}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={turnOn.isPending} isDisabled={code.trim() === ''}>
            {t('settings.second-factor.turn-on')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('settings.second-factor.scan')}</p>
      <div className="flex flex-wrap items-center gap-5">
        <QrCode text={uri} label={t('settings.second-factor.picture')} />
        <p className="min-w-40 flex-1">
          <span className="block text-12 text-ink-3">{t('settings.second-factor.key')}</span>
          <span dir="ltr" className="block font-mono text-13 break-all select-all">
            {secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </span>
        </p>
      </div>
      <TextField
        label={t('settings.second-factor.code')}
        name="code"
        value={code}
        onChange={setCode}
        isRequired
        autoFocus
        dir="ltr"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        errorMessage={isWrong ? say(turnOn.error) : undefined}
      />
    </Form>
  )
}

/** Dark on white in either theme: scanners want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="size-44 rounded-2 bg-white">
      <path d={path} className="fill-black" />
    </svg>
  )
}
