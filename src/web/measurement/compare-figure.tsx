import type { Comparison } from '../../contract/comparing.ts'
import { listKeyOf } from '../../contract/custom-values.ts'
import type { Dimension } from '../../contract/measurement.ts'
import { DotPlot } from '../charts/index.ts'
import { Notice, useFormats, useWords } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import { highestOf, useDimensionName, useDotRows, useNamedGroups } from './compare-rows.ts'
import type { NamedGroup } from './compare-rows.ts'
import { CompareControls } from './compare-controls.tsx'
import type { CsvCell } from './csv.ts'
import { Figure } from './figure.tsx'
import { isolated } from './isolate.ts'
import { type Give, Lacks, without } from './lacks.tsx'
import type { Comparing, Group } from './search.ts'

/** Groups of deals beside each other. They are ranked only where they differ by more than chance. */
export function CompareFigure({ comparison, comparing }: { comparison: Comparison; comparing: Comparing }) {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const { measure } = comparing
  const { by, byDay } = comparison
  const dimension = useDimensionName()(comparison)
  const { compared, others } = useNamedGroups(comparison, measure)
  const rows = useDotRows(comparison, measure, compared)
  const isShare = measure === 'winRate' || measure === 'closedOnly'
  return (
    <Figure
      id="comparing"
      title={t('insights.compare')}
      told={comparison}
      byDay={byDay}
      table={() => table(comparison, dimension, [...compared, ...others], t)}
    >
      <CompareControls comparing={comparing} byDay={byDay} currency={comparison.currency} />
      <Verdict comparison={comparison} comparing={comparing} />
      <NotEntered comparison={comparison} />
      {(by === 'version' || by === 'price') && (
        <div className="mt-4 max-w-[90ch]">
          <Notice tone="plain">
            {t(by === 'version' ? 'insights.compare.before-after' : 'insights.compare.price-note')}
          </Notice>
        </div>
      )}
      {rows.length > 0 && (
        <div className="mt-4">
          <DotPlot
            label={t('insights.compare.plot', {
              measure: t(`insights.compare.measure.${measure}`, { days: byDay }),
              by: dimension,
            })}
            nameTitle={dimension}
            valueTitle={t(`insights.compare.measure.${measure}`, { days: byDay })}
            boundsTitle={t('insights.compare.bounds')}
            rows={rows}
            lowest={0}
            highest={highestOf(rows, isShare)}
            write={(value) => (isShare ? percent(value) : number(value, 0))}
            nameOf={({ key, name }) => (
              <BehindLink behind={{ part: 'all', group: groupOf(comparison, key) }} label={name}>
                {name}
              </BehindLink>
            )}
          />
          <p className="mt-2 text-12 text-ink-2">
            {t(rows.some(({ drawn }) => drawn) ? 'insights.compare.legend' : 'insights.compare.legend.plain')}
          </p>
        </div>
      )}
      <Others comparison={comparison} others={others} />
    </Figure>
  )
}

function groupOf({ by, field }: Comparison, key: string): Group {
  return { by, key, ...(field ? { field: field.id } : {}) }
}

/** What the test says, in a sentence each. */
function Verdict({ comparison, comparing: { measure } }: { comparison: Comparison; comparing: Comparing }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { verdict, pValue } = comparison[measure]
  const chance = pValue === null ? '' : pValue < 0.001 ? `\u2066<\u00a0${percent(0.001, 1)}\u2069` : percent(pValue, 1)
  const { least } = comparison
  return (
    <div className="mt-5 max-w-[72ch]">
      <p className="text-15 font-semibold">{t(`insights.compare.verdict.${verdict}`)}</p>
      <p className="mt-1 text-ink-2">
        {verdict === 'not_enough'
          ? t(`insights.compare.why.not_enough`, { least, measure })
          : t(`insights.compare.why.${verdict}`, { chance })}
      </p>
    </div>
  )
}

