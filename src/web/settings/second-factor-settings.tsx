import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { renewRecoveryCodes, showSecondFactor, turnOffSecondFactor } from '../../contract/second-factor.ts'
import { call } from '../api.ts'
import { Badge, Button, Card, Dialog, ErrorState, Skeleton, toast, useWords } from '../ui/index.ts'
import { OwnPasswordForm } from './own-password-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorSetUp } from './second-factor-set-up.tsx'

type Step = 'set-up' | 'new-codes' | 'turn-off'

/** A code beside the password: whether it is asked, and what to do about it. */
export function SecondFactorSettings() {
  const { t } = useWords()
  const [step, setStep] = useState<Step | null>(null)
  const state = useQuery({ queryKey: ['second-factor'], queryFn: () => call(showSecondFactor) })
  if (state.isPending) return <Skeleton />
  if (state.isError) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  const { isOn, recoveryCodesLeft } = state.data
  const close = () => setStep(null)
  return (
    <Card title={t('settings.second-factor')}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-60 flex-1">
          <p className="text-ink-2">{t(isOn ? 'settings.second-factor.on' : 'settings.second-factor.off')}</p>
          {isOn && (
            <p className="mt-1">
              <Badge tone={recoveryCodesLeft === 0 ? 'warn' : 'plain'}>
                {t('settings.second-factor.left', { count: recoveryCodesLeft })}
              </Badge>
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {!isOn && <Button onPress={() => setStep('set-up')}>{t('settings.second-factor.set-up')}</Button>}
          {isOn && <Button onPress={() => setStep('new-codes')}>{t('settings.second-factor.new-codes')}</Button>}
          {isOn && <Button onPress={() => setStep('turn-off')}>{t('settings.second-factor.turn-off')}</Button>}
        </div>
      </div>
      {step === 'set-up' && <SecondFactorSetUp onClose={close} />}
      {step === 'new-codes' && <NewCodes onClose={close} />}
      {step === 'turn-off' && <TurnOff onClose={close} />}
    </Card>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: (password: string) => call(renewRecoveryCodes, { body: { password } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['second-factor'] }),
  })
  return (
    <Dialog
      title={t(renew.data ? 'settings.second-factor.codes' : 'settings.second-factor.new-codes')}
      isOpen
      onClose={onClose}
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recoveryCodes} onClose={onClose} />
      ) : (
        <OwnPasswordForm
          submit={t('settings.second-factor.continue')}
          isPending={renew.isPending}
          problem={renew.error}
          onClose={onClose}
          onSubmit={renew.mutate}
        />
      )}
    </Dialog>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const turnOff = useMutation({
    mutationFn: (password: string) => call(turnOffSecondFactor, { body: { password } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['second-factor'] })
      toast({ text: t('settings.second-factor.is-off') })
      onClose()
    },
  })
  return (
    <Dialog title={t('settings.second-factor')} isOpen onClose={onClose}>
      <OwnPasswordForm
        submit={t('settings.second-factor.turn-off')}
        isPending={turnOff.isPending}
        problem={turnOff.error}
        onClose={onClose}
        onSubmit={turnOff.mutate}
      />
    </Dialog>
  )
}
