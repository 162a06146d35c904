import type { ClosingSignals } from '../../contract/insights.ts'
import { Bars } from '../charts/index.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure, ofProcess } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { Headline } from './parts.tsx'
import { groupText, useInsightsChange } from './search.ts'
import type { Behind } from './search.ts'
import { StageName } from './stage-name.tsx'
import type { HueOf } from './stage-name.tsx'

/** After which signal the deals were won, from which stage, and how many early. */
export function SignalsFigure({ found, hueOf }: { found: ClosingSignals; hueOf: HueOf }) {
  const { t } = useWords()
  return (
    <Figure id="signals" title={t('insights.signals')} told={found} all={ofProcess} table={() => table(found, t)}>
      {found.won === 0 ? (
        <Lacks isLarge lacks={[{ text: t('insights.signals.unknown'), give: ['board'] }]} />
      ) : (
        <>
          <div className="grid gap-6 wide:grid-cols-[minmax(220px,3fr)_minmax(0,7fr)]">
            <Shares found={found} />
            <BySignal found={found} />
          </div>
          <ByStage found={found} hueOf={hueOf} />
        </>
      )}
    </Figure>
  )
}

/** How many wins name their signal, and how many came early. */
function Shares({ found: { won, stated, early } }: { found: ClosingSignals }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const silent = won - stated.count
  return (
    <div className="flex flex-col gap-5">
      <Headline figure={share(stated.estimate)} interval={shareInterval({ ...stated, value: stated.estimate })}>
        <BehindLink behind={wins('stated/')} label={t('insights.signals.share')}>
          {t('insights.signals.sentence', { stated: stated.count, won })}
        </BehindLink>
      </Headline>
      <Headline figure={share(early.estimate)} interval={shareInterval({ ...early, value: early.estimate })}>
        <BehindLink behind={wins('early/')} label={t('insights.signals.early')}>
          {t('insights.signals.early-sentence', { early: early.count, won })}
        </BehindLink>
      </Headline>
      <Lacks lacks={silent > 0 ? [{ text: t('insights.signals.missing', { count: silent }) }] : []} />
    </div>
  )
}

const wins = (key: string): Behind => ({ part: 'all', group: { by: 'wins', key } })

function BySignal({ found }: { found: ClosingSignals }) {
  const { t } = useWords()
  const { share } = useEstimateWords()
  const change = useInsightsChange()
  const bars = found.signals.map(({ signal, count, estimate, low, high }) => ({
    key: signal,
    name: t(`codes.signal.${signal}`),
    value: estimate ?? 0,
    low: low ?? undefined,
    high: high ?? undefined,
    text: share(estimate),
    note: t('insights.signals.wins', { count }),
    ...(signal === 'not_stated' ? { colour: 'var(--ink-3)' } : {}),
  }))
  return (
    <Bars
      label={t('insights.signals.by-signal')}
      nameTitle={t('insights.signals.signal')}
      valueTitle={t('insights.signals.share')}
      bars={bars}
      onOpen={({ key }) =>
        change({ part: 'all', stage: undefined, group: groupText({ by: 'wins', key: `won/${key}` }) })
      }
    />
  )
}

type Stage = ClosingSignals['stages'][number]

function ByStage({ found, hueOf }: { found: ClosingSignals; hueOf: HueOf }) {
  const { t } = useWords()
  const { number } = useFormats()
  const columns: Column<Stage>[] = [
    {
      key: 'stage',
      title: t('insights.signals.from-stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    {
      key: 'count',
      title: t('codes.outcome.won'),
      isNumber: true,
      cell: ({ key, name, count }) => (
        <BehindLink behind={{ part: 'won_from', stage: key }} label={name}>
          {number(count)}
        </BehindLink>
      ),
    },
    ...found.signals.map(
      ({ signal }): Column<Stage> => ({
        key: signal,
        title: t(`codes.signal.${signal}`),
        isNumber: true,
        cell: ({ key, name, bySignal }) => {
          const count = bySignal.find((each) => each.signal === signal)?.count ?? 0
          if (count === 0) return <span className="text-ink-3">0</span>
          return (
            <BehindLink
              behind={{ part: 'won_from', stage: key, group: { by: 'signal', key: signal } }}
              label={`${name}: ${t(`codes.signal.${signal}`)}`}
            >
              {number(count)}
            </BehindLink>
          )
        },
      }),
    ),
  ]
  return (
    <div className="mt-6">
      <h3 className="mb-1 font-semibold">{t('insights.signals.by-stage')}</h3>
      <Table
        label={t('insights.signals.by-stage')}
        columns={columns}
        rows={found.stages.filter(({ count }) => count > 0)}
        rowKey={({ key }) => key}
      />
    </div>
  )
}

function table({ signals, stages, n, won, asOf }: ClosingSignals, t: (id: string) => string): CsvCell[][] {
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('insights.signals.signal'),
      t('codes.outcome.won'),
      t('insights.signals.share'),
      low,
      high,
      t('insights.signals.early'),
    ],
    ...signals.map(({ signal, count, estimate, low: from, high: to, early }) => [
      t(`codes.signal.${signal}`),
      count,
      estimate,
      from,
      to,
      early,
    ]),
    [],
    [
      t('insights.signals.from-stage'),
      t('codes.outcome.won'),
      ...signals.map(({ signal }) => t(`codes.signal.${signal}`)),
    ],
    ...stages.map(({ name, count, bySignal }) => [
      name,
      count,
      ...signals.map(({ signal }) => bySignal.find((each) => each.signal === signal)?.count ?? 0),
    ]),
    [],
    [t('codes.outcome.won'), won],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
