import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listImports } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Ago, Amount, Badge, Button, Card, ErrorState, Skeleton, Table, useWords } from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'

type FormerImport = OutputOf<typeof listImports>['items'][number]

export function FormerImports() {
  const { t } = useWords()
  const { workspace } = useSession()
  const imports = useInfiniteQuery({
    queryKey: ['imports', workspace.id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listImports, { query: { limit: 20, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  const columns = useImportColumns()
  if (imports.isPending) return <Skeleton className="h-40 w-full" />
  if (imports.isError) return <ErrorState error={imports.error} onRetry={imports.refetch} />
  const rows = imports.data.pages.flatMap(({ items }) => items)
  return (
    <Card title={t('importing.former')}>
      {rows.length === 0 ? (
        <p className="text-ink-3">{t('importing.former.empty')}</p>
      ) : (
        <Table label={t('importing.former')} columns={columns} rows={rows} rowKey={({ importId }) => importId} />
      )}
      {imports.hasNextPage && (
        <Button onPress={() => void imports.fetchNextPage()} isPending={imports.isFetchingNextPage}>
          {t('importing.more')}
        </Button>
      )}
    </Card>
  )
}

function useImportColumns(): Column<FormerImport>[] {
  const { t } = useWords()
  const address = useAddress()
  const number = (key: 'rows' | 'created' | 'updated' | 'rejected'): Column<FormerImport> => ({
    key,
    title: t(`importing.count.${key}`),
    isNumber: true,
    cell: ({ sum }) => <Amount value={sum[key]} />,
  })
  return [
    {
      key: 'files',
      title: t('importing.files'),
      isRowHeader: true,
      cell: ({ importId, files }) => (
        <Link to={address(`import/${importId}`)} className="text-accent hover:underline">
          <bdi>{files.join(', ')}</bdi>
        </Link>
      ),
    },
    {
      key: 'status',
      title: t('importing.status'),
      cell: ({ status, dryRun }) => (
        <Badge tone={tones[status]}>{t(`importing.status.${status === 'done' && dryRun ? 'tried' : status}`)}</Badge>
      ),
    },
    { key: 'when', title: t('importing.when'), cell: ({ createdAt }) => <Ago value={createdAt} /> },
    number('rows'),
    number('created'),
    number('updated'),
    number('rejected'),
  ]
}

const tones = {
  staged: 'plain',
  queued: 'accent',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
  stopped: 'warn',
  undoing: 'accent',
  undone: 'plain',
} satisfies Record<FormerImport['status'], Tone>
