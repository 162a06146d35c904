import type { ComparedGroup, Comparison, Judged } from '../../../contract/comparing.ts'
import type { Dimension } from '../../../contract/measurement.ts'
import {
  type Share,
  type SurvivalRow,
  compareConditional,
  compareIncidence,
  conditionalIncidence,
  conditionalQuantile,
  coxRegression,
  dealOutcome,
  judgeShares,
  kaplanMeier,
  logRank,
  observedRatio,
  shrunkenEstimates,
  survivalQuantile,
  winRate,
} from '../../../statistics/index.ts'
import { type Cohort, cohortSum, timedPart, told } from './cohort.ts'
import { type Grouping, bounded, groupsIn, unknownGroup } from './groups.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

/** More groups than this are no comparison that anybody reads. */
const mostCompared = 100
const mostListed = 300
/** Of so many companies nobody compares by name whether they are the same as the last time. */
const mostNamed = 1_000
/** A p-value above it is within chance. */
const significance = 0.05

interface Asked {
  readonly scope: Scope
  readonly grouping: Grouping & { readonly by: Dimension }
  readonly byDay: number
  readonly least: number
}

interface Cell {
  readonly key: string
  readonly cohort: Cohort
}

/** Win rate and cycle length of groups of deals. They are ranked only where they differ by more than chance. */
export function comparisonFigure(
  history: History,
  { scope, grouping, byDay, least: asked }: Asked,
): Omit<Comparison, 'field'> {
  const { whole, cells } = cellsOf(history, scope, grouping)
  const known = cells.filter(({ key }) => key !== unknownGroup)
  const least = Math.max(asked, sizeOf(known[mostCompared]) + 1)
  const compared = known.filter((cell) => sizeOf(cell) >= least)
  // Of deals without dates it is known how they ended, and not when.
  const timed = compared.filter(({ cohort }) => cohort.counts.n >= least)
  const rows = timed.map(({ cohort }) => cohort.rows)
  const isKnown = isKnownByOutcome(cells, least)
  const rates = unlessKnown(isKnown, compareRates(rows, byDay))
  const closed = unlessKnown(isKnown, compareClosed(compared, least))
  const signature = compareSignatures(rows, least)
  const outcome = unlessKnown(isKnown, compareOutcomes(rows))
  const groups = cells.slice(0, mostListed).map((cell): ComparedGroup => {
    const [at, atTimed] = [compared.indexOf(cell), timed.indexOf(cell)]
    const { key, cohort } = cell
    const figures = {
      winRate: rates.groups[atTimed] ?? null,
      closedOnly: closed.groups[at] ?? null,
      timeToSignature: signature.groups[atTimed] ?? null,
      timeToOutcome: outcome.groups[atTimed] ?? null,
    }
    const standing = at >= 0 ? 'compared' : key === unknownGroup ? 'unknown' : 'few'
    const { closed: ended, undated: endedUndated } = cohort.closed
    return { key, name: null, ...cohort.counts, ended, endedUndated, standing, ...figures }
  })
  return {
    ...told(scope, whole, 'comparison'),
    by: grouping.by,
    byDay,
    least,
    currency: grouping.currency,
    winRate: rates.judged,
    closedOnly: closed.judged,
    timeToSignature: signature.judged,
    timeToOutcome: outcome.judged,
    groups,
    more: Math.max(0, cells.length - mostListed),
    ended: whole.closed.closed,
    endedUndated: whole.closed.undated,
  }
}

/**
 * Whether only deals that ended one way have a group, or only won ones, and too many others have none for chance: other programs write a
 * price when a deal is won, and a reason when it is lost. How such groups end is how they were made.
 */
function isKnownByOutcome(cells: readonly Cell[], least: number): boolean {
  return [false, true].some((withOpen) => {
    const trialsOf = (isKnown: boolean) => {
      const some = cells.filter(({ key }) => (key !== unknownGroup) === isKnown).map(({ cohort }) => cohort)
      const trials = some.reduce((sum, { closed, counts }) => sum + closed.closed + (withOpen ? counts.open : 0), 0)
      return { successes: some.reduce((sum, { closed }) => sum + closed.won, 0), trials }
    }
    const known = trialsOf(true)
    if (known.successes !== known.trials && (withOpen || known.successes !== 0)) return false
    return judgeShares([known, trialsOf(false)], { leastTrials: least, significance }).verdict === 'differ'
  })
}

