import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ExperimentPlan } from '../../contract/experiments.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { type Measured, measureValues } from './measure-words.ts'
import { ErrorState, Loading, useFormats, useWords } from '../ui/index.ts'

interface PlanProps {
  readonly smallestEffect: number
  readonly measured: Measured
}

/** How long it takes, while it is worked out and afterwards. */
export function PlanWords({ plan, ...rest }: PlanProps & { plan: UseQueryResult<ExperimentPlan | null> }) {
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
  return plan.data ? <Plan plan={plan.data} {...rest} /> : <Loading />
}

/** How many weeks, or that it cannot be decided, and what that is worked out from. */
export function Plan({ plan, smallestEffect, measured }: PlanProps & { plan: ExperimentPlan }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share } = useEstimateWords()
  const values = measureValues(measured)
  const { verdict, weeks, deals, dealsPerWeek, overWeeks, winRate, sellers, findableInYear } = plan
  return (
    <section className="flex flex-col gap-4">
      <header>
        <p className="text-24 font-semibold tracking-tight text-balance">
          {verdict === 'decidable'
            ? t('experiments.plan.weeks', { weeks: weeks ?? 0 })
            : t('experiments.plan.undecidable')}
        </p>
        <p className="mt-1 max-w-[70ch] text-pretty text-ink-2">
          {t(`experiments.plan.${verdict}`, { effect: number(smallestEffect), ...values })}
        </p>
        {verdict !== 'decidable' && verdict !== 'no_arrivals' && verdict !== 'no_wins' && (
          <p className="mt-1 max-w-[70ch] text-pretty text-ink-2">
            {t('experiments.plan.findable', { effect: findableInYear === null ? null : number(findableInYear) })}
          </p>
        )}
      </header>
      <dl className="grid gap-x-8 gap-y-3 rounded-3 bg-sunken p-4 tablet:grid-cols-2">
        <Fact name={t('experiments.plan.arrivals')}>
          {t('experiments.plan.arrivals.value', { deals: number(dealsPerWeek), weeks: overWeeks })}
        </Fact>
        <Fact name={t('experiments.plan.win-rate', values)}>{share(winRate.estimate)}</Fact>
        {deals !== null && <Fact name={t('experiments.plan.deals')}>{t('experiments.deals', { count: deals })}</Fact>}
        <Fact name={t('experiments.plan.sellers')}>{number(sellers)}</Fact>
      </dl>
    </section>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-2">{name}</dt>
      <dd className="font-medium">
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
