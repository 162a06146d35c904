import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { showEffort } from '../../contract/segments.ts'
import type { Effort, EffortShown } from '../../contract/segments.ts'
import { call } from '../api.ts'
import { addDays } from '../people/day-of.ts'
import { range } from '../../words/isolate.ts'
import { useToday } from '../people/use-today.ts'
import { Card, ErrorState, SegmentedControl, Skeleton, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { EffortBehind } from './effort-behind.tsx'
import type { Behind } from './effort-behind.tsx'

const spans = ['30', '90', '365'] as const
type Part = EffortShown['parts'][number]

/** What was spent inside the target markets and outside of them, and what came of it; every number opens to its rows. */
export function EffortCard() {
  const { t } = useWords()
  const today = useToday()
  const [span, setSpan] = useState<(typeof spans)[number]>('90')
  const [behind, setBehind] = useState<Behind | null>(null)
  const period = { from: addDays(today, 1 - Number(span)), to: today }
  const found = useQuery({ queryKey: ['effort', period], queryFn: () => call(showEffort, { query: period }) })
  return (
    <Card title={t('segments.effort')}>
      <SegmentedControl
        label={t('segments.effort.span')}
        options={spans.map((value) => ({ value, label: t('segments.effort.days', { count: Number(value) }) }))}
        value={span}
        onChange={setSpan}
      />
      {found.isPending && <Skeleton className="h-40" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Effort effort={found.data} onOpen={(part, of) => setBehind({ part, of, ...period })} />}
      {behind && <EffortBehind behind={behind} onClose={() => setBehind(null)} />}
    </Card>
  )
}

interface EffortProps {
  readonly effort: EffortShown
  readonly onOpen: (part: Effort, of: Behind['of']) => void
}

const chance = 0.05
// A test says no more than that it is less.
const leastShown = 0.001

function Effort({ effort, onOpen }: EffortProps) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const columns = useColumns(onOpen)
  const outside = effort.parts.find(({ part }) => part === 'outside')
  const judged = effort.parts.filter(({ part }) => part !== 'unjudged').reduce((sum, { touches }) => sum + touches, 0)
  return (
    <>
      {judged > 0 && (
        <p className="text-15">{t('segments.effort.share', { share: percent((outside?.touches ?? 0) / judged) })}</p>
      )}
      <Table label={t('segments.effort')} columns={columns} rows={effort.parts} rowKey={({ part }) => part} />
      <p className="text-12 text-ink-2">
        {effort.pValue !== null &&
          t(effort.pValue < chance ? 'segments.effort.differs' : 'segments.effort.chance', {
            p: effort.pValue < leastShown ? `< ${number(leastShown, 3)}` : `= ${number(effort.pValue, 3)}`,
          })}{' '}
        {t('segments.effort.method')}
      </p>
      {effort.members.length > 1 && <Members members={effort.members} />}
    </>
  )
}

function useColumns(onOpen: EffortProps['onOpen']): Column<Part>[] {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const count = (part: Part, of: Behind['of']) =>
    part[of] === 0 ? (
      number(0)
    ) : (
      <button
        type="button"
        onClick={() => onOpen(part.part, of)}
        aria-label={t(`segments.effort.open.${of}`, { part: t(`segments.effort.${part.part}`), count: part[of] })}
        className="font-medium text-accent hover:underline"
      >
        {number(part[of])}
      </button>
    )
  return [
    {
      key: 'part',
      title: t('segments.effort.where'),
      isRowHeader: true,
      cell: ({ part }) => t(`segments.effort.${part}`),
    },
    { key: 'touches', title: t('segments.effort.touches'), isNumber: true, cell: (part) => count(part, 'touches') },
    { key: 'minutes', title: t('segments.effort.minutes'), isNumber: true, cell: ({ minutes }) => number(minutes) },
    { key: 'deals', title: t('segments.effort.deals'), isNumber: true, cell: (part) => count(part, 'deals') },
    {
      key: 'won',
      title: t('segments.effort.won'),
      isNumber: true,
      cell: ({ won, ended, winRate: { estimate, low, high } }) =>
        estimate === null ? (
          '–'
        ) : (
          <>
            <bdi>{percent(estimate)}</bdi>
            <span className="block text-11 text-ink-3">
              {t('segments.effort.won-of', { won, ended, range: range(percent(low ?? 0), percent(high ?? 1)) })}
            </span>
          </>
        ),
    },
  ]
}

function Members({ members }: Pick<EffortShown, 'members'>) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  type Row = EffortShown['members'][number]
  const share = ({ inside, outside }: Row) =>
    inside.touches + outside.touches === 0 ? '–' : percent(outside.touches / (inside.touches + outside.touches))
  const columns: Column<Row>[] = [
    {
      key: 'member',
      title: t('segments.effort.who'),
      isRowHeader: true,
      cell: ({ member }) => (member ? <bdi>{member.name}</bdi> : t('segments.effort.nobody')),
    },
    {
      key: 'touches',
      title: t('segments.effort.touches-outside'),
      isNumber: true,
      cell: ({ outside }) => number(outside.touches),
    },
    { key: 'share', title: t('segments.effort.share-outside'), isNumber: true, cell: share },
    {
      key: 'deals',
      title: t('segments.effort.deals-outside'),
      isNumber: true,
      cell: ({ outside }) => number(outside.deals),
    },
  ]
  return (
    <Table
      label={t('segments.effort.by-member')}
      columns={columns}
      rows={members}
      rowKey={({ member }) => member?.id ?? ''}
    />
  )
}