/** Figures by how deals ended: of groups that are made by it, without a judgement and ranks. */
function unlessKnown<Group extends { shrunken: Share | null; rank: number | null }>(
  isKnown: boolean,
  part: { readonly judged: Judged; readonly groups: readonly Group[] },
): { readonly judged: Comparison['winRate']; readonly groups: readonly Group[] } {
  if (!isKnown) return part
  const groups = part.groups.map((group) => ({ ...group, shrunken: null, rank: null }))
  return { judged: { verdict: 'known_by_outcome', pValue: null }, groups }
}

/** How many deals the largest of a group's figures counts: all whose days are known, or all that ended. */
function sizeOf(cell: Cell | undefined): number {
  return cell === undefined ? 0 : Math.max(cell.cohort.counts.n, cell.cohort.closed.closed)
}

/** The groups that have any deal that a figure counts, the largest first. */
function cellsOf(history: History, scope: Scope, grouping: Grouping): { whole: Cohort; cells: Cell[] } {
  const known = bounded(history, scope, grouping)
  const name =
    known.groups.size > mostNamed ? null : JSON.stringify(['groups', { ...known, groups: [...known.groups] }])
  const part = { name, begin: () => groupSum(history, known) }
  const [whole, { sums }] = sumsOf(history, { scope, process: null }, [timedPart, part])
  const cells = [...sums].map(([key, sum]) => ({ key, cohort: sum.cohort() })).filter((cell) => sizeOf(cell) > 0)
  // Equally large ones in an order that does not depend on which deal came first.
  cells.sort((one, other) => sizeOf(other) - sizeOf(one) || (one.key < other.key ? -1 : 1))
  return { whole: whole.cohort(), cells }
}

/** A cohort for each group. */
function groupSum(history: History, grouping: Grouping) {
  const sums = new Map<string, ReturnType<typeof cohortSum>>()
  const sumFor = (key: string) => {
    const sum = sums.get(key) ?? cohortSum('timed')
    sums.set(key, sum)
    return sum
  }
  const counting = (times: Times, scope: Scope) => {
    const groupOf = groupsIn(history, scope, grouping, sumFor)
    return (life: Life): void => groupOf(life).add(life, times)
  }
  return { counting, sums, state: { sums } }
}

type Rows = readonly SurvivalRow[]

/** Shares won by a day, of groups beside each other: whether they differ at all, and only then who is ahead. */
export function compareRates(rows: readonly Rows[], byDay: number, compare = compareIncidence) {
  const { pValue, groups } = compare(rows, byDay, dealOutcome.won)
  const judged = judge(pValue)
  const ranked = rank(judged, groups, asShare)
  return {
    judged,
    groups: rows.map((own, i) => ({ ...winRate(own, byDay).won, ...place(ranked, i) })),
  }
}

function compareClosed(cells: readonly Cell[], least: number) {
  const trials = cells.map(({ cohort: { closed } }) => ({ successes: closed.won, trials: closed.closed }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: least, significance })
  const ranks = ranksOf(groups.map(({ shrunken }) => shrunken?.estimate ?? null))
  return {
    judged: { verdict, pValue },
    groups: groups.map(({ successes, trials: closed, plain, shrunken }, i) => ({
      won: successes,
      closed,
      ...plain,
      shrunken,
      rank: ranks[i] ?? null,
    })),
  }
}

function compareSignatures(rows: readonly Rows[], least: number) {
  const { pValue, day, horizon, groups } = compareConditional(rows, { cause: dealOutcome.won, leastEvents: least })
  const judged = judge(pValue)
  const ranked = rank(judged, groups, asShare)
  return {
    judged: { ...judged, commonDay: day, horizonDays: horizon },
    groups: rows.map((each, i) => {
      const read = groups[i]
      const signedByCommonDay = read ? { estimate: read.estimate, low: read.low, high: read.high } : null
      const median = conditionalQuantile(conditionalIncidence(each, { cause: dealOutcome.won }), 0.5)
      return { median, signedByCommonDay, ...place(ranked, i) }
    }),
  }
}

