import { useInfiniteQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { listSourceYields } from '../../contract/sources.ts'
import type { SourceYield } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Amount,
  Button,
  Card,
  EmptyState,
  ErrorState,
  IconButton,
  Money,
  Skeleton,
  Table,
  VisuallyHidden,
  useWords,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { CostList } from './cost-list.tsx'
import { SourceDialog } from './source-dialog.tsx'

/** Where prospects come from: on which basis, at what cost, with what result. */
export function SourceSettings() {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const [editing, setEditing] = useState<SourceYield | 'new' | null>(null)
  const sources = useInfiniteQuery({
    queryKey: ['sources', 'yields'],
    queryFn: ({ pageParam }) =>
      call(listSourceYields, { query: { limit: 100, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const columns = useColumns(mayEdit ? setEditing : undefined)
  if (sources.isPending) return <Skeleton className="h-50 w-full" />
  if (sources.isError) return <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />
  const items = sources.data.pages.flatMap((page) => page.items)
  const add = mayEdit && (
    <Button icon={IconPlus} onPress={() => setEditing('new')}>
      {t('people.sources.add')}
    </Button>
  )
  return (
    <>
      <Card title={t('people.sources.title')} actions={items.length > 0 && add}>
        {items.length === 0 ? (
          <EmptyState action={add}>{t('people.sources.none')}</EmptyState>
        ) : (
          <Table label={t('people.sources.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )}
        {sources.hasNextPage && (
          <Button
            variant="quiet"
            isPending={sources.isFetchingNextPage}
            onPress={() => void sources.fetchNextPage()}
            className="self-start"
          >
            {t('people.deals.more')}
          </Button>
        )}
      </Card>
      {items.length > 0 && <CostList sources={items} />}
      {editing && <SourceDialog source={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function Sums({ sums }: { sums: SourceYield['costs'] }) {
  if (sums.length === 0) return '–'
  return sums.map((sum, at) => (
    <Fragment key={sum.currency}>
      {at > 0 && <br />}
      <Money value={sum} />
    </Fragment>
  ))
}

function useColumns(onEdit: ((source: SourceYield) => void) | undefined): Column<SourceYield>[] {
  const { t } = useWords()
  const nothing = <span className="text-ink-3">{t('people.sources.basis.none')}</span>
  return [
    {
      key: 'name',
      title: t('people.field.name'),
      isRowHeader: true,
      cell: ({ name, kind }) => (
        <>
          <bdi className="font-medium">{name}</bdi>
          <span className="block text-12 text-ink-3">{t(`codes.source_kind.${kind}`)}</span>
        </>
      ),
    },
    {
      key: 'basis',
      title: t('people.sources.basis'),
      cell: ({ basis, licence }) => (
        <>
          {basis ? t(`codes.source_basis.${basis}`) : nothing}
          {licence && (
            <span className="block text-12 text-ink-3">
              <bdi>{licence}</bdi>
            </span>
          )}
        </>
      ),
    },
    ...useFigures(),
    ...(onEdit
      ? [
          {
            key: 'edit',
            title: <VisuallyHidden>{t('people.acts')}</VisuallyHidden>,
            staysLong: true,
            cell: (source: SourceYield) => (
              <IconButton
                icon={IconPencil}
                label={t('people.reach.edit', { field: source.name })}
                onPress={() => onEdit(source)}
              />
            ),
          },
        ]
      : []),
  ]
}

function useFigures(): Column<SourceYield>[] {
  const { t } = useWords()
  return [
    {
      key: 'cost',
      title: t('people.costs.amount'),
      isNumber: true,
      cell: ({ costs }) => <Sums sums={costs} />,
    },
    {
      key: 'deals',
      title: t('people.sources.deals'),
      isNumber: true,
      cell: ({ dealCount }) => <Amount value={dealCount} />,
    },
    {
      key: 'won',
      title: t('people.sources.won'),
      isNumber: true,
      cell: ({ wonCount, won }) => (
        <>
          <Amount value={wonCount} />
          {won.length > 0 && (
            <span className="block text-12 text-ink-3">
              <Sums sums={won} />
            </span>
          )}
        </>
      ),
    },
  ]
}
