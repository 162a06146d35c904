import type { ComparedGroup, Comparison, Measure } from '../../contract/comparing.ts'
import type { DotRow } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { useGroupName } from './group-name.ts'

/** What the deals are compared by, as people call it. */
export function useDimensionName(): (comparison: Pick<Comparison, 'by' | 'field'>) => string {
  const { t } = useWords()
  return ({ by, field }) => field?.name ?? t(`insights.compare.by.${by}`)
}

/** A group with what its row says. */
export interface NamedGroup {
  readonly group: ComparedGroup
  readonly name: string
}

// These have an order of their own, better than that of their names.
const inOrder = new Set(['size', 'price', 'stakeholders', 'maturity'])

/** The groups that are compared: by rank where they differ, else by name. The others, the largest first. */
export function useNamedGroups(comparison: Comparison, measure: Measure) {
  const { compare } = useFormats()
  const groupName = useGroupName()
  const { by, currency } = comparison
  const named = comparison.groups.map((group): NamedGroup => ({ group, name: groupName(by, group, currency) }))
  const rank = ({ group }: NamedGroup) => group[measure]?.rank ?? Infinity
  const byName = (one: NamedGroup, other: NamedGroup) =>
    inOrder.has(by) ? placeOf(one.group.key) - placeOf(other.group.key) : compare(one.name, other.name)
  // A group of deals without dates is compared in the closed-only rate alone.
  const isCompared = ({ group }: NamedGroup) => group.standing === 'compared' && group[measure] !== null
  const counted = named.filter((each) => isCompared(each) || countIn(each.group, measure) > 0)
  const compared = counted.filter(isCompared)
  const isRanked = comparison[measure].verdict === 'differ'
  return {
    compared: compared.toSorted((one, other) => (isRanked ? rank(one) - rank(other) || 0 : 0) || byName(one, other)),
    others: counted.filter((each) => !isCompared(each)),
  }
}

/** How many deals of a group a measure counts. */
export function countIn({ n, ended }: ComparedGroup, measure: Measure): number {
  return measure === 'closedOnly' ? ended : n
}

const maturities = ['introduction', 'growth', 'maturity', 'decline']

/** Where a band stands among its like: by its lower bound; what is no band comes last. */
function placeOf(key: string): number {
  if (maturities.includes(key)) return maturities.indexOf(key)
  if (key.startsWith('..')) return 0
  const from = Number.parseInt(key, 10)
  return Number.isNaN(from) ? Number.MAX_SAFE_INTEGER : from
}

/** What is drawn of each group in a measure. Where they are ranked, the value drawn to the mean stands for the group. */
export function useDotRows(comparison: Comparison, measure: Measure, groups: readonly NamedGroup[]): DotRow[] {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, daysRange, share, shareRange } = useEstimateWords()
  const n = (group: ComparedGroup) => t('insights.n', { n: countIn(group, measure) })
  return groups.map(({ group, name }): DotRow => {
    const row = { key: group.key, name }
    if (measure === 'winRate' || measure === 'closedOnly') {
      const figure = group[measure]
      const shown = figure?.shrunken ?? figure
      const asCounted = figure?.shrunken
        ? ` · ${t('insights.compare.as-counted', { share: share(figure.estimate) })}`
        : ''
      return {
        ...row,
        note: n(group) + asCounted,
        dot: spread(figure),
        drawn: spread(figure?.shrunken ?? null),
        text: share(shown?.estimate ?? null),
        bounds: shareRange({ low: null, high: null, ...shown, value: shown?.estimate ?? null }),
      }
    }
    const figure = group[measure]
    const median = figure?.median ?? { value: null, low: null, high: null }
    const beside = besideOf(comparison, measure, group)
    const note =
      beside === null
        ? ''
        : ` · ${t(`insights.compare.beside.${measure}`, { ...beside, times: number(beside.value, 2), share: share(beside.value) })}`
    return {
      ...row,
      note: n(group) + note,
      dot: median.value === null ? null : { value: median.value, low: median.low, high: median.high },
      text: days(median.value),
      bounds: daysRange(median),
    }
  })
}

/** What groups are judged by beside their medians: the share of wins signed by a day, how many times as often they end. */
function besideOf({ timeToSignature }: Comparison, measure: Measure, group: ComparedGroup) {
  const day = timeToSignature.commonDay ?? 0
  const { shrunken, signedByCommonDay } = group.timeToSignature ?? {}
  const ratio = group.timeToOutcome?.shrunken ?? group.timeToOutcome?.hazardRatio
  const value = measure === 'timeToSignature' ? (shrunken ?? signedByCommonDay)?.estimate : ratio?.estimate
  return value === undefined || value === null ? null : { value, day }
}

interface Estimated {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
}

function spread(of: Estimated | null) {
  return of === null || of.estimate === null ? null : { value: of.estimate, low: of.low, high: of.high }
}

/** The right end of the axis: a round number beyond all that is drawn; a share never beyond all. */
export function highestOf(rows: readonly DotRow[], isShare: boolean): number {
  const ends = rows.flatMap(({ dot, drawn }) => [dot?.value ?? 0, (drawn ?? dot)?.high ?? 0])
  const most = Math.max(...ends, isShare ? 0.1 : 10)
  if (isShare) return Math.min(1, Math.ceil(most * 10) / 10)
  const step = 10 ** Math.floor(Math.log10(most))
  return Math.ceil(most / step) * step
}
