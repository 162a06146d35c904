import { useState } from 'react'
import type { HandoffFigure } from '../../contract/closing-figures.ts'
import { listHandoffs } from '../../contract/handoffs.ts'
import { call } from '../api.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Button, EmptyState, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { DealsDialog } from './deals-dialog.tsx'

type Kind = HandoffFigure['kinds'][number]

/** How fast handoffs are accepted, and how many are dropped, by kind. */
export function HandoffFigures({ found }: { found: HandoffFigure }) {
  const { t } = useWords()
  const [opened, setOpened] = useState<Kind | null>(null)
  if (found.n === 0) return <EmptyState>{t('handoffs.none.all')}</EmptyState>
  return (
    <>
      <p>{t(`closing.figures.dropped.${found.verdict}`)}</p>
      <Kinds found={found} onOpen={setOpened} />
      <p className="text-12 text-ink-2">{t('closing.figures.handoffs.method')}</p>
      {opened && <HandoffsBehind kind={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function Kinds({ found, onOpen }: { found: HandoffFigure; onOpen: (kind: Kind) => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange, daysRange } = useEstimateWords()
  const columns: Column<Kind>[] = [
    { key: 'name', title: t('handoffs.kind'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'n',
      title: t('closing.figures.handoffs.n'),
      isNumber: true,
      cell: (kind) => (
        <Button
          variant="quiet"
          aria-label={t('closing.figures.open', { n: kind.n, name: kind.name })}
          onPress={() => onOpen(kind)}
        >
          {number(kind.n)}
        </Button>
      ),
    },
    {
      key: 'hours',
      title: t('closing.figures.hours'),
      isNumber: true,
      cell: ({ hours }) => (hours.value === null ? '–' : number(hours.value)),
    },
    { key: 'hours-range', title: t('closing.figures.range'), isNumber: true, cell: ({ hours }) => daysRange(hours) },
    {
      key: 'in-time',
      title: t('closing.figures.in-time'),
      isNumber: true,
      cell: ({ inTime }) => share(inTime.estimate),
    },
    {
      key: 'dropped',
      title: t('closing.figures.dropped'),
      isNumber: true,
      cell: ({ dropped }) => share(dropped.estimate),
    },
    {
      key: 'dropped-range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ dropped }) => shareRange({ ...dropped, value: dropped.estimate }),
    },
    { key: 'waiting', title: t('closing.figures.waiting'), isNumber: true, cell: ({ waiting }) => number(waiting) },
  ]
  return <Table label={t('handoffs.kind')} columns={columns} rows={found.kinds} rowKey={({ id }) => id} />
}

function HandoffsBehind({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const { t } = useWords()
  const { relative } = useFormats()
  return (
    <DealsDialog
      title={kind.name}
      onClose={onClose}
      read={async (after) => {
        const { items, next } = await call(listHandoffs, { query: { kind: kind.id, ...(after ? { after } : {}) } })
        const shown = items.map(({ id, deal, state, offeredAt }) => ({
          key: id,
          dealId: deal.id,
          name: deal.name,
          note: `${t(`codes.handoff_state.${state}`)} · ${relative(offeredAt)}`,
        }))
        return { items: shown, next }
      }}
    />
  )
}

/** The same as cells, for the table that is taken away. */
export function handoffTable(
  { kinds, n }: HandoffFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('handoffs.kind'),
      t('closing.figures.handoffs.n'),
      t('closing.figures.hours'),
      ...bounds,
      t('closing.figures.in-time'),
      ...bounds,
    ],
    ...kinds.map(({ name, n: count, hours, inTime }) => [
      name,
      count,
      hours.value,
      hours.low,
      hours.high,
      inTime.estimate,
      inTime.low,
      inTime.high,
    ]),
    [],
    [t('insights.column.n'), n],
  ]
}
