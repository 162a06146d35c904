import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { StepCurve } from '../charts/index.ts'
import { curvePoints } from '../measurement/curve-points.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { outcomeMarks } from '../measurement/outcomes.ts'
import { useCycleLength, useFunnel, useWinRate } from '../measurement/queries.ts'
import { usualByDay } from '../measurement/search.ts'
import { ShareBar } from '../measurement/share-bar.tsx'
import { useAddress } from '../shell/places.ts'
import { Dot, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { FunnelBars } from './funnel-bars.tsx'
import { useOfProcess } from './of-process.ts'
import type { OfProcess } from './of-process.ts'

/** Three pictures of the deals in the wheel, that lead into the insights. */
export function SmallFigures({ stageCount, process }: { stageCount: number; process: string }) {
  const of = useOfProcess(process)
  return (
    <div className="grid gap-4 tablet:grid-cols-2 wide:grid-cols-3">
      <TimeFigure of={of} />
      <FunnelPicture of={of} stageCount={stageCount} />
      <WinPicture of={of} />
    </div>
  )
}

interface SmallFigureProps {
  readonly title: string
  readonly hash: string
  readonly of: OfProcess
  readonly query: {
    readonly data?: { readonly n: number } | undefined
    readonly isPending: boolean
    readonly error: unknown
    readonly refetch: () => unknown
  }
  readonly children: ReactNode
}

function SmallFigure({ title, hash, of, query, children }: SmallFigureProps) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <section className="card flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2>
          <Link
            to={address('insights')}
            search={of}
            hash={hash}
            className="group/title inline-flex items-center gap-1.5 font-semibold hover:text-accent"
          >
            {title}
            <IconArrowRight
              size={15}
              className="text-ink-3 opacity-0 transition-opacity group-hover/title:opacity-100 group-focus-visible/title:opacity-100 rtl:rotate-180"
            />
          </Link>
        </h2>
        {query.data && <p className="text-12 text-ink-2">{t('insights.n', { n: query.data.n })}</p>}
      </header>
      {query.isPending && <Skeleton className="h-40" />}
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : children}
    </section>
  )
}

function TimeFigure({ of }: { of: OfProcess }) {
  const { t } = useWords()
  const { days } = useEstimateWords()
  const length = useCycleLength(of)
  return (
    <SmallFigure title={t('insights.survival')} hash="cycle-length" of={of} query={length}>
      {length.data && (
        <>
          <StepCurve
            label={t('insights.survival')}
            measure={t('insights.survival.measure')}
            points={curvePoints(length.data.timeToOutcome.survival)}
            medianDay={length.data.timeToOutcome.median.value}
            height={168}
          />
          <p className="text-12 text-ink-2">
            {t('insights.survival.median', { days: days(length.data.timeToOutcome.median.value) })}
          </p>
        </>
      )}
    </SmallFigure>
  )
}

function FunnelPicture({ of, stageCount }: { of: OfProcess; stageCount: number }) {
  const { t } = useWords()
  const funnel = useFunnel(of, usualByDay)
  return (
    <SmallFigure title={t('insights.funnel')} hash="funnel" of={of} query={funnel}>
      {funnel.data && <FunnelBars stages={funnel.data.stages} stageCount={stageCount} />}
    </SmallFigure>
  )
}

function WinPicture({ of }: { of: OfProcess }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const rate = useWinRate(of, usualByDay)
  return (
    <SmallFigure title={t('insights.win')} hash="win-rate" of={of} query={rate}>
      {rate.data && (
        <>
          <div className="flex flex-wrap items-baseline gap-x-2">
            <p className="text-24 font-semibold tracking-tight">
              <bdi>{share(rate.data.won.estimate)}</bdi>
            </p>
            <p className="text-12 text-ink-2">
              {t('insights.win.by-day', { days: rate.data.byDay })}
              {' · '}
              {shareInterval({ ...rate.data.won, value: rate.data.won.estimate })}
            </p>
          </div>
          <ShareBar rate={rate.data} />
          <dl className="grid gap-x-6">
            {outcomeMarks.map(({ outcome, key, colour }) => (
              <div key={key} className="flex min-h-6 items-center gap-2">
                <Dot colour={colour} />
                <dt className="flex-1">{t(`codes.outcome.${outcome}`)}</dt>
                <dd className="text-ink-2">
                  <bdi>{share(rate.data[key].estimate)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </SmallFigure>
  )
}
