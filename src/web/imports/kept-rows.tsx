import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type UndoKind, undoKinds } from '../../contract/import-counts.ts'
import { importFields } from '../../contract/import-fields.ts'
import { type KeptRow, listKept } from '../../contract/import-undo.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, Card, ErrorState, Skeleton, Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

/** What the undo of an import left, record by record, and why. */
export function KeptRows({ importId }: { importId: string }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const kept = useInfiniteQuery({
    queryKey: ['import', workspace.id, importId, 'kept'],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listKept, { params: { id: importId }, query: { limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  const columns = useColumns()
  if (kept.isPending) return <Skeleton className="h-40 w-full" />
  if (kept.isError) return <ErrorState error={kept.error} onRetry={kept.refetch} />
  const rows = kept.data.pages.flatMap(({ items }) => items)
  return (
    <Card title={t('importing.kept')}>
      <Table label={t('importing.kept')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {kept.hasNextPage && (
        <Button onPress={() => void kept.fetchNextPage()} isPending={kept.isFetchingNextPage}>
          {t('importing.more')}
        </Button>
      )}
    </Card>
  )
}

// Kinds whose records have a page of their own.
const pages: Readonly<Partial<Record<UndoKind, string>>> = {
  deals: 'deals',
  people: 'people',
  companies: 'companies',
  households: 'households',
  products: 'products',
}

function useColumns(): Column<KeptRow>[] {
  const { t } = useWords()
  const address = useAddress()
  return [
    {
      key: 'name',
      title: t('importing.kept.name'),
      isRowHeader: true,
      cell: ({ kind, id, name }) => {
        const page = pages[kind]
        const called = <bdi>{name ?? '–'}</bdi>
        if (page === undefined || name === null) return called
        return (
          <Link to={address(`${page}/${id}`)} className="text-accent hover:underline">
            {called}
          </Link>
        )
      },
    },
    { key: 'kind', title: t('importing.undo.records'), cell: ({ kind }) => t(`importing.kind.${kind}`) },
    { key: 'why', title: t('importing.kept.why'), cell: (row) => <Why row={row} /> },
  ]
}

function Why({ row: { kind, reason, fields, by } }: { row: KeptRow }) {
  const { t } = useWords()
  const known: readonly string[] = kind in importFields ? importFields[kind as keyof typeof importFields] : []
  const named = new Set(
    fields.map((field) => field.replace(/_id$/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
  )
  const said = [...named].filter((field) => known.includes(field)).map((field) => t(`imports.field.${field}`))
  const kinds = undoKinds.filter((each) => by.includes(each)).map((each) => t(`importing.kind.${each}`))
  const more = [...said, ...kinds].join(', ')
  return (
    <>
      {t(`importing.kept.${reason}`)}
      {more !== '' && <span className="text-ink-3">: {more}</span>}
    </>
  )
}
