import type { CommissionStatement } from '../../contract/commission.ts'
import { Problem } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, EmptyState, ErrorState, Loading, Money, Notice, useFormats, useWords } from '../ui/index.ts'
import { Lines } from './lines.tsx'
import { useClose, useReplay, useStatement } from './queries.ts'
import { PeriodStepper, periodText, sharedBy } from './period-stepper.tsx'
import { PeriodState } from './team-table.tsx'
import { TermsText } from './terms-text.tsx'

interface StatementProps {
  readonly memberId: string
  readonly on: string | null
  /** Undefined where the period is chosen elsewhere on the screen. */
  readonly onPeriod: ((on: string) => void) | undefined
}

/** One member's statement: the sum, the lines it is made of, and the terms it goes by. */
export function Statement({ memberId, on, onPeriod }: StatementProps) {
  const { t } = useWords()
  const found = useStatement(memberId, on)
  if (found.isPending) return <Loading />
  if (found.isError) {
    const isNone = found.error instanceof Problem && found.error.code === 'no_commission_plan'
    // Where everybody is listed, whoever is on no plan is in no row.
    if (isNone && onPeriod === undefined) return null
    const back = onPeriod && on !== null && <PeriodStepper period={sharedBy([], on)} onPeriod={onPeriod} />
    if (isNone) return <EmptyState action={back}>{t('commission.no-plan')}</EmptyState>
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  }
  return <Shown statement={found.data} onPeriod={onPeriod} />
}

function Shown({ statement, onPeriod }: { statement: CommissionStatement } & Pick<StatementProps, 'onPeriod'>) {
  const { t } = useWords()
  const { day } = useFormats()
  const { member, plan, from, until, lines, terms, gaps, isOver, id } = statement
  return (
    <section aria-labelledby="statement" className="card flex flex-col gap-4 p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="statement" className="text-18 font-semibold">
          <bdi>{member.name}</bdi>
        </h2>
        {onPeriod ? (
          <PeriodStepper period={{ from, until }} onPeriod={onPeriod} />
        ) : (
          <bdi className="font-medium">{periodText({ from, until }, day)}</bdi>
        )}
        <PeriodState isClosed={id !== null} isOver={isOver} />
        <span className="ms-auto flex flex-wrap items-center gap-2 print:hidden">
          {id === null ? <Close statement={statement} /> : <Replay id={id} />}
        </span>
      </header>
      <Sums statement={statement} />
      {gaps.map(({ kind, count }) => (
        <Notice key={kind} tone="warn">
          {t(`commission.gap.${kind}`, { count })}
        </Notice>
      ))}
      {lines.length === 0 ? (
        <p className="py-6 text-center text-ink-3">{t('commission.no-lines')}</p>
      ) : (
        <Lines statement={statement} />
      )}
      <details className="text-ink-2">
        <summary className="min-h-6 cursor-default text-12 font-medium">
          {t('commission.terms', { plan: plan.name, number: terms.number, day: day(terms.validFrom) })}
        </summary>
        <TermsText terms={terms.terms} />
      </details>
    </section>
  )
}

function Sums({ statement: { totalMinor, soldMinor, quotaMinor, terms } }: { statement: CommissionStatement }) {
  const { t } = useWords()
  const { percent, money } = useFormats()
  const { currency } = terms.terms
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span className="text-32 font-semibold tabular-nums">
        <Money value={{ minor: totalMinor, currency }} />
      </span>
      <span className="text-ink-2">
        {quotaMinor
          ? t('commission.sold-of', {
              sold: money({ minor: soldMinor, currency }),
              quota: money({ minor: quotaMinor, currency }),
              share: percent(soldMinor / quotaMinor),
            })
          : t('commission.sold-all', { sold: money({ minor: soldMinor, currency }) })}
      </span>
    </p>
  )
}

function Close({ statement }: { statement: CommissionStatement }) {
  const { t } = useWords()
  const mayRun = useRight('commission.manage')
  const close = useClose(statement)
  if (!mayRun || !statement.isOver) return null
  return (
    <Button variant="primary" isPending={close.isPending} onPress={() => close.mutate()}>
      {t('commission.close')}
    </Button>
  )
}

/** Reckons a closed statement again from the facts, and says whether it comes out the same. */
function Replay({ id }: { id: string }) {
  const { t } = useWords()
  const replay = useReplay(id)
  return (
    <>
      {replay.data && (
        <span role="status">
          <Badge tone={replay.data.isSame ? 'ok' : 'bad'}>
            {t(replay.data.isSame ? 'commission.replay.same' : 'commission.replay.differs', {
              count: replay.data.differences.length,
            })}
          </Badge>
        </span>
      )}
      <Button isPending={replay.isPending} onPress={() => replay.mutate()}>
        {t('commission.replay')}
      </Button>
    </>
  )
}
