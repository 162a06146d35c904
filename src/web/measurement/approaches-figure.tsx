import { useState } from 'react'
import type { ApproachFigure } from '../../contract/approaches.ts'
import { listTouches } from '../../contract/outreach.ts'
import { call } from '../api.ts'
import { DealsDialog } from '../closing/deals-dialog.tsx'
import { Button, EmptyState, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'

type Group = ApproachFigure['groups'][number]

/** What deals were first approached with, and how many of them were won. */
export function ApproachesFigure({ found }: { found: ApproachFigure }) {
  const { t } = useWords()
  const [opened, setOpened] = useState<Group['approach'] | null>(null)
  const table = () => [
    [t('insights.approach'), t('insights.approach.deals'), t('insights.approach.won', { days: found.byDay })],
    ...found.groups.map(({ approach, n, won }) => [t(`codes.approach.${approach}`), n, won.estimate]),
  ]
  return (
    <Figure id="approaches" title={t('insights.approaches')} told={found} table={table}>
      {found.groups.length === 0 ? (
        <EmptyState>{t('insights.approaches.none')}</EmptyState>
      ) : (
        <>
          <p className="mb-3">{t(`insights.approaches.${found.verdict}`)}</p>
          <Groups found={found} onOpen={setOpened} />
        </>
      )}
      {opened && <TouchesBehind approach={opened} onClose={() => setOpened(null)} />}
    </Figure>
  )
}

function Groups({ found, onOpen }: { found: ApproachFigure; onOpen: (approach: Group['approach']) => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const columns: Column<Group>[] = [
    {
      key: 'approach',
      title: t('insights.approach'),
      isRowHeader: true,
      cell: ({ approach }) => t(`codes.approach.${approach}`),
    },
    {
      key: 'n',
      title: t('insights.approach.deals'),
      isNumber: true,
      cell: ({ approach, n }) => (
        <Button
          variant="quiet"
          aria-label={t('closing.figures.open', { n, name: t(`codes.approach.${approach}`) })}
          onPress={() => onOpen(approach)}
        >
          {number(n)}
        </Button>
      ),
    },
    {
      key: 'won',
      title: t('insights.approach.won', { days: found.byDay }),
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
    <Table label={t('insights.approach')} columns={columns} rows={found.groups} rowKey={({ approach }) => approach} />
  )
}

function TouchesBehind({ approach, onClose }: { approach: Group['approach']; onClose: () => void }) {
  const { t } = useWords()
  const { relative } = useFormats()
  return (
    <DealsDialog
      title={t(`codes.approach.${approach}`)}
      onClose={onClose}
      read={async (after) => {
        const query = { approach, first: 'true' as const, ...(after ? { after } : {}) }
        const { items, next } = await call(listTouches, { query })
        const shown = items.flatMap(({ id, deal, occurredAt }) =>
          deal ? [{ key: id, dealId: deal.id, name: deal.name, note: relative(occurredAt) }] : [],
        )
        return { items: shown, next }
      }}
    />
  )
}
