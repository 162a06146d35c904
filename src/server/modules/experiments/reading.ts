import {
  type Arm,
  type ArmReading,
  type ExperimentReading,
  type ReadingState,
  arms,
} from '../../../contract/experiment-reading.ts'
import {
  type AlwaysValid,
  alwaysValid,
  cycleLength,
  dealOutcome,
  logRank,
  shareDifference,
  winRate,
} from '../../../statistics/index.ts'
import { type ArmDeal, type Design, armDay, readDifference, readSplit } from './differences.ts'

/** What is told of a deal of an experiment beside its life. */
export interface ReadDeal extends ArmDeal {
  /** The same of what is measured: whether it came to it, ended without, or is still open. */
  readonly coming: Pick<ArmDeal, 'cause' | 'until' | 'measured'>
  readonly sellerName: string | null
  /** A win of it was taken back. */
  readonly reversed: boolean
  /** It got what its arm is to get. */
  readonly given: boolean
  /** It is on another version than the one of its arm, or was put into the other arm's sequence. */
  readonly moved: boolean
}

export interface ReadDesign extends Design {
  /** Deals that it was planned to take; null where that could not be said. */
  readonly plannedDeals: number | null
  /** Whether it still lets deals in. */
  readonly isRunning: boolean
}

type Reading = Omit<ExperimentReading, 'asOf' | 'readableOn' | 'history'> & {
  readonly readableOn: number | null
  readonly history: readonly { readonly on: number; readonly difference: AlwaysValid }[]
}

/** What an experiment says at the end of a day, from its deals: pure, so that it can be tried on a thousand made-up ones. */
export function readingOf(design: ReadDesign, deals: readonly ReadDeal[], day: number): Reading {
  const split = readSplit(design, deals)
  const coming = deals.map((deal) => ({ ...deal, ...deal.coming }))
  const read = split.broken ? null : readDifference(design, coming, day)
  return {
    state: split.broken ? 'split_broken' : stateOf(design, coming, day, read),
    readableOn: readableFrom(design, coming) > day ? finite(readableFrom(design, coming)) : null,
    arms: { control: armReading(design, deals, 'control', day), changed: armReading(design, deals, 'changed', day) },
    difference: read && limitsOf(read),
    history: split.broken ? [] : historyOf(design, coming, day),
    pace: paceOf(design, coming, day),
    health: {
      split: {
        unit: design.unit,
        control: split.control,
        changed: split.changed,
        changedPercent: design.changedPercent,
        pValue: split.pValue,
        isBroken: split.broken,
      },
      sellers: sellersOf(deals),
      disqualifiedMore: isMore(readDifference(design, deals, day, dealOutcome.disqualified)),
      reversedMore: isMore(reversals(design, deals)),
    },
  }
}

function limitsOf({ estimate, low, high }: AlwaysValid) {
  return { estimate, low, high }
}

function stateOf(design: Design, deals: readonly ReadDeal[], day: number, read: AlwaysValid | null): ReadingState {
  if (deals.length === 0) return 'no_deals'
  if (readableFrom(design, deals) > day) return 'not_followed'
  const { low, high } = read ?? { low: null, high: null }
  if (low === null || high === null) return 'too_few'
  if (low > 0) return 'better'
  if (high < 0) return 'worse'
  const smallest = design.smallestEffect / 100
  return low > -smallest && high < smallest ? 'no_difference' : 'too_early'
}

/** The day from which somebody in each arm has been followed to the horizon; never, while an arm is empty. */
function readableFrom({ horizonDays }: Design, deals: readonly ReadDeal[]): number {
  const firsts = arms.map((arm) =>
    deals.reduce(
      (first, deal) => (deal.arm === arm && deal.measured ? Math.min(first, deal.started) : first),
      Infinity,
    ),
  )
  return Math.max(...firsts) + horizonDays
}

function finite(day: number): number | null {
  return day < Infinity ? day : null
}

