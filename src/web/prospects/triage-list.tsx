import type { ReactNode } from 'react'
import { useLook } from '../deals/use-look.ts'
import { HandingsLine } from '../distribution/handings-line.tsx'
import { ErrorState, SidePanel, Skeleton, useWords } from '../ui/index.ts'
import { NobodyHere } from './empty-prospects.tsx'
import { ListBar } from './list-bar.tsx'
import { ProspectList } from './prospect-list.tsx'
import { ProspectPane } from './prospect-pane.tsx'
import type { ProspectFilters } from './prospects-query.ts'
import { DropDialog, SetAsideDialog } from './triage-dialogs.tsx'
import { useCallList } from './use-call-list.ts'
import { useIsAtLeast } from './use-media.ts'

/** The prospects of one choice of filters, worked one after the other. */
export function TriageList({ filters }: { filters: ProspectFilters }) {
  const [, setLook] = useLook()
  const hasPane = useIsAtLeast('wide')
  const list = useCallList(filters)
  const { found, rows, focus, triage, asking } = list
  const { current } = focus
  if (found.isPending) return <WaitingList />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  return (
    <div className="flex h-full flex-col">
      <HandingsLine />
      <ListBar filters={filters} done={triage.done} />
      {!current && <NobodyHere filters={filters} done={triage.done} />}
      {current && (
        <Beside
          name={current.name}
          pane={<ProspectPane key={current.id} prospect={current} mayWork={list.mayWork} acts={list.acts} />}
        >
          <ProspectList
            rows={rows}
            focus={focus}
            hasMore={found.hasNextPage}
            onMore={list.more}
            onOpen={list.open}
            onTap={() => hasPane || setLook({ about: 'focus' })}
            onStep={list.step}
            filters={filters}
          />
        </Beside>
      )}
      {asking === 'set-aside' && current && (
        <SetAsideDialog
          prospect={current}
          onClose={() => list.ask(null)}
          onAnswer={(until, note) => list.onward((prospect) => void triage.setAside(prospect, until, note))}
        />
      )}
      {asking === 'drop' && current && (
        <DropDialog
          prospect={current}
          onClose={() => list.ask(null)}
          onAnswer={(reason, note) => list.onward((prospect) => void triage.drop(prospect, reason, note))}
        />
      )}
    </div>
  )
}

/** The list with the one in focus beside it; where there is no room for both, in a panel over it. */
function Beside({ name, pane, children }: { name: string; pane: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  const [look, setLook] = useLook()
  const hasPane = useIsAtLeast('wide')
  return (
    <div className="flex min-h-0 flex-1">
      <div className="min-w-0 flex-1">{children}</div>
      {hasPane && (
        <aside
          aria-label={t('prospects.in-focus')}
          // Focusable, so that it scrolls by key.
          tabIndex={0}
          className="w-95 shrink-0 overflow-y-auto border-s border-line bg-surface p-5 -outline-offset-2"
        >
          {pane}
        </aside>
      )}
      {!hasPane && look['about'] && (
        <SidePanel label={name} title={t('prospects.in-focus')} onClose={() => setLook({ about: undefined })}>
          {pane}
        </SidePanel>
      )}
    </div>
  )
}

function WaitingList() {
  const { t } = useWords()
  return (
    <div role="status" className="flex flex-col gap-3 p-4 desktop:px-5">
      <span className="sr-only">{t('ui.loading')}</span>
      {Array.from({ length: 12 }, (_, row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  )
}
