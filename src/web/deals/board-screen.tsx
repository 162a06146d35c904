import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import { NewDealButton, Page } from '../shell/page.tsx'
import { ErrorState, Skeleton, cx, useWords } from '../ui/index.ts'
import { BoardForms } from '../views/deal-forms.tsx'
import { BoardColumns } from './board-columns.tsx'
import { BoardFilterBar } from './board-filter-bar.tsx'
import { boardQuery } from './board-query.ts'
import type { BoardFilters } from './board-query.ts'
import { CustomerBeside } from './customer-beside.tsx'
import { DealActs } from './deal-acts.tsx'
import { lookOf, useLook } from './use-look.ts'

const EmptyBoard = lazy(async () => ({ default: (await import('./board-empty.tsx')).EmptyBoard }))
const NewDealDialog = lazy(async () => ({ default: (await import('./new-deal-dialog.tsx')).NewDealDialog }))

/** Asks for the board of an address unless it is known; the screen keeps it fresh, and tells of what fails. */
export function fetchBoard(queries: QueryClient, search: object): void {
  const query = boardQuery(queries, filtersOf(lookOf(search)))
  void queries.prefetchQuery({ ...query, staleTime: Number.POSITIVE_INFINITY })
}

/** The open deals by stage; a deal, a customer or the form of a new deal beside them. */
export function BoardScreen() {
  const { t } = useWords()
  const { dealId } = useParams({ strict: false })
  const [look, setLook] = useLook()
  const filters = filtersOf(look)
  const hasPanel = dealId !== undefined || look['customer'] !== undefined
  return (
    <DealActs>
      {/* The board fills the window: its columns scroll, the page stays. On a phone the bottom bar takes its 64 px. */}
      <div className="flex h-[calc(100dvh-64px)] flex-col desktop:h-dvh print:h-auto">
        <Page
          title={t('deals.board.title')}
          views={<BoardForms owner={filters.owner} process={filters.process} />}
          filters={<BoardFilterBar filters={filters} onChange={setLook} />}
          primary={<NewDealButton />}
          layout="edge"
        >
          <div className={cx('h-full', hasPanel && 'wide:pe-125')}>
            <BoardBody filters={filters} />
          </div>
        </Page>
      </div>
      <Outlet />
      <CustomerBeside />
      {look['new'] === 'deal' && (
        <Suspense>
          <NewDealDialog processId={filters.process} onClose={() => setLook({ new: undefined })} />
        </Suspense>
      )}
    </DealActs>
  )
}

function BoardBody({ filters }: { filters: BoardFilters }) {
  const queries = useQueryClient()
  const board = useQuery(boardQuery(queries, filters))
  const isEmpty = board.data?.columns.every(({ count }) => count === 0)
  if (board.isPending) return <WaitingBoard />
  if (board.isError) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />
  if (isEmpty)
    return (
      <Suspense fallback={<WaitingBoard />}>
        <EmptyBoard board={board.data} isFiltered={filters.owner !== undefined} />
      </Suspense>
    )
  return <BoardColumns board={board.data} filters={filters} />
}

function filtersOf(look: Readonly<Record<string, string | undefined>>): BoardFilters {
  const { owner, process } = look
  return { ...(owner ? { owner } : {}), ...(process ? { process } : {}) }
}

function WaitingBoard() {
  const { t } = useWords()
  return (
    <div role="status" className="flex h-full gap-3 overflow-hidden p-4 desktop:px-5">
      <span className="sr-only">{t('ui.loading')}</span>
      {[4, 3, 5, 2, 3].map((cards, column) => (
        <div key={column} className="flex w-66 shrink-0 flex-col gap-2 max-tablet:w-full">
          <Skeleton className="mb-2 h-10 w-1/2" />
          {Array.from({ length: cards }, (_, card) => (
            <Skeleton key={card} className="h-27" />
          ))}
        </div>
      ))}
    </div>
  )
}
