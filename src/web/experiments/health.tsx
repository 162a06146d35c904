import type { ReactNode } from 'react'
import type { Arm, ExperimentReading } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { isolated } from '../../words/isolate.ts'
import { Card, Dot, Table, useFormats, useWords } from '../ui/index.ts'
import { DealsOf } from './deals-of.tsx'
import { type Measured, measureValues } from './measure-words.ts'

interface HealthProps {
  readonly experiment: Measured & Pick<Experiment, 'id' | 'sequences'>
  readonly reading: ExperimentReading
}

/** Whether the numbers can be trusted, and whether the customers pay for what is won. */
export function Health({ experiment, reading }: HealthProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share } = useEstimateWords()
  const { arms, health, pace } = reading
  const { split, disqualifiedMore, reversedMore } = health
  const { id: experimentId } = experiment
  const { measure, stage } = measureValues(experiment)
  const isOnSequences = experiment.sequences !== null
  const stayed = t(isOnSequences ? 'experiments.health.moved.sequence' : 'experiments.health.moved')
  const { control, changed } = arms
  const moved = control.moved + changed.moved
  const reversed = (of: typeof control) => t('experiments.health.reversed', { reversed: of.reversed, won: of.won })
  return (
    <Card title={t('experiments.health')}>
      <ul className="flex flex-col gap-3">
        <Check tone={split.isBroken ? 'bad' : 'ok'} title={t('experiments.health.split')}>
          {t(split.unit === 'deal' ? 'experiments.health.split.deals' : 'experiments.health.split.sellers', {
            control: split.control,
            changed: split.changed,
            percent: split.changedPercent,
            state: split.isBroken ? 'broken' : 'fine',
          })}
        </Check>
        <Check tone={moved > 0 ? 'warn' : 'ok'} title={stayed}>
          {t(isOnSequences ? 'experiments.health.moved.sequence.say' : 'experiments.health.moved.say', {
            count: moved,
          })}{' '}
          <Both experimentId={experimentId} arms={arms} number="moved" label={stayed} />
        </Check>
        <Check tone={toneOf(disqualifiedMore)} title={t('experiments.health.disqualified')}>
          {t('experiments.health.disqualified.say', {
            control: isolated(share(control.disqualifiedByHorizon.estimate)),
            changed: isolated(share(changed.disqualifiedByHorizon.estimate)),
            more: String(disqualifiedMore === true),
          })}
        </Check>
        <Check tone={toneOf(reversedMore)} title={t('experiments.health.reversals')}>
          {t('experiments.health.reversals.say', { control: reversed(control), changed: reversed(changed) })}{' '}
          <Both experimentId={experimentId} arms={arms} number="reversed" label={t('experiments.health.reversals')} />
        </Check>
        <Check tone="plain" title={t('experiments.health.pace')}>
          {pace.pValue === null
            ? t('experiments.health.pace.later', { unit: split.unit })
            : t('experiments.health.pace.say', {
                p: isolated(number(pace.pValue, 3)),
                state: pace.pValue < 0.05 ? 'differs' : 'same',
                measure,
                stage,
              })}
        </Check>
      </ul>
      {health.sellers.length > 1 && <Sellers experimentId={experimentId} sellers={health.sellers} />}
    </Card>
  )
}

interface BothProps {
  readonly experimentId: string
  readonly arms: ExperimentReading['arms']
  readonly number: 'moved' | 'reversed'
  readonly label: string
}

/** A number of both arms together, where there are any. */
function Both({ experimentId, arms: { control, changed }, number, label }: BothProps) {
  const count = control[number] + changed[number]
  return count === 0 ? null : <DealsOf experimentId={experimentId} asked={{ number }} count={count} label={label} />
}

function toneOf(isMore: boolean | null): 'ok' | 'bad' | 'plain' {
  return isMore === null ? 'plain' : isMore ? 'bad' : 'ok'
}

function Check({
  tone,
  title,
  children,
}: {
  tone: 'ok' | 'warn' | 'bad' | 'plain'
  title: string
  children: ReactNode
}) {
  return (
    <li className="grid grid-cols-[8px_1fr] gap-x-3">
      <span className="mt-1.5 flex">
        <Dot tone={tone} />
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <p className="max-w-[75ch] text-pretty text-ink-2">{children}</p>
      </div>
    </li>
  )
}

type Seller = ExperimentReading['health']['sellers'][number]

/** How each seller's deals fell: a seller with deals of one side only weighs on that side. */
function Sellers({ experimentId, sellers }: { experimentId: string; sellers: readonly Seller[] }) {
  const { t } = useWords()
  const nameOf = ({ name }: Seller) => name ?? t('experiments.seller.nobody')
  const dealsOf = (arm: Arm) => (seller: Seller) => (
    <DealsOf
      experimentId={experimentId}
      asked={{ arm, seller: seller.id ?? 'none' }}
      count={seller[arm]}
      label={nameOf(seller)}
    />
  )
  return (
    <details>
      <summary className="cursor-pointer text-12 font-medium text-accent">{t('experiments.health.sellers')}</summary>
      <Table
        label={t('experiments.health.sellers')}
        rows={sellers}
        rowKey={({ id }) => id ?? 'nobody'}
        columns={[
          {
            key: 'name',
            title: t('experiments.seller'),
            cell: (seller) => <bdi>{nameOf(seller)}</bdi>,
            isRowHeader: true,
          },
          { key: 'control', title: t('experiments.as-now'), cell: dealsOf('control'), isNumber: true },
          { key: 'changed', title: t('experiments.changed'), cell: dealsOf('changed'), isNumber: true },
        ]}
      />
    </details>
  )
}
