import type { ReactNode } from 'react'
import type { ArmReading } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import { DotPlot } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import { DealsOf } from './deals-of.tsx'

interface ArmsProps {
  readonly experiment: Pick<Experiment, 'id' | 'control' | 'changed' | 'horizonDays'>
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
      <Counts experimentId={experiment.id} sides={sides} />
    </div>
  )
}

interface Side {
  readonly key: 'control' | 'changed'
  readonly name: string
  readonly arm: ArmReading
}

interface Count {
  readonly key: string
  readonly name: string
  readonly values: readonly ReactNode[]
}

function Counts({ experimentId, sides }: { experimentId: string; sides: readonly Side[] }) {
  const { t } = useWords()
  const { days } = useEstimateWords()
  const parts = ['n', 'followed', 'won', 'lost', 'disqualified', 'notNow', 'open'] as const
  const rows: Count[] = [
    ...parts.map(
      (part): Count => ({
        key: part,
        name: t(`experiments.count.${part}`),
        values: sides.map(({ key, name, arm }) => (
          <DealsOf
            key={key}
            experimentId={experimentId}
            asked={{ arm: key, number: part }}
            count={arm[part]}
            label={`${name}: ${t(`experiments.count.${part}`)}`}
          />
        )),
      }),
    ),
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
          cell: ({ values }: Count) => values[at],
          isNumber: true,
        })),
      ]}
    />
  )
}
