import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { showIdentity, signIn, signOut } from '../../contract/access.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { join, joinSignedIn, openInvitation } from '../../contract/invitations.ts'
import { Problem, call } from '../api.ts'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { Button, ErrorState, Form, Loading, Notice, TextField, useWords } from '../ui/index.ts'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'

type Invitation = OutputOf<typeof openInvitation>

/** Where the link of an invitation leads. Its secret stands behind the #, which no server and no log gets to see. */
export function JoinScreen() {
  const { t } = useWords()
  const [token] = useState(() => location.hash.slice(1))
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call(openInvitation, { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const title = invitation.data
    ? t('access.join.title', { workspace: invitation.data.workspace })
    : t('access.join.page')
  const isClosed = token === '' || isRefusal(invitation.error, 'invitation_closed', 'invalid')
  return (
    <Door title={title}>
      <div className="m-auto w-full max-w-90">
        {isClosed && <Closed />}
        {!isClosed && invitation.isPending && <Loading />}
        {!isClosed && invitation.isError && <ErrorState error={invitation.error} onRetry={invitation.refetch} />}
        {invitation.data && <Answer invitation={invitation.data} token={token} />}
      </div>
    </Door>
  )
}

function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Problem && codes.includes(error.code)
}

function Closed() {
  const { t } = useWords()
  const navigate = useNavigate()
  return (
    <div className="flex flex-col items-center gap-4 text-center">
      <WheelMark size={72} />
      <h1 className="text-18 font-semibold text-balance">{t('access.join.closed')}</h1>
      <p className="text-balance text-ink-2">{t('access.join.closed.more')}</p>
      <Button onPress={() => void navigate({ to: '/sign-in' as string })}>{t('access.join.go')}</Button>
    </div>
  )
}

interface AnswerProps {
  readonly invitation: Invitation
  readonly token: string
}

function Answer({ invitation, token }: AnswerProps) {
  const { t } = useWords()
  const { workspace, invitedBy, role, email } = invitation
  const [isKnown, setIsKnown] = useState(false)
  const signedIn = useQuery({
    queryKey: ['joining-as'],
    queryFn: () => call(showIdentity).catch(nobodyIfUnauthenticated),
    retry: false,
  })
  if (signedIn.isPending) return <Loading />
  const user = signedIn.data?.user ?? null
  return (
    <>
      <h1 className="text-24 font-semibold tracking-tight text-balance">{t('access.join.title', { workspace })}</h1>
      <p className="mt-2 mb-6 text-15 text-ink-2">
        {t('access.join.who', { inviter: invitedBy, role: t(`codes.role.${role}`) })}
      </p>
      {user && user.email === email && <JoinAs token={token} email={email} />}
      {user && user.email !== email && <Other email={user.email} invited={email} />}
      {!user &&
        (isKnown ? <SignInAndJoin token={token} email={email} /> : <JoinNew invitation={invitation} token={token} />)}
      {!user && (
        <Button variant="quiet" className="mt-4 w-full" onPress={() => setIsKnown(!isKnown)}>
          {t(isKnown ? 'access.join.new' : 'access.join.known')}
        </Button>
      )}
    </>
  )
}

function nobodyIfUnauthenticated(error: unknown): null {
  if (isRefusal(error, 'unauthenticated')) return null
  throw error
}

/** Comes into the workspace that was joined; what was read as somebody else, or as nobody, is forgotten. */
function useArrival(): (joined: { slug: string }) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async ({ slug }) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' })
    await navigate({ to: `/w/${slug}` as string })
  }
}

function JoinNew({ invitation, token }: AnswerProps) {
  const { t, language } = useWords()
  const arrive = useArrival()
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => call(join, { body: { token, name, password, language } }),
    onSuccess: arrive,
  })
  return (
    <Form
      label={t('access.join.page')}
      onSubmit={() => enter.mutate()}
      problem={enter.error}
      actions={<SubmitButton isPending={enter.isPending} label={t('access.join.submit')} />}
    >
      <TextField label={t('access.email')} type="email" autoComplete="username" isReadOnly value={invitation.email} />
      <TextField
        label={t('access.join.name')}
        name="name"
        autoComplete="name"
        isRequired
        maxLength={80}
        value={name}
        onChange={setName}
      />
      <PasswordField
        label={t('access.join.password')}
        name="password"
        isNew
        autoFocus
        value={password}
        onChange={setPassword}
      />
    </Form>
  )
}

function SignInAndJoin({ token, email }: { token: string; email: string }) {
  const { t, language } = useWords()
  const queries = useQueryClient()
  const arrive = useArrival()
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: async () => {
      const { challenge } = await call(signIn, { body: { email, password } })
      if (challenge !== null) return null
      return call(joinSignedIn, { body: { token, language } })
    },
    // Whoever has a second factor enters it at the door, and comes back here signed in.
    onSuccess: (joined) =>
      joined ? arrive(joined) : location.assign(`/sign-in?to=${encodeURIComponent(`/join#${token}`)}`),
    onError: () => queries.invalidateQueries({ queryKey: ['joining-as'] }),
  })
  return (
    <Form
      label={t('access.join.page')}
      onSubmit={() => enter.mutate()}
      problem={enter.error}
      actions={<SubmitButton isPending={enter.isPending} label={t('access.join.sign-in')} />}
    >
      <TextField label={t('access.email')} type="email" autoComplete="username" isReadOnly value={email} />
      <PasswordField label={t('access.password')} name="password" autoFocus value={password} onChange={setPassword} />
    </Form>
  )
}

function JoinAs({ token, email }: { token: string; email: string }) {
  const { t, language } = useWords()
  const arrive = useArrival()
  const enter = useMutation({
    mutationFn: () => call(joinSignedIn, { body: { token, language } }),
    onSuccess: arrive,
  })
  return (
    <Form
      label={t('access.join.page')}
      onSubmit={() => enter.mutate()}
      problem={enter.error}
      actions={<SubmitButton isPending={enter.isPending} label={t('access.join.submit')} />}
    >
      <p>{t('access.join.as', { email })}</p>
    </Form>
  )
}

function Other({ email, invited }: { email: string; invited: string }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const leave = useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => queries.invalidateQueries({ queryKey: ['joining-as'] }),
  })
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('access.join.other', { email, invited })}</Notice>
      <Button onPress={() => leave.mutate()} isPending={leave.isPending}>
        {t('access.join.sign-out')}
      </Button>
    </div>
  )
}

function SubmitButton({ isPending, label }: { isPending: boolean; label: string }) {
  return (
    <Button type="submit" variant="primary" isPending={isPending} className="min-h-9 w-full">
      {label}
    </Button>
  )
}
