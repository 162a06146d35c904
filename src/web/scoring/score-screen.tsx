import { useQuery } from '@tanstack/react-query'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import { fitScore, leastOutcomes, useScoreVersion } from '../../contract/scoring.ts'
import type { Scoring } from '../../contract/scoring.ts'
import { call } from '../api.ts'
import { range } from '../../words/isolate.ts'
import { ProspectsPlaces } from '../prospects/prospects-places.tsx'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Button,
  Card,
  ErrorState,
  Loading,
  Notice,
  ProgressBar,
  Table,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { ClassMark } from './class-mark.tsx'
import { FieldsCard } from './fields-card.tsx'
import { RulesCard } from './rules-card.tsx'
import { scoringQuery, useScoreAct } from './scoring-query.ts'
import { TestCard } from './test-card.tsx'

/** How customers are scored: what is in use, how it was tested, what is left out and why, and the rules. */
export function ScoreScreen() {
  const { t } = useWords()
  const found = useQuery(scoringQuery)
  const mayEdit = useRight('process.edit')
  const report = found.data?.model?.report
  return (
    <Page title={t('prospects.title')} views={<ProspectsPlaces current="score" />}>
      <div className="mx-auto flex max-w-250 flex-col gap-5">
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && (
          <>
            <InUseCard scoring={found.data} mayEdit={mayEdit} />
            {report && <TestCard report={report} number={found.data.model?.number ?? 1} />}
            {report && <FieldsCard fields={report.fields} mayEdit={mayEdit} />}
            {found.data.since.length > 0 && <SinceCard since={found.data.since} />}
            <RulesCard key={found.data.inUse?.id ?? 'usual'} rules={found.data.rules} mayEdit={mayEdit} />
          </>
        )}
      </div>
    </Page>
  )
}

function InUseCard({ scoring, mayEdit }: { scoring: Scoring; mayEdit: boolean }) {
  const { t } = useWords()
  const { inUse, model, run, outcomes } = scoring
  const known = outcomes.won + outcomes.lost
  const isFitting = run?.status === 'asked'
  return (
    <Card title={t('scoring.in-use')} actions={mayEdit && <Acts scoring={scoring} />}>
      <p className="text-15">
        {t(inUse?.kind === 'model' ? 'scoring.in-use.model' : 'scoring.in-use.rules', {
          n: (model?.report?.trained.n ?? 0) + (model?.report?.tested.n ?? 0),
        })}
      </p>
      {inUse && (
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          {t('scoring.version', { number: inUse.number })}
          {inUse.madeBy && <bdi>{inUse.madeBy}</bdi>}
          <Ago value={inUse.madeAt} />
          {t('scoring.cuts', { a: inUse.cutA, b: inUse.cutB })}
        </p>
      )}
      {known < leastOutcomes && (
        <ProgressBar
          label={t('scoring.outcomes', { count: known, least: leastOutcomes })}
          value={known}
          max={leastOutcomes}
        />
      )}
      {isFitting && <Notice>{t('scoring.fitting')}</Notice>}
      {run?.code && !isFitting && <Notice tone="warn">{t(`scoring.run.${run.code}`)}</Notice>}
    </Card>
  )
}

function Acts({ scoring: { inUse, model, run, outcomes } }: { scoring: Scoring }) {
  const { t } = useWords()
  const fit = useScoreAct(() => call(fitScore, { body: {} }))
  const use = useScoreAct((versionId: string | null) => call(useScoreVersion, { body: { versionId } }))
  const isModel = inUse?.kind === 'model'
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {model && (
        <Button variant="quiet" isPending={use.isPending} onPress={() => use.mutate(isModel ? null : model.id)}>
          {t(isModel ? 'scoring.use-rules' : 'scoring.use-model')}
        </Button>
      )}
      <Button
        icon={IconRefresh}
        isPending={fit.isPending || run?.status === 'asked'}
        isDisabled={outcomes.won + outcomes.lost < leastOutcomes}
        onPress={() => fit.mutate(undefined)}
      >
        {t(model ? 'scoring.refit' : 'scoring.fit')}
      </Button>
    </span>
  )
}

function SinceCard({ since }: Pick<Scoring, 'since'>) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  type Row = Scoring['since'][number]
  return (
    <Card title={t('scoring.since')}>
      <p className="text-ink-2">{t('scoring.since.what')}</p>
      <Table<Row>
        label={t('scoring.since')}
        columns={[
          {
            key: 'class',
            title: t('scoring.since.class'),
            isRowHeader: true,
            cell: (row) => <ClassMark value={row.class} />,
          },
          { key: 'ended', title: t('scoring.since.ended'), isNumber: true, cell: ({ ended }) => number(ended) },
          { key: 'won', title: t('scoring.since.won'), isNumber: true, cell: ({ won }) => number(won) },
          {
            key: 'rate',
            title: t('scoring.since.rate'),
            isNumber: true,
            cell: ({ winRate: { estimate, low, high } }) =>
              estimate === null ? '–' : `${percent(estimate)} (${range(percent(low ?? 0), percent(high ?? 1))})`,
          },
        ]}
        rows={since}
        rowKey={(row) => row.class}
      />
    </Card>
  )
}