/** Cox meets every end once for every group: beyond so many it would take longer than anybody waits, and tell nothing else. */
const mostFitted = 4_000_000

/** Each group beside all the others together: how many times as often a day its deals end. */
function compareOutcomes(rows: readonly Rows[]) {
  const { pValue, groups: expected } = logRank(rows)
  const judged = judge(pValue)
  const ends = expected.reduce((sum, { observed }) => sum + observed, 0)
  const isFitted = ends * rows.length <= mostFitted
  const whole = isFitted ? added(rows.flat()) : new Map<string, SurvivalRow>()
  const ratios = rows.map((own, i) => {
    if (rows.length < 2) return null
    return isFitted ? hazardRatio(own, without(whole, own)) : observedRatio(expected, i)
  })
  const logarithms = ratios.map((ratio) =>
    ratio && ratio.estimate !== null && ratio.standardError !== null
      ? { estimate: ratio.estimate, standardError: ratio.standardError }
      : null,
  )
  const ranked = rank(judged, logarithms, ({ estimate, low, high }) => ({
    estimate: exponential(estimate),
    low: exponential(low),
    high: exponential(high),
  }))
  return {
    judged,
    groups: rows.map((each, i) => {
      const ratio = ratios[i]
      return {
        median: survivalQuantile(kaplanMeier(each), 0.5),
        hazardRatio: ratio ? { estimate: ratio.hazardRatio, low: ratio.low, high: ratio.high } : null,
        ...place(ranked, i),
      }
    }),
  }
}

/** One row for each history: a hundred groups beside all others are then no more rows than one. */
function added(rows: Rows): Map<string, SurvivalRow> {
  const sums = new Map<string, SurvivalRow>()
  for (const row of rows) {
    const same = sums.get(nameOf(row))
    if (same) same.count += row.count
    else sums.set(nameOf(row), { ...row })
  }
  return sums
}

function without(whole: ReadonlyMap<string, SurvivalRow>, own: Rows): SurvivalRow[] {
  const counts = new Map(own.map((row) => [nameOf(row), row.count]))
  return [...whole].map(([name, row]) => ({ ...row, count: row.count - (counts.get(name) ?? 0) }))
}

function nameOf({ entry, time, cause }: SurvivalRow): string {
  return `${entry} ${time} ${cause}`
}

function hazardRatio(own: Rows, others: Rows) {
  const told = (rows: Rows, covariate: number) => rows.map((row) => ({ ...row, covariates: [covariate] }))
  return coxRegression([...told(own, 1), ...told(others, 0)]).coefficients[0]
}

function exponential(value: number | null): number | null {
  return value === null ? null : Math.exp(value)
}

/** A share is between none and all. */
function asShare({ estimate, low, high }: Share): Share {
  const within = (value: number | null) => (value === null ? null : Math.min(1, Math.max(0, value)))
  return { estimate: within(estimate), low: within(low), high: within(high) }
}

function judge(pValue: number | null): Judged {
  return { verdict: pValue === null ? 'not_enough' : pValue > significance ? 'within_chance' : 'differ', pValue }
}

interface Ranked {
  readonly shrunken: Share
  readonly rank: number
}

/** The groups by their estimates drawn to the mean; none where they do not differ. */
function rank(
  { verdict }: Judged,
  estimates: readonly ({ estimate: number; standardError: number } | null)[],
  shown: (share: Share) => Share,
): (Ranked | null)[] {
  if (verdict !== 'differ') return []
  const drawn = shrunkenEstimates(estimates.filter((each) => each !== null)).groups
  let next = 0
  const groups = estimates.map((each) => (each === null ? null : (drawn[next++] ?? null)))
  const ranks = ranksOf(groups.map((each) => each?.estimate ?? null))
  return groups.map((each, i) => (each === null ? null : { shrunken: shown(each), rank: ranks[i] ?? 0 }))
}

function ranksOf(estimates: readonly (number | null)[]): (number | null)[] {
  const sorted = estimates.filter((each) => each !== null).toSorted((one, other) => other - one)
  return estimates.map((each) => (each === null ? null : sorted.indexOf(each) + 1))
}

function place(ranked: readonly (Ranked | null)[], at: number) {
  return ranked[at] ?? { shrunken: null, rank: null }
}
