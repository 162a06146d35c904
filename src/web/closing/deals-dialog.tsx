import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { Button, Dialog, EmptyState, ErrorState, Loading, useWords } from '../ui/index.ts'

export interface DealBehind {
  readonly key: string
  readonly dealId: string
  readonly name: string
  readonly note: string
}

interface DealsDialogProps {
  readonly title: string
  /** Which number they are of, where a title has several. */
  readonly of?: string
  /** A page of them, behind a cursor. */
  readonly read: (after: string | undefined) => Promise<{ items: DealBehind[]; next: string | null }>
  readonly onClose: () => void
}

/** The deals that a figure is made of. */
export function DealsDialog({ title, of, read, onClose }: DealsDialogProps) {
  const { t } = useWords()
  const address = useAddress()
  const found = useInfiniteQuery({
    queryKey: ['measurement', 'behind', title, of],
    initialPageParam: '',
    queryFn: ({ pageParam }) => read(pageParam || undefined),
    getNextPageParam: ({ next }) => next,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState>{t('closing.figures.none-behind')}</EmptyState>}
      <ul className="flex max-h-100 flex-col overflow-auto">
        {items.map(({ key, dealId, name, note }) => (
          <li key={key} className="flex flex-wrap gap-x-3 border-b border-line py-2 last:border-b-0">
            <Link to={address(`deals/${dealId}`)} className="min-w-40 flex-1 font-medium text-accent hover:underline">
              <bdi>{name}</bdi>
            </Link>
            <bdi className="text-12 text-ink-2">{note}</bdi>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('closing.figures.more')}
        </Button>
      )}
    </Dialog>
  )
}
