import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { EmptyState, ErrorState, Loading, SegmentedControl, useWords } from '../ui/index.ts'
import { HandoffCard } from './handoff-card.tsx'
import { handoffsQuery } from './handoffs-query.ts'

const views = ['mine', 'offered', 'late', 'all'] as const

/** What waits for one's answer, what one has offered, what is late, or all that was handed off: the address says which. */
export function HandoffsScreen() {
  const { t } = useWords()
  const { member } = useSession()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = views.find((each) => each === search['view']) ?? 'mine'
  const queries = {
    mine: { to: member.id, state: 'offered' },
    offered: { from: member.id, state: 'offered' },
    late: { state: 'offered', late: 'true' },
    all: {},
  } as const
  const found = useQuery(handoffsQuery(queries[view]))
  return (
    <Page
      title={t('shell.place.handoffs')}
      views={
        <SegmentedControl
          label={t('handoffs.view')}
          options={views.map((value) => ({ value, label: t(`handoffs.view.${value}`) }))}
          value={view}
          onChange={(next) => void navigate({ to: '.', search: next === 'mine' ? {} : { view: next } })}
        />
      }
    >
      <div className="mx-auto flex max-w-180 flex-col gap-4">
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data?.items.length === 0 && <EmptyState>{t(`handoffs.none.${view}`)}</EmptyState>}
        {found.data?.items.map((handoff) => (
          <HandoffCard key={handoff.id} handoff={handoff} />
        ))}
      </div>
    </Page>
  )
}
