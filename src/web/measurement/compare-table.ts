import type { Comparison } from '../../contract/comparing.ts'
import type { NamedGroup } from './compare-rows.ts'
import type { CsvCell } from './csv.ts'

type Translate = (id: string, values?: Record<string, unknown>) => string

const outcomes = ['won', 'lost', 'disqualified', 'notNow', 'open'] as const
const shares = ['winRate', 'closedOnly'] as const
const times = ['timeToSignature', 'timeToOutcome'] as const

/** A comparison as a table to take away: all measures of all its groups. */
export function compareTable(
  comparison: Comparison,
  dimension: string,
  groups: readonly NamedGroup[],
  t: Translate,
): CsvCell[][] {
  const { least, n, asOf, lengthOnly } = comparison
  return [
    headings(comparison, dimension, t),
    ...groups.map(({ group, name }) => [
      name,
      group.n,
      ...outcomes.map((key) => group[key]),
      group.ended,
      group.closedOnly?.won ?? null,
      group.endedUndated,
      ...shares.flatMap((measure) => [...estimated(group[measure]), ...estimated(group[measure]?.shrunken)]),
      ...times.flatMap((measure) => lasting(group[measure]?.median)),
      ...estimated(group.timeToSignature?.signedByCommonDay),
      ...estimated(group.timeToOutcome?.hazardRatio),
    ]),
    [],
    ...[...shares, ...times].map((measure) => [
      `${named(comparison, measure, t)}: ${t(`insights.compare.verdict.${comparison[measure].verdict}`)}`,
      comparison[measure].pValue,
    ]),
    [t('insights.compare.least'), least],
    [t('insights.column.n'), n],
    [t('insights.column.length-only'), lengthOnly],
    [t('insights.column.as-of'), asOf],
  ]
}

function headings(comparison: Comparison, dimension: string, t: Translate): CsvCell[] {
  const { timeToSignature } = comparison
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  const drawn = t('insights.compare.drawn')
  const title = (measure: string) => named(comparison, measure, t)
  return [
    dimension,
    t('insights.column.n'),
    ...outcomes.map((key) => t(`codes.outcome.${key === 'notNow' ? 'not_now' : key}`)),
    t('insights.column.closed'),
    t('insights.column.closed-won'),
    t('insights.column.closed-undated'),
    ...shares.flatMap((measure) => [title(measure), low, high, `${title(measure)}: ${drawn}`, low, high]),
    ...times.flatMap((measure) => [title(measure), low, high]),
    t('insights.compare.column.signed', { day: timeToSignature.commonDay ?? 0 }),
    low,
    high,
    t('insights.compare.column.hazard'),
    low,
    high,
  ]
}

function named({ byDay }: Comparison, measure: string, t: Translate): string {
  return t(`insights.compare.measure.${measure}`, { days: byDay })
}

interface Bounds {
  readonly low: number | null
  readonly high: number | null
}

function estimated(of: (Bounds & { readonly estimate: number | null }) | null | undefined): CsvCell[] {
  return [of?.estimate ?? null, of?.low ?? null, of?.high ?? null]
}

function lasting(of: (Bounds & { readonly value: number | null }) | undefined): CsvCell[] {
  return [of?.value ?? null, of?.low ?? null, of?.high ?? null]
}