function armReading(design: Design, deals: readonly ReadDeal[], arm: Arm, day: number): ArmReading {
  const own = deals.filter((deal) => deal.arm === arm)
  const rows = armDay(own, arm, design.unit, day)
  const { won, disqualified } = winRate(rows, design.horizonDays)
  const { timeToSignature, ...counts } = cycleLength(rows)
  const coming = armDay(
    own.map((deal) => ({ ...deal, ...deal.coming })),
    arm,
    design.unit,
    day,
  )
  const came = cycleLength(coming)
  return {
    n: own.length,
    open: counts.open,
    won: counts.won,
    lost: counts.lost,
    disqualified: counts.disqualified,
    notNow: counts.notNow,
    followed: own.filter(({ started, measured }) => measured && day - started >= design.horizonDays).length,
    sellers: new Set(own.flatMap(({ seller }) => seller ?? [])).size,
    came: came.won,
    cameByHorizon: winRate(coming, design.horizonDays).won,
    timeToCome: came.timeToSignature.median,
    wonByHorizon: won,
    timeToSignature: timeToSignature.median,
    disqualifiedByHorizon: disqualified,
    reversed: own.filter(({ reversed }) => reversed).length,
    given: own.filter(({ given }) => given).length,
    moved: own.filter(({ moved }) => moved).length,
  }
}

const mostPoints = 60

/** The difference at the end of each week since it could first be read, and today; of a long experiment, of fewer weeks. */
function historyOf(design: Design, deals: readonly ReadDeal[], day: number): Reading['history'] {
  const first = deals.reduce((earliest, { started }) => Math.min(earliest, started), day) + design.horizonDays
  const step = Math.max(7, Math.ceil((day - first) / mostPoints / 7) * 7)
  const looks = Array.from({ length: Math.floor((day - first) / step) + 1 }, (_, at) => day - at * step).toReversed()
  return looks.flatMap((on) => {
    const difference = readDifference(design, deals, on)
    return difference === null ? [] : [{ on, difference }]
  })
}

/**
 * Whether what is measured comes at another pace, by log-rank: a test for one look, so it is told once, when the planned deals are in or no
 * more come. It takes deals for independent of each other, which those of one seller are not where chance drew sellers.
 */
function paceOf({ unit, plannedDeals, isRunning }: ReadDesign, deals: readonly ReadDeal[], day: number) {
  const isDue = !isRunning || (plannedDeals !== null && deals.length >= plannedDeals)
  if (!isDue || unit === 'seller') return { pValue: null, isDue }
  const groups = arms.map((arm) => armDay(deals, arm, unit, day))
  return { pValue: logRank(groups, dealOutcome.won).pValue, isDue }
}

const mostSellers = 50

function sellersOf(deals: readonly ReadDeal[]): Reading['health']['sellers'] {
  const bySeller = [...Map.groupBy(deals, ({ seller }) => seller)]
  return bySeller
    .map(([id, own]) => {
      const changed = own.filter(({ arm }) => arm === 'changed').length
      return { id, name: own[0]?.sellerName ?? null, control: own.length - changed, changed }
    })
    .toSorted((one, other) => other.control + other.changed - one.control - one.changed)
    .slice(0, mostSellers)
}

/** Wins taken back among all wins that there were, changed minus control. */
function reversals(design: Design, deals: readonly ReadDeal[]): AlwaysValid | null {
  const [changed = [], control = []] = (['changed', 'control'] as const).map((arm) =>
    deals
      .filter((deal) => deal.arm === arm && (deal.reversed || deal.cause === dealOutcome.won))
      .map(({ seller, reversed }) => ({
        successes: Number(reversed),
        trials: 1,
        cluster: design.unit === 'seller' ? (seller ?? 'nobody') : null,
      })),
  )
  return alwaysValid(shareDifference(changed, control), { plannedEffect: design.smallestEffect / 100 })
}

function isMore(difference: AlwaysValid | null): boolean | null {
  const low = difference?.low ?? null
  return low === null ? null : low > 0
}
