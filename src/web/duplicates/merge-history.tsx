import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Merge } from '../../contract/duplicates.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { customerPlace } from '../people/customer-query.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Amount,
  Badge,
  Button,
  EmptyState,
  ErrorState,
  Skeleton,
  Table,
  VisuallyHidden,
  useWords,
} from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'
import { mergesQuery } from './queries.ts'
import { useUndoMerge } from './use-merge.ts'

/** What was merged, the latest first, each with its way back. */
export function MergeHistory() {
  const { t } = useWords()
  const merges = useInfiniteQuery(mergesQuery())
  const columns = useColumns()
  if (merges.isPending) return <Skeleton className="h-40" />
  if (merges.isError) return <ErrorState error={merges.error} onRetry={() => void merges.refetch()} />
  const rows = merges.data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) return <EmptyState>{t('duplicates.empty.merged')}</EmptyState>
  return (
    <>
      <Table label={t('duplicates.state.merged')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {merges.hasNextPage && (
        <Button
          onPress={() => void merges.fetchNextPage()}
          isPending={merges.isFetchingNextPage}
          className="self-center"
        >
          {t('duplicates.more')}
        </Button>
      )}
    </>
  )
}

function useColumns(): Column<Merge>[] {
  const { t } = useWords()
  const mayMerge = useRight('duplicates.merge')
  const undo = useUndoMerge()
  return [
    { key: 'into', title: t('duplicates.history.into'), isRowHeader: true, cell: (merge) => <Into merge={merge} /> },
    {
      key: 'removed',
      title: t('duplicates.history.removed'),
      isNumber: true,
      cell: ({ removed }) => <Amount value={removed} />,
    },
    { key: 'by', title: t('duplicates.history.by'), cell: ({ byName }) => byName && <bdi>{byName}</bdi> },
    { key: 'when', title: t('duplicates.history.when'), cell: ({ createdAt }) => <Ago value={createdAt} /> },
    {
      key: 'status',
      title: t('duplicates.history.status'),
      cell: ({ status }) => <Badge tone={tones[status]}>{t(`duplicates.status.${status}`)}</Badge>,
    },
    {
      key: 'undo',
      title: <VisuallyHidden>{t('people.acts')}</VisuallyHidden>,
      staysLong: true,
      isNumber: true,
      cell: ({ id, undoable, survivor }) =>
        undoable &&
        mayMerge && (
          <Button
            variant="quiet"
            aria-label={t('duplicates.undo.of', { name: survivor?.name ?? '' })}
            onPress={() => undo.mutate(id)}
            isPending={undo.isPending && undo.variables === id}
          >
            {t('ui.undo')}
          </Button>
        ),
    },
  ]
}

function Into({ merge: { kind, survivor, total } }: { merge: Merge }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <span className="flex items-center gap-2">
      <CustomerIcon kind={kind} />
      {total > 1 || !survivor ? (
        t('duplicates.history.groups', { count: total })
      ) : (
        <Link to={address(customerPlace(kind, survivor.id))} className="text-accent hover:underline">
          <bdi>{survivor.name}</bdi>
        </Link>
      )}
    </span>
  )
}

const tones = {
  queued: 'accent',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
  undoing: 'accent',
  undone: 'plain',
} satisfies Record<Merge['status'], Tone>
