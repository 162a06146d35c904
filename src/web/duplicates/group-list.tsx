import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DuplicateGroup } from '../../contract/duplicates.ts'
import { Button, EmptyState, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { GroupCard } from './group-card.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { duplicatesQuery, type Shown } from './queries.ts'

/** The groups of a kind, the surest first. */
export function GroupList({ shown }: { shown: Shown }) {
  const { t } = useWords()
  const [compared, setCompared] = useState<DuplicateGroup | null>(null)
  const list = useInfiniteQuery(duplicatesQuery(shown))
  if (list.isPending) return <Waiting />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const groups = list.data.pages.flatMap(({ items }) => items)
  return (
    <>
      {groups.length === 0 && (
        <EmptyState>{t(shown.state === 'open' ? 'duplicates.empty' : 'duplicates.empty.different')}</EmptyState>
      )}
      <ul className="flex flex-col gap-3">
        {groups.map((group) => (
          <GroupCard key={group.id} group={group} onCompare={() => setCompared(group)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} className="self-center">
          {t('duplicates.more')}
        </Button>
      )}
      {compared && (
        <MergeDialog
          kind={compared.kind}
          ids={compared.members.map(({ id }) => id)}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-32" />
      <Skeleton className="h-32" />
      <Skeleton className="h-32" />
    </div>
  )
}
