import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { showBoard } from '../../contract/board.ts'
import { call } from '../api.ts'
import { useLook } from '../deals/use-look.ts'
import { useWheel } from '../measurement/queries.ts'
import { ProcessChoice } from '../process/process-choice.tsx'
import { NewDealButton, Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { ErrorState, Loading, Skeleton, useWords } from '../ui/index.ts'
import { CycleCard } from './cycle-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Greeting } from './greeting.tsx'
import { mostUrgent } from './most-urgent.ts'
import { NeedsYou } from './needs-you.tsx'
import { SampleLine } from './sample-line.tsx'
import { SmallFigures } from './small-figures.tsx'

const TodayRow = lazy(() => import('../dashboards/today-row.tsx').then(({ TodayRow: Row }) => ({ default: Row })))

/** The home screen: the cycle at a glance, and what to do now. */
export function TodayScreen() {
  const { t } = useWords()
  const [{ process }, look] = useLook()
  const wheel = useWheel(process)
  return (
    <Page
      title={t('shell.place.today')}
      filters={<ProcessChoice hideLabel value={process} onChange={(next) => look({ process: next })} />}
      primary={<NewDealButton />}
    >
      {wheel.isPending && <Loading />}
      {wheel.isError && <ErrorState error={wheel.error} onRetry={() => void wheel.refetch()} />}
      {wheel.isSuccess && <Day figures={wheel.data} process={process} />}
    </Page>
  )
}

interface DayProps {
  readonly figures: NonNullable<ReturnType<typeof useWheel>['data']>
  /** The one looked at, where it is not the default. */
  readonly process: string | undefined
}

function Day({ figures, process }: DayProps) {
  const needs = useNeeds(process)
  const urgent = needs.board && mostUrgent(needs.board)
  const isEmpty = figures.cycle.n === 0 && figures.stages.every(({ count }) => count === 0)
  return (
    <div className="mx-auto flex max-w-320 flex-col gap-4">
      <Greeting urgent={isEmpty || needs.isEverybodys ? undefined : urgent} figures={figures} />
      <FirstSteps />
      <SampleLine />
      {isEmpty ? (
        <CycleCard figures={figures} process={process} />
      ) : (
        <>
          <div className="grid gap-4 desktop:grid-cols-[minmax(0,1fr)_320px]">
            <CycleCard figures={figures} process={process} />
            {needs.error && <ErrorState error={needs.error} onRetry={needs.retry} />}
            {!urgent && !needs.error && <Skeleton className="h-100" />}
            {urgent && needs.board && (
              <NeedsYou urgent={urgent} today={needs.board.today} isEverybodys={needs.isEverybodys} />
            )}
          </div>
          <Suspense>
            <TodayRow />
          </Suspense>
          <SmallFigures stageCount={figures.stages.length} />
        </>
      )}
    </div>
  )
}

/** The board of the signed-in member; of everybody when the member owns no open deal. */
function useNeeds(process: string | undefined) {
  const { workspace, member } = useSession()
  const own = useQuery({
    queryKey: ['board', workspace.id, 'needs', process, member.id],
    queryFn: () => call(showBoard, { query: { owner: member.id, process } }),
  })
  const isEverybodys = own.isSuccess && own.data.columns.every(({ count }) => count === 0)
  const all = useQuery({
    queryKey: ['board', workspace.id, 'needs', process],
    queryFn: () => call(showBoard, { query: { process } }),
    enabled: isEverybodys,
  })
  const chosen = isEverybodys ? all : own
  return { board: chosen.data, error: chosen.error, retry: () => void chosen.refetch(), isEverybodys }
}
