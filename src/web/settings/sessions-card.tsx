import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs'
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'
import { endOtherSessions, endSession, listSessions } from '../../contract/sessions.ts'
import type { UserSession } from '../../contract/sessions.ts'
import { call } from '../api.ts'
import { Badge, Button, Card, ErrorState, Skeleton, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { deviceOf } from './device.ts'

/** Where one is signed in; each place can be signed out of from here. */
export function SessionsCard() {
  const { t } = useWords()
  const words = useProblemWords()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => call(listSessions) })
  const end = useMutation({
    mutationFn: async (id: string | null) => {
      if (id === null) return (await call(endOtherSessions)).ended
      await call(endSession, { params: { id } })
      return 1
    },
    onSuccess: (count) => toast({ text: t('team.sessions.ended', { count }) }),
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  if (sessions.isPending) return <Skeleton className="h-30 w-full" />
  if (sessions.isError) return <ErrorState error={sessions.error} onRetry={sessions.refetch} />
  const { items } = sessions.data
  const others = items.some(({ isCurrent }) => !isCurrent)
  return (
    <Card
      title={t('team.sessions')}
      actions={
        others && (
          <Button onPress={() => end.mutate(null)} isPending={end.isPending}>
            {t('team.sessions.others')}
          </Button>
        )
      }
    >
      <ul>
        {items.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      {!others && <p className="text-ink-3">{t('team.sessions.only')}</p>}
    </Card>
  )
}

function SessionRow({ session, onEnd }: { session: UserSession; onEnd: () => void }) {
  const { t } = useWords()
  const { relative, instant } = useFormats()
  const { address, signedInAt, lastUsedAt, isCurrent } = session
  const { browser, system } = deviceOf(session.userAgent)
  const device =
    browser && system ? t('team.sessions.device', { browser, system }) : (browser ?? t('team.sessions.unknown'))
  const Glyph = system === 'iOS' || system === 'Android' ? IconDeviceMobile : IconDeviceDesktop
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
      <Glyph aria-hidden size={20} stroke={1.5} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <bdi className="truncate font-medium">{device}</bdi>
          {isCurrent && <Badge tone="ok">{t('team.sessions.here')}</Badge>}
        </span>
        <span className="block text-12 text-ink-2">
          {address && <bdi dir="ltr">{address}</bdi>}
          {address && ' · '}
          <span title={instant(signedInAt)}>{t('team.sessions.since', { when: relative(signedInAt) })}</span>
          {!isCurrent && ` · ${t('team.sessions.used', { when: relative(lastUsedAt) })}`}
        </span>
      </span>
      {!isCurrent && (
        <Button variant="quiet" onPress={onEnd} aria-label={t('team.sessions.end-of', { device })}>
          {t('team.sessions.end')}
        </Button>
      )}
    </li>
  )
}
