import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addCost, deleteCost, listCosts } from '../../contract/sources.ts'
import type { CostEntry, Source } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  Day,
  ErrorState,
  IconButton,
  Money,
  SelectField,
  Skeleton,
  Table,
  toast,
  useProblemWords,
  useWords,
  VisuallyHidden,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { CostDialog } from './cost-dialog.tsx'

const everySource = 'all'

/** What sources cost, latest period first. */
export function CostList({ sources }: { sources: readonly Source[] }) {
  const { t } = useWords()
  const mayEdit = useRight('costs.edit')
  const [of, setOf] = useState(everySource)
  const [editing, setEditing] = useState<CostEntry | 'new' | null>(null)
  const costs = useCosts(of)
  const columns = useColumns(mayEdit ? setEditing : undefined)
  const items = costs.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card
      title={t('people.costs.title')}
      actions={
        mayEdit && (
          <Button icon={IconPlus} onPress={() => setEditing('new')}>
            {t('people.costs.add')}
          </Button>
        )
      }
    >
      <SelectField
        label={t('people.field.source')}
        options={[
          { id: everySource, label: t('people.costs.every-source') },
          ...sources.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={of}
        onChange={setOf}
        className="w-60 max-w-full"
      />
      {costs.isPending && <Skeleton className="h-20" />}
      {costs.isError && <ErrorState error={costs.error} onRetry={() => void costs.refetch()} />}
      {costs.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.costs.none')}</p>}
      {items.length > 0 && (
        <Table label={t('people.costs.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
      )}
      {costs.hasNextPage && (
        <Button variant="quiet" isPending={costs.isFetchingNextPage} onPress={() => void costs.fetchNextPage()}>
          {t('people.deals.more')}
        </Button>
      )}
      {editing && (
        <CostDialog
          cost={editing === 'new' ? null : editing}
          sources={sources}
          source={of === everySource ? null : of}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}

function useCosts(of: string) {
  return useInfiniteQuery({
    queryKey: ['sources', 'costs', of],
    queryFn: ({ pageParam }) =>
      call(listCosts, {
        query: {
          limit: 50,
          ...(of === everySource ? {} : { source: of }),
          ...(pageParam ? { after: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
}

function useColumns(onEdit: ((cost: CostEntry) => void) | undefined): Column<CostEntry>[] {
  const { t } = useWords()
  const removal = useRemoval()
  return [
    {
      key: 'period',
      title: t('people.costs.period'),
      isRowHeader: true,
      cell: ({ from, to }) => (
        <span className="whitespace-nowrap">
          <Day value={from} />
          {from !== to && (
            <>
              {' – '}
              <Day value={to} />
            </>
          )}
        </span>
      ),
    },
    {
      key: 'source',
      title: t('people.field.source'),
      cell: ({ sourceName, campaign, note }) => (
        <>
          <bdi>{sourceName}</bdi>
          {(campaign || note) && (
            <span className="block text-12 text-ink-3">
              <bdi>{[campaign, note].filter(Boolean).join(' · ')}</bdi>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'amount',
      title: t('people.costs.amount'),
      isNumber: true,
      cell: ({ amountMinor, currency }) => <Money value={{ minor: amountMinor, currency }} />,
    },
    ...(onEdit
      ? [
          {
            key: 'acts',
            title: <VisuallyHidden>{t('people.acts')}</VisuallyHidden>,
            staysLong: true,
            cell: (cost: CostEntry) => (
              <span className="flex justify-end">
                <IconButton icon={IconPencil} label={t('people.costs.edit')} onPress={() => onEdit(cost)} />
                <IconButton icon={IconTrash} label={t('people.costs.delete')} onPress={() => removal.mutate(cost)} />
              </span>
            ),
          },
        ]
      : []),
  ]
}

/** Takes a cost out; the way back enters it again. */
function useRemoval() {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const changed = () => void queries.invalidateQueries({ queryKey: ['sources'] })
  const back = useMutation({
    mutationFn: ({ sourceId, campaign, from, to, amountMinor, currency, note }: CostEntry) =>
      call(addCost, { body: { sourceId, campaign, from, to, amountMinor, currency, note } }),
    onSuccess: changed,
  })
  return useMutation({
    mutationFn: (cost: CostEntry) => call(deleteCost, { params: { id: cost.id } }),
    onSuccess: (_, cost) => {
      changed()
      toast({ text: t('people.costs.deleted'), onUndo: () => back.mutate(cost) })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}
