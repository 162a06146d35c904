import type { ArmReading } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import { DotPlot } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'

interface ArmsProps {
  readonly experiment: Pick<Experiment, 'control' | 'changed' | 'horizonDays'>
  readonly arms: { readonly control: ArmReading; readonly changed: ArmReading }
}

/** Both arms beside each other: the share that is won, and what it is counted from. */
export function Arms({ experiment, arms }: ArmsProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const { horizonDays } = experiment
  const sides = (['control', 'changed'] as const).map((key) => ({
    key,
    name: t(`experiments.arm.${key}`, { number: experiment[key].number }),
    arm: arms[key],
  }))
  const most = Math.max(0.1, ...sides.map(({ arm }) => arm.wonByHorizon.high ?? arm.wonByHorizon.estimate ?? 0))
  return (
    <div className="flex flex-col gap-4">
      <DotPlot
        label={t('experiments.won-by', { days: horizonDays })}
        nameTitle={t('experiments.arm')}
        valueTitle={t('experiments.won-by', { days: horizonDays })}
        boundsTitle={t('ui.curve.interval')}
        rows={sides.map(({ key, name, arm: { n, wonByHorizon } }) => ({
          key,
          name,
          note: t('experiments.deals', { count: n }),
          dot:
            wonByHorizon.estimate === null
              ? null
              : { value: wonByHorizon.estimate, low: wonByHorizon.low, high: wonByHorizon.high },
          text: share(wonByHorizon.estimate),
          bounds: shareRange({ value: wonByHorizon.estimate, low: wonByHorizon.low, high: wonByHorizon.high }),
        }))}
        lowest={0}
        highest={Math.min(1, Math.ceil(most * 10) / 10)}
        write={(value) => percent(value)}
      />
      <Counts sides={sides} />
    </div>
  )
}

interface Side {
  readonly key: 'control' | 'changed'
  readonly name: string
  readonly arm: ArmReading
}

function Counts({ sides }: { sides: readonly Side[] }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days } = useEstimateWords()
  const parts = ['n', 'followed', 'won', 'lost', 'disqualified', 'notNow', 'open'] as const
  const rows = [
    ...parts.map((part) => ({
      key: part as string,
      name: t(`experiments.count.${part}`),
      values: sides.map(({ arm }) => number(arm[part])),
    })),
    {
      key: 'time',
      name: t('experiments.count.time'),
      values: sides.map(({ arm }) => days(arm.timeToSignature.value)),
    },
  ]
  return (
    <Table
      label={t('experiments.counts')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'name',
          title: <span className="sr-only">{t('experiments.counts')}</span>,
          cell: ({ name }) => name,
          isRowHeader: true,
        },
        ...sides.map(({ key }, at) => ({
          key,
          title: t(key === 'control' ? 'experiments.as-now' : 'experiments.changed'),
          cell: ({ values }: (typeof rows)[number]) => values[at],
          isNumber: true,
        })),
      ]}
    />
  )
}
