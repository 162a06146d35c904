import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listApiKeys, revokeApiKey } from '../../contract/access.ts'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import {
  Ago,
  Button,
  Card,
  Day,
  Dialog,
  EmptyState,
  ErrorState,
  Form,
  Skeleton,
  Table,
  toast,
  useWords,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

type ApiKey = OutputOf<typeof listApiKeys>['items'][number]

/** Keys for programs. A page of 200 is all: who has more has a problem that a longer list does not solve. */
export function KeySettings() {
  const { t } = useWords()
  const { workspace } = useSession()
  const [isMaking, setIsMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const keys = useQuery({
    queryKey: ['api-keys', workspace.id],
    queryFn: () => call(listApiKeys, { query: { limit: 200 } }),
  })
  const columns = useKeyColumns(setRevoking)
  if (keys.isPending) return <Skeleton className="h-50 w-full" />
  if (keys.isError) return <ErrorState error={keys.error} onRetry={keys.refetch} />
  const make = (
    <Button icon={IconPlus} onPress={() => setIsMaking(true)}>
      {t('settings.keys.new')}
    </Button>
  )
  const isEmpty = keys.data.items.length === 0
  return (
    <Card title={t('settings.part.keys')} actions={isEmpty ? null : make}>
      {isEmpty ? (
        <EmptyState action={make}>{t('settings.keys.empty')}</EmptyState>
      ) : (
        <Table label={t('settings.part.keys')} columns={columns} rows={keys.data.items} rowKey={({ id }) => id} />
      )}
      <a href="/api" className="self-start font-medium text-accent hover:underline">
        {t('search.reference')}
      </a>
      {isMaking && <NewKeyDialog onClose={() => setIsMaking(false)} />}
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  )
}

function useKeyColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useWords()
  return [
    { key: 'name', title: t('settings.keys.name'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'role', title: t('settings.members.role'), cell: (key) => <KeyRole apiKey={key} /> },
    { key: 'for', title: t('team.keys.for'), cell: (key) => <KeyFor apiKey={key} /> },
    {
      key: 'used',
      title: t('settings.keys.used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <Ago value={lastUsedAt} /> : <span className="text-ink-3">{t('settings.keys.never')}</span>,
    },
    {
      key: 'expires',
      title: t('settings.keys.expires'),
      cell: ({ expiresAt }) =>
        expiresAt ? <Day value={expiresAt} /> : <span className="text-ink-3">{t('settings.keys.lifetime.never')}</span>,
    },
    {
      key: 'revoke',
      title: <span className="sr-only">{t('settings.keys.revoke')}</span>,
      staysLong: true,
      isNumber: true,
      cell: (key) => (
        <Button
          variant="quiet"
          onPress={() => onRevoke(key)}
          aria-label={t('settings.keys.revoke-of', { name: key.name })}
        >
          {t('settings.keys.revoke')}
        </Button>
      ),
    },
  ]
}

/** The role of a key, and how many of its rights it keeps. */
function KeyRole({ apiKey: { role, scopes } }: { apiKey: ApiKey }) {
  const { t } = useWords()
  return (
    <>
      {t(`codes.role.${role}`)}
      {scopes && (
        <span className="block text-12 text-ink-3" title={scopes.map((right) => t(`team.right.${right}`)).join(', ')}>
          {t('team.keys.scope.count', { count: scopes.length })}
        </span>
      )}
    </>
  )
}

/** For whom a key acts; of the workspace's own, who made it and answers for it. */
function KeyFor({ apiKey: { member, madeBy } }: { apiKey: ApiKey }) {
  const { t } = useWords()
  if (member) return <bdi>{member.name}</bdi>
  return (
    <>
      {t('team.keys.for.nobody')}
      {madeBy && (
        <span className="block text-12 text-ink-3">
          {t('team.keys.maker')} <bdi>{madeBy.name}</bdi>
        </span>
      )}
    </>
  )
}

/** The one act here that nothing takes back: programs stop at once. So it asks, and says so. */
function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const revoke = useMutation({
    mutationFn: () => call(revokeApiKey, { params: { id: apiKey.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['api-keys', workspace.id] })
      onClose()
      toast({ text: t('settings.keys.revoked', { name: apiKey.name }) })
    },
  })
  return (
    <Dialog title={t('settings.keys.revoke-of', { name: apiKey.name })} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={() => revoke.mutate()}
        problem={revoke.error}
        actions={
          <>
            <Button onPress={onClose}>{t('settings.cancel')}</Button>
            <Button type="submit" variant="danger" isPending={revoke.isPending}>
              {t('settings.keys.revoke')}
            </Button>
          </>
        }
      >
        <p>{t('settings.keys.revoke.more')}</p>
      </Form>
    </Dialog>
  )
}
