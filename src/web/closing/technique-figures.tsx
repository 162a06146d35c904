import { useState } from 'react'
import type { TechniqueFigure } from '../../contract/closing-figures.ts'
import { listMeasuredDeals } from '../../contract/measurement.ts'
import { call } from '../api.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Button, EmptyState, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { DealsDialog } from './deals-dialog.tsx'

type Group = TechniqueFigure['groups'][number]

/** Which technique wins: ranked only where they differ by more than chance. */
export function TechniqueFigures({ found }: { found: TechniqueFigure }) {
  const { t } = useWords()
  const { day } = useFormats()
  const [opened, setOpened] = useState<Opened | null>(null)
  const nameOf = useTechniqueName()
  if (found.groups.length === 0) return <EmptyState>{t('closing.figures.techniques.none')}</EmptyState>
  return (
    <>
      <p>{t(`closing.figures.verdict.${found.verdict}`)}</p>
      <Groups found={found} onOpen={setOpened} />
      <p className="text-12 text-ink-2">
        {t('insights.n', { n: found.n })} · {t('insights.as-of', { day: day(found.asOf) })} ·{' '}
        {t('measurement.method.close_techniques')}
      </p>
      {opened && <AsksBehind title={nameOf(opened.group)} opened={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useTechniqueName(): (group: Group) => string {
  const { t } = useWords()
  return ({ technique, own }) => own?.name ?? t(`codes.technique.${technique}`)
}

interface OpensProps extends Opened {
  readonly label: string
  readonly onOpen: (opened: Opened) => void
}

/** A number of a technique that opens to its deals. */
function Opens({ label, group, number: which, onOpen }: OpensProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share } = useEstimateWords()
  const n = which === 'n' ? group.n : group.yes.count
  return (
    <Button
      variant="quiet"
      aria-label={t('closing.figures.open', { n, name: label })}
      isDisabled={n === 0}
      onPress={() => onOpen({ group, number: which })}
    >
      {which === 'n' ? number(n) : share(group.yes.estimate)}
    </Button>
  )
}

function Groups({ found, onOpen }: { found: TechniqueFigure; onOpen: (opened: Opened) => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const nameOf = useTechniqueName()
  const columns: Column<Group>[] = [
    {
      key: 'name',
      title: t('closing.figures.technique'),
      isRowHeader: true,
      cell: (group) => <bdi>{nameOf(group)}</bdi>,
    },
    {
      key: 'n',
      title: t('closing.figures.deals'),
      isNumber: true,
      cell: (group) => <Opens label={nameOf(group)} group={group} number="n" onOpen={onOpen} />,
    },
    {
      key: 'yes',
      title: t('closing.figures.yes'),
      isNumber: true,
      cell: (group) => (
        <Opens label={`${t('closing.figures.yes')}: ${nameOf(group)}`} group={group} number="yes" onOpen={onOpen} />
      ),
    },
    {
      key: 'won',
      title: t('closing.figures.won-by', { days: found.byDay }),
      isNumber: true,
      cell: ({ won }) => share(won.estimate),
    },
    {
      key: 'range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ won }) => shareRange({ ...won, value: won.estimate }),
    },
    {
      key: 'rank',
      title: t('closing.figures.rank'),
      isNumber: true,
      cell: ({ isCompared, rank }) => (isCompared ? (rank === null ? '–' : number(rank)) : t('closing.figures.few')),
    },
  ]
  return (
    <Table
      label={t('closing.figures.technique')}
      columns={columns}
      rows={found.groups}
      rowKey={({ technique, own }) => `${technique}${own?.id ?? ''}`}
    />
  )
}

interface Opened {
  readonly group: Group
  readonly number: 'n' | 'yes'
}

function AsksBehind({ title, opened, onClose }: { title: string; opened: Opened; onClose: () => void }) {
  const { t } = useWords()
  const { relative } = useFormats()
  const { technique, own } = opened.group
  const group = `${technique}/${own?.id ?? ''}/${opened.number}`
  return (
    <DealsDialog
      title={title}
      of={group}
      onClose={onClose}
      read={async (after) => {
        const query = { by: 'techniques' as const, group, limit: 50, ...(after ? { after } : {}) }
        const { items, next } = await call(listMeasuredDeals, { query })
        const shown = items.map(({ id, name, outcome, stageEnteredAt }) => ({
          key: id,
          dealId: id,
          name,
          note: `${t(`codes.outcome.${outcome}`)} · ${relative(stageEnteredAt)}`,
        }))
        return { items: shown, next }
      }}
    />
  )
}

/** The same as cells, for the table that is taken away. */
export function techniqueTable(
  { groups, byDay, n, asOf }: TechniqueFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  return [
    [
      t('closing.figures.technique'),
      t('closing.figures.deals'),
      t('closing.figures.yes'),
      t('closing.figures.won-by', { days: byDay }),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    ...groups.map(({ technique, own, n: deals, yes, won }) => [
      own?.name ?? t(`codes.technique.${technique}`),
      deals,
      yes.count,
      won.estimate,
      won.low,
      won.high,
    ]),
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
