import { useState } from 'react'
import type { HandoffFigure, HandoffNumber } from '../../contract/closing-figures.ts'
import { listTimedHandoffs } from '../../contract/closing-figures.ts'
import { call } from '../api.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { FigureCard } from '../measurement/figure-card.tsx'
import { Lacks } from '../measurement/lacks.tsx'
import type { Filters } from '../measurement/search.ts'
import { cells } from '../measurement/what-works-parts.tsx'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { DealsDialog } from './deals-dialog.tsx'
import { Opens } from './opens.tsx'

type Kind = HandoffFigure['kinds'][number]

/** A number that somebody opened: of one kind, or of all. */
interface Opened {
  readonly kind: string | undefined
  readonly number: HandoffNumber
  readonly title: string
}

interface HandoffFiguresProps {
  readonly found: HandoffFigure
  readonly asked: Pick<Filters, 'from' | 'to' | 'as_of' | 'known_at'>
}

/** How fast handoffs are accepted, and how many are dropped, by kind. */
export function HandoffFigures({ found, asked }: HandoffFiguresProps) {
  const { t } = useWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const open = (title: string, number: HandoffNumber, kind?: string) => setOpened({ title, number, kind })
  return (
    <FigureCard
      id="handoffs"
      title={t('closing.figures.handoffs')}
      clocks={found}
      of={
        <Opens
          count={found.n}
          label={t('closing.figures.handoffs')}
          onOpen={() => open(t('closing.figures.handoffs'), 'n')}
        >
          {t('closing.figures.handoffs.count', { n: found.n })}
        </Opens>
      }
      table={() => handoffTable(found, t)}
    >
      {found.n === 0 ? (
        <Lacks isLarge lacks={[{ text: t('handoffs.none.all') }]} />
      ) : (
        <>
          <p className="mb-3">{t(`closing.figures.dropped.${found.verdict}`)}</p>
          <Kinds found={found} onOpen={open} />
        </>
      )}
      <p className="mt-5 border-t border-line pt-3 text-12 text-ink-2">
        <span className="font-medium text-ink">{t('insights.method')}</span> {t('closing.figures.handoffs.method')}
      </p>
      {opened && <HandoffsBehind asked={asked} opened={opened} onClose={() => setOpened(null)} />}
    </FigureCard>
  )
}

interface KindsProps {
  readonly found: HandoffFigure
  readonly onOpen: (title: string, number: HandoffNumber, kind: string) => void
}

function Kinds({ found, onOpen }: KindsProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange, daysRange } = useEstimateWords()
  const counted = (which: HandoffNumber, title: string, tell: (kind: Kind) => { count: number; text: string }) => ({
    key: which,
    title,
    isNumber: true,
    cell: (kind: Kind) => {
      const { count, text } = tell(kind)
      const label = `${kind.name} · ${title}`
      return (
        <Opens count={count} label={label} onOpen={() => onOpen(label, which, kind.id)}>
          {text}
        </Opens>
      )
    },
  })
  const plain = (count: number) => ({ count, text: number(count) })
  const columns: Column<Kind>[] = [
    { key: 'name', title: t('handoffs.kind'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    counted('n', t('closing.figures.handoffs.n'), ({ n }) => plain(n)),
    {
      key: 'hours',
      title: t('closing.figures.hours'),
      isNumber: true,
      cell: ({ hours }) => (hours.value === null ? '–' : number(hours.value)),
    },
    { key: 'hours-range', title: t('closing.figures.range'), isNumber: true, cell: ({ hours }) => daysRange(hours) },
    counted('in_time', t('closing.figures.in-time'), ({ inTime }) => ({
      count: inTime.count,
      text: share(inTime.estimate),
    })),
    {
      key: 'in-time-range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ inTime }) => shareRange({ ...inTime, value: inTime.estimate }),
    },
    counted('declined', t('closing.figures.dropped'), ({ declined, dropped }) => ({
      count: declined,
      text: share(dropped.estimate),
    })),
    {
      key: 'dropped-range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ dropped }) => shareRange({ ...dropped, value: dropped.estimate }),
    },
    counted('waiting', t('closing.figures.waiting'), ({ waiting }) => plain(waiting)),
  ]
  return <Table label={t('handoffs.kind')} columns={columns} rows={found.kinds} rowKey={({ id }) => id} />
}

interface HandoffsBehindProps extends Pick<HandoffFiguresProps, 'asked'> {
  readonly opened: Opened
  readonly onClose: () => void
}

function HandoffsBehind({ asked, opened: { kind, number, title }, onClose }: HandoffsBehindProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  return (
    <DealsDialog
      title={title}
      of={JSON.stringify([asked, kind, number])}
      onClose={onClose}
      read={async (after) => {
        const query = { ...asked, kind, number, limit: 50, ...(after ? { after } : {}) }
        const { items, next } = await call(listTimedHandoffs, { query })
        const shown = items.map(({ id, deal, state, offeredAt }) => ({
          key: id,
          dealId: deal.id,
          name: deal.name,
          note: `${t(`codes.handoff_state.${state}`)} · ${instant(offeredAt)}`,
        }))
        return { items: shown, next }
      }}
    />
  )
}

/** The same as cells, for the table that is taken away. */
function handoffTable(
  { kinds, n, asOf }: HandoffFigure,
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
      t('closing.figures.dropped'),
      ...bounds,
      t('closing.figures.waiting'),
    ],
    ...kinds.map(({ name, n: count, hours, inTime, dropped, waiting }) => [
      name,
      count,
      hours.value,
      hours.low,
      hours.high,
      ...cells(inTime),
      ...cells(dropped),
      waiting,
    ]),
    [],
    [t('closing.figures.handoffs'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
