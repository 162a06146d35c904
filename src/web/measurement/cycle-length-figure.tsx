import type { CycleLength } from '../../contract/measurement.ts'
import { StepCurve } from '../charts/index.ts'
import { Dot, useFormats, useWords } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { curvePoints } from './curve-points.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { outcomeMarks } from './outcomes.ts'
import { Beside, BesideRow, Days, Headline } from './parts.tsx'

/** How long a deal takes: to the signature, to whichever end, and the plain averages of closed deals beside them. */
export function CycleLengthFigure({ length }: { length: CycleLength }) {
  const { t } = useWords()
  return (
    <Figure id="cycle-length" title={t('insights.cycle')} told={length} table={() => table(length, t)}>
      <div className="grid gap-6 wide:grid-cols-[minmax(220px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <div className="flex flex-col gap-5">
          <Signature length={length} />
          <Outcomes length={length} />
        </div>
        <Survival length={length} />
        <ClosedOnly length={length} />
      </div>
    </Figure>
  )
}

function Signature({ length: { timeToSignature, won, enteredLate } }: { length: CycleLength }) {
  const { t } = useWords()
  const { days, daysInterval } = useEstimateWords()
  const { median, medianWithoutDelayedEntry, quartiles, p80, horizonDays } = timeToSignature
  const { lower, upper } = quartiles
  // Followed for long enough nobody need be told that there is an end to it.
  const isShort = horizonDays !== null && horizonDays < 2 * (upper.value ?? horizonDays)
  const isMoved = enteredLate > 0 && median.value !== null && median.value !== medianWithoutDelayedEntry.value
  return (
    <Headline figure={median.value === null ? '–' : days(median.value)} interval={daysInterval(median)}>
      {median.value === null ? t('insights.cycle.unknown', { won }) : t('insights.cycle.sentence')}{' '}
      {lower.value !== null && t('insights.cycle.lower', { days: days(lower.value) })}{' '}
      {upper.value !== null && t('insights.cycle.upper', { days: days(upper.value) })}{' '}
      {p80.value !== null && t('insights.cycle.p80', { days: days(p80.value) })}{' '}
      {isShort && t('insights.cycle.horizon', { days: horizonDays })}{' '}
      {isMoved && t('insights.cycle.late', { days: days(medianWithoutDelayedEntry.value) })}
    </Headline>
  )
}

function Outcomes({ length }: { length: CycleLength }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <dl className="flex flex-col">
      {outcomeMarks.map(({ outcome, key, colour }) => (
        <div key={key} className="flex items-center gap-2 border-b border-line py-0.5 last:border-b-0">
          <Dot colour={colour} />
          <dt className="flex-1">{t(`codes.outcome.${outcome}`)}</dt>
          <dd>
            <BehindLink behind={{ part: outcome }} label={t(`codes.outcome.${outcome}`)}>
              {number(length[key])}
            </BehindLink>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Survival({ length: { timeToOutcome, enteredLate } }: { length: CycleLength }) {
  const { t } = useWords()
  const { days, daysInterval } = useEstimateWords()
  const { survival, median, medianWithoutDelayedEntry } = timeToOutcome
  const isMoved = enteredLate > 0 && median.value !== medianWithoutDelayedEntry.value
  return (
    <div className="min-w-0">
      <h3 className="font-semibold">{t('insights.survival')}</h3>
      <p className="mb-3 text-12 text-ink-2">
        {median.value === null
          ? t('insights.survival.unreached')
          : t('insights.survival.median', { days: days(median.value) })}{' '}
        {median.value !== null && daysInterval(median)}
      </p>
      <StepCurve
        label={t('insights.survival')}
        measure={t('insights.survival.measure')}
        points={curvePoints(survival)}
        medianDay={median.value}
        height={220}
      />
      <p className="mt-2 text-12 text-ink-2">
        {t('insights.survival.read')}{' '}
        {isMoved && t('insights.survival.late', { days: days(medianWithoutDelayedEntry.value) })}
      </p>
    </div>
  )
}

function ClosedOnly({ length: { closedOnly } }: { length: CycleLength }) {
  const { t } = useWords()
  return (
    <Beside title={t('insights.closed-only')} why={t('insights.closed-only.why-time')}>
      {(['mean', 'median', 'meanWon', 'medianWon'] as const).map((key) => (
        <BesideRow key={key} name={t(`insights.closed-only.${key}`)}>
          {closedOnly[key] === null ? '–' : <Days value={closedOnly[key]} />}
        </BesideRow>
      ))}
    </Beside>
  )
}

function table(length: CycleLength, t: (id: string) => string): CsvCell[][] {
  const { timeToSignature, timeToOutcome, closedOnly } = length
  const row = (
    name: string,
    { value, low, high }: { value: number | null; low: number | null; high: number | null },
  ) => [name, value, low, high]
  return [
    [t('insights.column.figure'), t('insights.column.value'), t('insights.column.low'), t('insights.column.high')],
    [t('insights.column.n'), length.n, null, null],
    [t('insights.column.length-only'), length.lengthOnly, null, null],
    [t('insights.column.as-of'), length.asOf, null, null],
    ...outcomeMarks.map(({ outcome, key }) => [t(`codes.outcome.${outcome}`), length[key], null, null]),
    row(t('insights.row.signature-median'), timeToSignature.median),
    row(t('insights.row.signature-median-plain'), timeToSignature.medianWithoutDelayedEntry),
    row(t('insights.row.signature-lower'), timeToSignature.quartiles.lower),
    row(t('insights.row.signature-upper'), timeToSignature.quartiles.upper),
    row(t('insights.row.signature-p80'), timeToSignature.p80),
    row(t('insights.row.outcome-median'), timeToOutcome.median),
    row(t('insights.row.outcome-median-plain'), timeToOutcome.medianWithoutDelayedEntry),
    ...(['mean', 'median', 'meanWon', 'medianWon'] as const).map((key) => [
      `${t('insights.closed-only')}: ${t(`insights.closed-only.${key}`)}`,
      closedOnly[key],
      null,
      null,
    ]),
    [],
    [
      t('insights.column.day'),
      t('insights.survival.measure'),
      t('insights.column.low'),
      t('insights.column.high'),
      t('insights.column.at-risk'),
    ],
    ...timeToOutcome.survival.map(({ day, estimate, low, high, atRisk }) => [day, estimate, low, high, atRisk]),
  ]
}
