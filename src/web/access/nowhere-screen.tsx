import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../../contract/access.ts'
import { call } from '../api.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { Button, useWords } from '../ui/index.ts'
import { Door } from './door.tsx'

/** For somebody who is signed in and a member of nothing: left everywhere, or never let in. */
export function NowhereScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => navigate({ to: '/sign-in' as string }),
  })
  return (
    <Door title={t('access.nowhere.title')}>
      <div className="m-auto flex w-full max-w-90 flex-col items-center gap-4 text-center">
        <WheelMark size={72} />
        <h1 className="text-18 font-semibold text-balance">{t('access.nowhere.title')}</h1>
        <p className="text-balance text-ink-2">{t('access.nowhere.more')}</p>
        <Button onPress={() => leave.mutate()} isPending={leave.isPending}>
          {t('access.join.sign-out')}
        </Button>
      </div>
    </Door>
  )
}
