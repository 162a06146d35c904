import {
  Badge,
  Button,
  EmptyState,
  ErrorState,
  Loading,
  Money,
  Percent,
  Table,
  useFormats,
  useWords,
} from '../ui/index.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listCommissions } from '../../contract/commission.ts'
import type { Column } from '../ui/index.ts'
import { useToday } from '../people/use-today.ts'
import { PeriodStepper, periodText, sharedBy } from './period-stepper.tsx'
import { useCommissions } from './queries.ts'

interface TeamTableProps {
  readonly on: string | null
  readonly onPeriod: (on: string) => void
  readonly chosen: string | null
  readonly onChoose: (memberId: string) => void
  /** To the plans, where there is nobody on one yet. */
  readonly onPlans: (() => void) | undefined
}

/** What everybody earns whose pay one may see. */
export function TeamTable({ on, onPeriod, chosen, onChoose, onPlans }: TeamTableProps) {
  const { t } = useWords()
  const today = useToday()
  const found = useCommissions(on, true)
  const columns = useColumns(found.data?.items ?? [], chosen, onChoose)
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { items } = found.data
  if (items.length === 0 && on === null) {
    const begin = onPlans && (
      <Button variant="primary" onPress={onPlans}>
        {t('commission.plans.begin')}
      </Button>
    )
    return <EmptyState action={begin}>{t(onPlans ? 'commission.none' : 'commission.none-team')}</EmptyState>
  }
  return (
    <section aria-labelledby="team" className="card flex flex-col gap-1 p-2" aria-busy={found.isPlaceholderData}>
      <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-2 pt-1">
        <h2 id="team" className="text-15 font-semibold">
          {t('commission.team')}
        </h2>
        <PeriodStepper period={sharedBy(items, on ?? today)} onPeriod={onPeriod} />
      </header>
      {items.length === 0 ? (
        <p className="py-6 text-center text-ink-3">{t('commission.no-plan')}</p>
      ) : (
        <Table label={t('commission.title')} rows={items} rowKey={({ member }) => member.id} columns={columns} />
      )}
    </section>
  )
}

type Earned = OutputOf<typeof listCommissions>['items'][number]

/** In a row only where not all have the period that is named above them. */
function usePeriods(items: readonly Earned[]): Column<Earned>[] {
  const { t } = useWords()
  const { day } = useFormats()
  if (new Set(items.map(({ from, until }) => `${from} ${until}`)).size <= 1) return []
  return [
    {
      key: 'period',
      title: t('commission.period'),
      cell: (period) => <bdi className="whitespace-nowrap">{periodText(period, day)}</bdi>,
    },
  ]
}

function useColumns(
  items: readonly Earned[],
  chosen: string | null,
  onChoose: (memberId: string) => void,
): Column<Earned>[] {
  const { t } = useWords()
  const periods = usePeriods(items)
  return [
    {
      key: 'name',
      title: t('commission.payroll.seller'),
      isRowHeader: true,
      cell: ({ member, disputes }) => (
        <span className="flex items-center gap-2">
          <Button
            variant={member.id === chosen ? 'primary' : 'quiet'}
            onPress={() => onChoose(member.id)}
            className="-ms-3"
          >
            {member.name}
          </Button>
          <bdi className="hidden print:inline">{member.name}</bdi>
          {disputes > 0 && <Badge tone="warn">{t('commission.disputes', { count: disputes })}</Badge>}
        </span>
      ),
    },
    {
      key: 'plan',
      title: t('commission.payroll.plan'),
      cell: ({ plan }) => <bdi className="block min-w-24">{plan.name}</bdi>,
    },
    ...periods,
    {
      key: 'sold',
      title: t('commission.sold'),
      isNumber: true,
      cell: ({ soldMinor, currency }) => <Money value={{ minor: soldMinor, currency }} />,
    },
    {
      key: 'quota',
      title: t('commission.of-quota'),
      isNumber: true,
      cell: ({ soldMinor, quotaMinor }) => (quotaMinor ? <Percent value={soldMinor / quotaMinor} /> : '–'),
    },
    {
      key: 'total',
      title: t('commission.total'),
      isNumber: true,
      staysLong: true,
      cell: ({ totalMinor, currency }) => (
        <b className="font-semibold">
          <Money value={{ minor: totalMinor, currency }} exact />
        </b>
      ),
    },
    { key: 'state', title: t('commission.state'), staysLong: true, cell: stateOf },
  ]
}

function stateOf({ statementId, isOver }: Earned) {
  return <PeriodState isClosed={statementId !== null} isOver={isOver} />
}

export function PeriodState({ isClosed, isOver }: { isClosed: boolean; isOver: boolean }) {
  const { t } = useWords()
  const state = isClosed ? 'closed' : isOver ? 'over' : 'running'
  return <Badge tone={isClosed ? 'ok' : isOver ? 'warn' : 'plain'}>{t(`commission.state.${state}`)}</Badge>
}
