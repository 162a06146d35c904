import type { TrialFigures } from '../../contract/what-works.ts'
import { Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { Figure } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import {
  BesideLines,
  Verdict,
  besideTable,
  firstCells,
  firstTitles,
  useFirstColumns,
  verdictCells,
} from './what-works-parts.tsx'

type Kind = TrialFigures['kinds'][number]

/** How deals are won after a trial, a demo, a sample or a gift: observed, not caused. */
export function TrialsFigure({ found }: { found: TrialFigures }) {
  const { t } = useWords()
  const { byDay, observed, kinds, verdict } = found
  const first = useFirstColumns(kinds, byDay, 'trials', ({ kind }) => kind)
  const columns: Column<Kind>[] = [
    {
      key: 'kind',
      title: t('presenting.trial.kind'),
      isRowHeader: true,
      cell: ({ kind }) => t(`codes.trial-kind.${kind}`),
    },
    {
      key: 'started',
      title: t('insights.works.given'),
      isNumber: true,
      cell: ({ kind, started }) => (
        <NumberLink of="trials" number={`${kind}/started`} count={started} label={t(`codes.trial-kind.${kind}`)} />
      ),
    },
    ...first,
  ]
  return (
    <Figure
      id="trials"
      title={t('insights.works.trials')}
      told={found}
      table={() => [
        ...besideTable(observed, 'trial', t),
        [t('presenting.trial.kind'), t('insights.works.given'), ...firstTitles(t, byDay)],
        ...kinds.map((kind) => [t(`codes.trial-kind.${kind.kind}`), kind.started, ...firstCells(kind)]),
        verdictCells(t('presenting.trial.kind'), found, t),
        [],
        [t('insights.column.n'), found.n],
        [t('insights.column.as-of'), found.asOf],
      ]}
    >
      <BesideLines beside={observed} of="trial" />
      {kinds.length === 0 && <Lacks isLarge lacks={[{ text: t('insights.works.trials.none'), give: ['board'] }]} />}
      {kinds.length > 0 && (
        <>
          <Table label={t('presenting.trial.kind')} columns={columns} rows={[...kinds]} rowKey={({ kind }) => kind} />
          <Verdict verdict={verdict} isWithin />
        </>
      )}
    </Figure>
  )
}
