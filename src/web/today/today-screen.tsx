import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { showToday } from '../../contract/today.ts'
import { call } from '../api.ts'
import { OwnerChoice, everybody } from '../deals/owner-choice.tsx'
import { useLook } from '../deals/use-look.ts'
import { useWheel } from '../measurement/queries.ts'
import { ProcessChoice } from '../process/process-choice.tsx'
import { NewDealButton, Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { ErrorState, Loading, Skeleton, useWords } from '../ui/index.ts'
import { CycleCard } from './cycle-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Greeting } from './greeting.tsx'
import { NeedsYou } from './needs-you.tsx'
import { SampleLine } from './sample-line.tsx'
import { SmallFigures } from './small-figures.tsx'

const TodayRow = lazy(() => import('../dashboards/today-row.tsx').then(({ TodayRow: Row }) => ({ default: Row })))

/** The home screen: the cycle at a glance, and what to do now. */
export function TodayScreen() {
  const { t } = useWords()
  const [{ process, owner }, look] = useLook()
  const { member } = useSession()
  const wheel = useWheel(process)
  return (
    <Page
      title={t('shell.place.today')}
      filters={
        <>
          <OwnerChoice
            value={owner ?? member.id}
            onChange={(next) => look({ owner: next === member.id ? undefined : next })}
          />
          <ProcessChoice hideLabel value={process} onChange={(next) => look({ process: next })} />
        </>
      }
      primary={<NewDealButton />}
    >
      {wheel.isPending && <Loading />}
      {wheel.isError && <ErrorState error={wheel.error} onRetry={() => void wheel.refetch()} />}
      {wheel.isSuccess && <Day figures={wheel.data} process={process} owner={owner} />}
    </Page>
  )
}

interface DayProps {
  readonly figures: NonNullable<ReturnType<typeof useWheel>['data']>
  /** The one looked at, where it is not the default. */
  readonly process: string | undefined
  /** Whose day, where it is not one's own. */
  readonly owner: string | undefined
}

function Day({ figures, process, owner }: DayProps) {
  const { workspace, member } = useSession()
  const needs = useQuery({
    queryKey: ['today', workspace.id, member.id, process, owner],
    queryFn: () => call(showToday, { query: { process, owner: owner === everybody ? 'all' : owner } }),
  })
  const day = needs.data
  const isEmpty = figures.cycle.n === 0 && figures.stages.every(({ count }) => count === 0)
  return (
    <div className="mx-auto flex max-w-320 flex-col gap-4">
      <Greeting
        needs={isEmpty || owner !== undefined || day?.isEverybodys ? undefined : day?.count}
        figures={figures}
      />
      <FirstSteps />
      <SampleLine />
      {isEmpty ? (
        <CycleCard figures={figures} process={process} />
      ) : (
        <>
          <div className="grid items-start gap-4 desktop:grid-cols-[minmax(0,4fr)_minmax(0,3fr)]">
            {needs.isError && <ErrorState error={needs.error} onRetry={() => void needs.refetch()} />}
            {needs.isPending && <Skeleton className="h-100" />}
            {day && <NeedsYou day={day} isOwn={owner === undefined && !day.isEverybodys} />}
            <CycleCard figures={figures} process={process} />
          </div>
          <Suspense>
            <TodayRow />
          </Suspense>
          <SmallFigures stageCount={figures.stages.length} process={figures.processId} />
        </>
      )}
    </div>
  )
}
