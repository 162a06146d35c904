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
import { useCommissions } from './queries.ts'

interface TeamTableProps {
  readonly on: string | null
  readonly chosen: string | null
  readonly onChoose: (memberId: string) => void
  /** To the plans, where there is nobody on one yet. */
  readonly onPlans: (() => void) | undefined
}

/** What everybody earns whose pay one may see. */
export function TeamTable({ on, chosen, onChoose, onPlans }: TeamTableProps) {
  const { t } = useWords()
  const columns = useColumns(chosen, onChoose)
  const found = useCommissions(on, true)
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { items } = found.data
  if (items.length === 0) {
    const begin = onPlans && (
      <Button variant="primary" onPress={onPlans}>
        {t('commission.plans.begin')}
      </Button>
    )
    return <EmptyState action={begin}>{t(onPlans ? 'commission.none' : 'commission.none-team')}</EmptyState>
  }
  return (
    <section className="card p-2">
      <Table label={t('commission.team')} rows={items} rowKey={({ member }) => member.id} columns={columns} />
    </section>
  )
}

type Earned = OutputOf<typeof listCommissions>['items'][number]

function useColumns(chosen: string | null, onChoose: (memberId: string) => void): Column<Earned>[] {
  const { t } = useWords()
  const { day } = useFormats()
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
          {disputes > 0 && <Badge tone="warn">{t('commission.disputes', { count: disputes })}</Badge>}
        </span>
      ),
    },
    {
      key: 'plan',
      title: t('commission.payroll.plan'),
      cell: ({ plan }) => <bdi className="block min-w-24">{plan.name}</bdi>,
    },
    {
      key: 'period',
      title: t('commission.period'),
      cell: ({ from, until }) => <bdi className="whitespace-nowrap">{periodText(from, until, day)}</bdi>,
    },
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
          <Money value={{ minor: totalMinor, currency }} />
        </b>
      ),
    },
    { key: 'state', title: t('commission.state'), cell: stateOf },
  ]
}

function stateOf({ statementId, isOver }: Earned) {
  return <PeriodState isClosed={statementId !== null} isOver={isOver} />
}

/** "1 Oct – 31 Oct 2026". */
export function periodText(
  from: string,
  until: string,
  day: (day: string, style?: 'short' | 'monthDay') => string,
): string {
  const last = new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10)
  return `${day(from, 'monthDay')} – ${day(last)}`
}

export function PeriodState({ isClosed, isOver }: { isClosed: boolean; isOver: boolean }) {
  const { t } = useWords()
  const state = isClosed ? 'closed' : isOver ? 'over' : 'running'
  return <Badge tone={isClosed ? 'ok' : isOver ? 'warn' : 'plain'}>{t(`commission.state.${state}`)}</Badge>
}
