import { arms } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import { type Measured, measureValues } from './measure-words.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { cells } from '../measurement/what-works-parts.tsx'

type Words = (id: string, values?: Record<string, unknown>) => string

const counts = ['n', 'followed', 'won', 'lost', 'disqualified', 'notNow', 'open'] as const

type Told = Measured & Pick<Experiment, 'sequences'>

/** A reading as cells, for the file that is taken away: both sides, the difference over time, and what speaks for the numbers. */
export function readingTable(measured: Told, reading: ExperimentReading, t: Words): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    ...sides(reading, measured, t),
    [],
    [t('experiments.curve.on'), t('experiments.difference'), ...bounds],
    ...reading.history.map(({ on, ...difference }): CsvCell[] => [on, ...cells(difference)]),
    [],
    ...health(reading, t),
    [],
    [t('insights.column.as-of'), reading.asOf],
  ]
}

function sides({ arms: both, difference }: ExperimentReading, measured: Told, t: Words): CsvCell[][] {
  const { horizonDays } = measured
  const values = measureValues(measured)
  const { control, changed } = both
  const spread = (name: string, of: (arm: typeof control) => CsvCell[]): CsvCell[] => [
    name,
    ...of(control),
    ...of(changed),
  ]
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    spread('', (arm) => [t(arm === control ? 'experiments.as-now' : 'experiments.changed'), ...bounds]),
    ...counts.map((count) => spread(t(`experiments.count.${count}`), (arm) => [arm[count], null, null])),
    ...(measured.sequences ? [spread(t('experiments.count.given'), (arm) => [arm.given, null, null])] : []),
    spread(t(measured.sequences ? 'experiments.count.moved.sequence' : 'experiments.count.moved'), (arm) => [
      arm.moved,
      null,
      null,
    ]),
    spread(t('experiments.count.reversed'), (arm) => [arm.reversed, null, null]),
    ...(measured.measure === 'won'
      ? []
      : [
          spread(t('experiments.count.came', values), (arm) => [arm.came, null, null]),
          spread(t('experiments.came-by', values), ({ cameByHorizon }) => cells(cameByHorizon)),
          spread(t('experiments.count.time-to-come', values), ({ timeToCome: { value, low, high } }) => [
            value,
            low,
            high,
          ]),
        ]),
    spread(t('experiments.won-by', { days: horizonDays }), ({ wonByHorizon }) => cells(wonByHorizon)),
    spread(t('experiments.count.time'), ({ timeToSignature: { value, low, high } }) => [value, low, high]),
    spread(t('experiments.count.disqualified-by', { days: horizonDays }), ({ disqualifiedByHorizon }) =>
      cells(disqualifiedByHorizon),
    ),
    [],
    [t('experiments.difference'), ...(difference ? cells(difference) : [])],
  ]
}

function health({ health: { split, sellers }, pace }: ExperimentReading, t: Words): CsvCell[][] {
  const heads = arms.map((arm) => t(arm === 'control' ? 'experiments.as-now' : 'experiments.changed'))
  return [
    [t('experiments.health'), ...heads, 'p'],
    [t('experiments.health.split'), split.control, split.changed, split.pValue],
    [t('experiments.health.pace'), null, null, pace.pValue],
    ...sellers.map(({ name, control, changed }) => [name ?? t('experiments.seller.nobody'), control, changed]),
  ]
}
