import type { Comparison, Measure } from '../../contract/comparing.ts'
import { listKeyOf } from '../../contract/custom-values.ts'
import type { Dimension } from '../../contract/measurement.ts'
import { DotPlot } from '../charts/index.ts'
import { Notice, useFormats, useWords } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import { compareTable } from './compare-table.ts'
import { countIn, highestOf, useDimensionName, useDotRows, useNamedGroups } from './compare-rows.ts'
import type { NamedGroup } from './compare-rows.ts'
import { CompareControls } from './compare-controls.tsx'
import { Figure } from './figure.tsx'
import { isolated } from '../../words/isolate.ts'
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
  const isOfClosed = measure === 'closedOnly'
  const part = partOf(measure)
  return (
    <Figure
      id="comparing"
      title={t('insights.compare')}
      told={comparison}
      byDay={byDay}
      counted={isOfClosed ? { n: comparison.ended, part } : undefined}
      table={() => compareTable(comparison, dimension, [...compared, ...others], t)}
    >
      <CompareControls comparing={comparing} byDay={byDay} currency={comparison.currency} />
      <Verdict comparison={comparison} comparing={comparing} />
      {isOfClosed && <Undated count={comparison.endedUndated} />}
      <NotEntered comparison={comparison} measure={measure} />
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
              <BehindLink behind={{ part, group: groupOf(comparison, key) }} label={name}>
                {name}
              </BehindLink>
            )}
          />
          <p className="mt-2 text-12 text-ink-2">
            {t(rows.some(({ drawn }) => drawn) ? 'insights.compare.legend' : 'insights.compare.legend.plain')}
          </p>
        </div>
      )}
      <Others comparison={comparison} others={others} measure={measure} />
    </Figure>
  )
}

function groupOf({ by, field }: Comparison, key: string): Group {
  return { by, key, ...(field ? { field: field.id } : {}) }
}

/** The deals that a measure counts. */
function partOf(measure: Measure) {
  return measure === 'closedOnly' ? 'closed' : 'all'
}

/** What the test says, in a sentence each. */
function Verdict({ comparison, comparing: { measure } }: { comparison: Comparison; comparing: Comparing }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { verdict, pValue } = comparison[measure]
  const chance = pValue === null ? '' : percent(pValue, 1)
  const rare = pValue !== null && pValue < 0.001 ? 'yes' : 'no'
  const { least } = comparison
  return (
    <div className="mt-5 max-w-[72ch]">
      <p className="text-15 font-semibold">{t(`insights.compare.verdict.${verdict}`)}</p>
      <p className="mt-1 text-ink-2">
        {verdict === 'not_enough'
          ? t(`insights.compare.why.not_enough`, { least, measure })
          : t(`insights.compare.why.${verdict}`, { chance, rare })}
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

/** How many of the deals that ended have no dates: they count here, and not where days do. */
function Undated({ count }: { count: number }) {
  const { t } = useWords()
  if (count === 0) return null
  return (
    <p className="mt-1 max-w-[72ch] text-ink-2">
      <BehindLink behind={{ part: 'closed_undated' }} label={t('insights.part.closed_undated')}>
        {t('insights.closed-only.undated', { count })}
      </BehindLink>
    </p>
  )
}

interface OfMeasure {
  readonly comparison: Comparison
  readonly measure: Measure
}

/** Of how many deals nobody said what they are compared by, and where that is said. */
function NotEntered({ comparison, measure }: OfMeasure) {
  const { t } = useWords()
  const dimension = useDimensionName()(comparison)
  const { by, field, groups } = comparison
  const unknown = groups.find(({ key }) => key === 'none')
  const count = unknown ? countIn(unknown, measure) : 0
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
function Others({ comparison, measure, others }: OfMeasure & { readonly others: readonly NamedGroup[] }) {
  const { least, more } = comparison
  const { t } = useWords()
  const { number } = useFormats()
  if (others.length === 0) return null
  return (
    <div className="mt-5">
      <h3 className="font-medium">{t('insights.compare.few', { least })}</h3>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-ink-2">
        {others.map(({ group, name }) => (
          <li key={group.key}>
            <BehindLink behind={{ part: partOf(measure), group: groupOf(comparison, group.key) }} label={name}>
              {`\u2068${name}\u2069 · ${number(countIn(group, measure))}`}
            </BehindLink>
          </li>
        ))}
        {more > 0 && <li>{t('insights.compare.more', { count: more })}</li>}
      </ul>
    </div>
  )
}
