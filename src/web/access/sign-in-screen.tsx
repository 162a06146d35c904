import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { showFirstRun, signIn } from '../../contract/access.ts'
import { Problem, call } from '../api.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { Button, Form, Notice, TextField, useWords } from '../ui/index.ts'
import { CodeForm } from './code-form.tsx'
import { Door } from './door.tsx'
import { isNamed } from './passkey.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { PasswordField } from './password-field.tsx'

export function SignInScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const firstRun = useQuery({ queryKey: ['first-run'], queryFn: () => call(showFirstRun) })
  useEffect(() => {
    if (firstRun.data?.open) void navigate({ to: '/first-run' as string, replace: true })
  }, [firstRun.data, navigate])
  return (
    <Door title={t('access.sign-in.title')} aside={<Pledge />}>
      <div className="m-auto w-full max-w-90">
        <SignIn />
        <p className="mt-6 border-t border-line pt-4 text-12 text-ink-3">{t('access.sign-in.help')}</p>
      </div>
    </Door>
  )
}

/** The password, and the code of an app where the account asks for one. */
function SignIn() {
  const { t } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [challenge, setChallenge] = useState<string | null>(null)
  const enter = async () => {
    queries.clear()
    await navigate({ to: addressAfter(location.search) })
  }
  return (
    <>
      <h1 className="mb-6 text-24 font-semibold tracking-tight">
        {t(challenge === null ? 'access.sign-in.title' : 'access.code.title')}
      </h1>
      {challenge === null ? (
        <>
          <SignInForm onChallenge={setChallenge} onEnter={enter} />
          {isNamed() && <PasskeyButton onEnter={enter} />}
        </>
      ) : (
        <CodeForm challenge={challenge} onEnter={enter} onBack={() => setChallenge(null)} />
      )}
    </>
  )
}

interface SignInFormProps {
  readonly onChallenge: (challenge: string) => void
  readonly onEnter: () => Promise<void>
}

function SignInForm({ onChallenge, onEnter }: SignInFormProps) {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => call(signIn, { body: { email, password } }),
    onSuccess: async ({ challenge }) => (challenge === null ? onEnter() : onChallenge(challenge)),
  })
  const minutes = useMinutesLeft(enter.error)
  const isClosed = enter.error instanceof Problem && enter.error.code === 'too_many_requests'
  return (
    <Form
      label={t('access.sign-in.title')}
      onSubmit={() => enter.mutate()}
      problem={isClosed ? null : enter.error}
      actions={
        <Button
          type="submit"
          variant="primary"
          isPending={enter.isPending}
          isDisabled={minutes > 0}
          className="min-h-9 w-full"
        >
          {t('access.sign-in.submit')}
        </Button>
      }
    >
      <TextField
        label={t('access.email')}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <PasswordField label={t('access.password')} name="password" value={password} onChange={setPassword} />
      {minutes > 0 && <Notice tone="bad">{t('access.sign-in.throttled', { minutes })}</Notice>}
    </Form>
  )
}

/** Where somebody who was sent to the door wanted to go. Only an address of our own: "//" would be another host. */
function addressAfter(search: string): string {
  const wanted = new URLSearchParams(search).get('to') ?? '/'
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}

/** Whole minutes until the door opens again; 0 when it is open. */
function useMinutesLeft(error: unknown): number {
  const [opensAt, setOpensAt] = useState(0)
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (!(error instanceof Problem) || !('retryAfterSeconds' in error.data)) return
    setNow(Date.now())
    setOpensAt(Date.now() + Number(error.data.retryAfterSeconds) * 1000)
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [error])
  return Math.max(0, Math.ceil((opensAt - now) / 60_000))
}

function Pledge() {
  const { t } = useWords()
  return (
    <div className="sticky top-0 flex h-dvh flex-col items-center justify-center gap-10 p-10 text-center">
      <WheelMark size={320} />
      <div className="max-w-90">
        <p className="text-24 font-semibold tracking-tight text-balance">{t('access.promise')}</p>
        <p className="mt-2 text-15 text-balance text-ink-2">{t('access.promise.more')}</p>
      </div>
    </div>
  )
}
