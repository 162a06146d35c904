import { useMutation } from '@tanstack/react-query'
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs'
import { askForPasskey, enterPasskey } from '../../contract/second-factor.ts'
import { call } from '../api.ts'
import { Button, Notice, useProblemWords, useWords } from '../ui/index.ts'
import { showPasskey } from './passkey.ts'

/** Signs in with what the device keeps: no address, no password. */
export function PasskeyButton({ onEnter }: { onEnter: () => Promise<void> }) {
  const { t } = useWords()
  const say = useProblemWords()
  const enter = useMutation({
    mutationFn: async () => {
      const { challenge, options } = await call(askForPasskey, { body: {} })
      return call(enterPasskey, { body: { challenge, response: await showPasskey(options) } })
    },
    onSuccess: onEnter,
  })
  if (!('PublicKeyCredential' in window)) return null
  return (
    <div className="mt-3 flex flex-col gap-3">
      <p
        aria-hidden
        className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        {t('access.passkey.or')}
      </p>
      <Button
        icon={IconFingerprint}
        isPending={enter.isPending}
        onPress={() => enter.mutate()}
        className="min-h-9 w-full"
      >
        {t('access.passkey.submit')}
      </Button>
      {enter.isError && <Notice tone="bad">{say(enter.error)}</Notice>}
    </div>
  )
}
