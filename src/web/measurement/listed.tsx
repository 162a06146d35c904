import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../shell/session.ts'
import { Button, EmptyState, ErrorState, Loading, SidePanel, useFormats, useWords } from '../ui/index.ts'
import { opening } from './behind-link.tsx'
import { listedText, nothingOpen, useChangedSearch, useInsightsChange } from './search.ts'
import type { Listed } from './search.ts'

interface ListedLinkProps {
  readonly listed: Listed
  readonly count: number
  readonly label: string
  /** How the number is written; the count itself unless said. */
  readonly children?: ReactNode
}

/** A number that opens to what it counts, each with its deal; nothing to open where it is none. */
export function ListedLink({ listed, count, label, children }: ListedLinkProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const changed = useChangedSearch()
  if (count === 0) return <span className="text-ink-3">{children ?? number(0)}</span>
  return (
    <Link to="." search={changed({ ...nothingOpen, list: listedText(listed) })} resetScroll={false} className={opening}>
      <bdi>{children ?? number(count)}</bdi>
      <span className="sr-only">{t('insights.behind.link', { what: label })}</span>
    </Link>
  )
}

interface ListedPanelProps<Item> {
  readonly title: string
  /** Which number they are of, with all that narrows it. */
  readonly of: readonly unknown[]
  /** A page of them, behind a cursor. */
  readonly read: (after: string | undefined) => Promise<{ items: Item[]; next: string | null }>
  /** What one of them says. */
  readonly children: (item: Item) => ReactNode
}

/** What a number counts, one a line, beside the figures. */
export function ListedPanel<Item extends { readonly id: string }>(props: ListedPanelProps<Item>) {
  const { title, of, read, children } = props
  const { t } = useWords()
  const { workspace } = useSession()
  const change = useInsightsChange()
  const found = useInfiniteQuery({
    queryKey: ['measurement', workspace.id, 'listed', ...of],
    initialPageParam: '',
    queryFn: ({ pageParam }) => read(pageParam || undefined),
    getNextPageParam: ({ next }) => next,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <SidePanel title={title} label={title} onClose={() => change(nothingOpen)}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState>{t('insights.behind.none')}</EmptyState>}
      <ul className="flex flex-col">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
            {children(item)}
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('insights.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}