const ways: Partial<Record<Dimension, Give>> = {
  owner: 'owners',
  team: 'teams',
  source: 'sources',
  product: 'lines',
  sector: 'sectors',
  size: 'sizes',
  price: 'amounts',
  terms: 'terms',
  maturity: 'markets',
}

const ownWays = { deals: 'own_of_deals', companies: 'own_of_companies' } as const

/** Of how many deals nobody said what they are compared by, and where that is said. */
function NotEntered({ comparison }: { comparison: Comparison }) {
  const { t } = useWords()
  const dimension = useDimensionName()(comparison)
  const { by, field, groups } = comparison
  const count = groups.find(({ key }) => key === 'none')?.n ?? 0
  const way = field ? ownWays[field.record] : ways[by]
  if (count === 0 || way === undefined) return null
  const text = t('insights.compare.missing', { by: field ? isolated(dimension) : dimension, count })
  const search = field ? without([listKeyOf(field)]) : undefined
  return (
    <div className="mt-3">
      <Lacks lacks={[{ text, give: [way], ...(search ? { search } : {}) }]} />
    </div>
  )
}

/** Groups that are not compared, each with its deals. */
function Others({ comparison, others }: { comparison: Comparison; others: readonly NamedGroup[] }) {
  const { least, more } = comparison
  const { t } = useWords()
  const { number } = useFormats()
  if (others.length === 0) return null
  return (
    <div className="mt-5">
      <h3 className="font-medium">{t('insights.compare.few', { least })}</h3>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-ink-2">
        {others.map(({ group: { key, n }, name }) => (
          <li key={key}>
            <BehindLink behind={{ part: 'all', group: groupOf(comparison, key) }} label={name}>
              {`\u2068${name}\u2069 · ${number(n)}`}
            </BehindLink>
          </li>
        ))}
        {more > 0 && <li>{t('insights.compare.more', { count: more })}</li>}
      </ul>
    </div>
  )
}

function table(
  comparison: Comparison,
  dimension: string,
  groups: readonly NamedGroup[],
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const { byDay, least, n, asOf, timeToSignature } = comparison
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  const drawn = t('insights.compare.drawn')
  const outcomes = ['won', 'lost', 'disqualified', 'notNow', 'open'] as const
  const estimated = (of: { estimate: number | null; low: number | null; high: number | null } | null | undefined) => [
    of?.estimate ?? null,
    of?.low ?? null,
    of?.high ?? null,
  ]
  const lasting = (of: { value: number | null; low: number | null; high: number | null } | undefined) => [
    of?.value ?? null,
    of?.low ?? null,
    of?.high ?? null,
  ]
  const shares = ['winRate', 'closedOnly'] as const
  const times = ['timeToSignature', 'timeToOutcome'] as const
  const named = (measure: string) => t(`insights.compare.measure.${measure}`, { days: byDay })
  return [
    [
      dimension,
      t('insights.column.n'),
      ...outcomes.map((key) => t(`codes.outcome.${key === 'notNow' ? 'not_now' : key}`)),
      ...shares.flatMap((measure) => [named(measure), low, high, `${named(measure)}: ${drawn}`, low, high]),
      ...times.flatMap((measure) => [named(measure), low, high]),
      t('insights.compare.column.signed', { day: timeToSignature.commonDay ?? 0 }),
      low,
      high,
      t('insights.compare.column.hazard'),
      low,
      high,
    ],
    ...groups.map(({ group, name }) => [
      name,
      group.n,
      ...outcomes.map((key) => group[key]),
      ...shares.flatMap((measure) => [...estimated(group[measure]), ...estimated(group[measure]?.shrunken)]),
      ...times.flatMap((measure) => lasting(group[measure]?.median)),
      ...estimated(group.timeToSignature?.signedByCommonDay),
      ...estimated(group.timeToOutcome?.hazardRatio),
    ]),
    [],
    ...[...shares, ...times].map((measure) => [
      `${named(measure)}: ${t(`insights.compare.verdict.${comparison[measure].verdict}`)}`,
      comparison[measure].pValue,
    ]),
    [t('insights.compare.least'), least],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
