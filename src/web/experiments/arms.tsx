import type { ReactNode } from 'react'
import type { ArmReading } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import { DotPlot } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import { DealsOf } from './deals-of.tsx'
import { useSideWords } from './side-words.ts'
import { type Measured, measureValues } from './measure-words.ts'

interface ArmsProps {
  readonly experiment: Measured & Pick<Experiment, 'id' | 'process' | 'control' | 'changed' | 'sequences'>
  readonly arms: { readonly control: ArmReading; readonly changed: ArmReading }
}

/** Both arms beside each other: the share that came to what is measured, and what it is counted from. */
export function Arms({ experiment, arms }: ArmsProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const { side } = useSideWords()
  const by = t('experiments.came-by', measureValues(experiment))
  const sides = (['control', 'changed'] as const).map((key) => ({
    key,
    name: side(experiment, key),
    arm: arms[key],
  }))
  const most = Math.max(0.1, ...sides.map(({ arm }) => arm.cameByHorizon.high ?? arm.cameByHorizon.estimate ?? 0))
  return (
    <div className="flex flex-col gap-4">
      <DotPlot
        label={by}
        nameTitle={t('experiments.arm')}
        valueTitle={by}
        boundsTitle={t('ui.curve.interval')}
        rows={sides.map(({ key, name, arm: { n, cameByHorizon } }) => ({
          key,
          name,
          note: t('experiments.deals', { count: n }),
          dot:
            cameByHorizon.estimate === null
              ? null
              : { value: cameByHorizon.estimate, low: cameByHorizon.low, high: cameByHorizon.high },
          text: share(cameByHorizon.estimate),
          bounds: shareRange({ value: cameByHorizon.estimate, low: cameByHorizon.low, high: cameByHorizon.high }),
        }))}
        lowest={0}
        highest={Math.min(1, Math.ceil(most * 10) / 10)}
        write={(value) => percent(value)}
      />
      <Counts experiment={experiment} sides={sides} />
    </div>
  )
}

const outcomes = ['won', 'lost', 'disqualified', 'notNow', 'open'] as const

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

function Counts({ experiment, sides }: Pick<ArmsProps, 'experiment'> & { sides: readonly Side[] }) {
  const { t } = useWords()
  const { days } = useEstimateWords()
  const values = measureValues(experiment)
  const isOwn = experiment.measure !== 'won'
  const given = experiment.sequences ? ['given' as const] : []
  const parts = ['n', ...given, 'followed', ...(isOwn ? ['came' as const] : []), ...outcomes] as const
  const rows: Count[] = [
    ...parts.map(
      (part): Count => ({
        key: part,
        name: t(`experiments.count.${part}`, values),
        values: sides.map(({ key, name, arm }) => (
          <DealsOf
            key={key}
            experimentId={experiment.id}
            asked={{ arm: key, number: part }}
            count={arm[part]}
            label={`${name}: ${t(`experiments.count.${part}`, values)}`}
          />
        )),
      }),
    ),
    {
      key: 'time',
      name: t('experiments.count.time-to-come', values),
      values: sides.map(({ arm }) => days(arm.timeToCome.value)),
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
