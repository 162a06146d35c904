import { type Arm, arms } from '../../../contract/experiment-reading.ts'
import {
  type AlwaysValid,
  type ClusteredRow,
  type SampleRatio,
  alwaysValid,
  dealOutcome,
  incidenceDifference,
  sampleRatio,
} from '../../../statistics/index.ts'

/** What chance gave an arm to, and what is counted by when. */
export interface Design {
  readonly unit: 'deal' | 'seller'
  readonly changedPercent: number
  readonly horizonDays: number
  /** Deals of 100. */
  readonly smallestEffect: number
}

/** A deal of an experiment as it is known now. Days are numbered in the workspace's zone, whatever the first one is. */
export interface ArmDeal {
  readonly arm: Arm
  /** Whose deal it was when it came in; null: nobody's. */
  readonly seller: string | null
  readonly started: number
  /** The day of its end; of an open deal the last day seen. */
  readonly until: number
  readonly cause: number
  /** Days from its start until it came under observation. */
  readonly late: number
  /** Whether it has a duration. */
  readonly measured: boolean
}

/** The deals of an arm as they stood at the end of a day, ready for the estimators. */
export function armDay(deals: readonly ArmDeal[], arm: Arm, unit: Design['unit'], day: number): ClusteredRow[] {
  return deals.flatMap((deal): ClusteredRow[] => {
    if (deal.arm !== arm || !deal.measured || deal.started + deal.late > day) return []
    const isOver = deal.until <= day
    return [
      {
        entry: deal.late - 0.5,
        time: (isOver ? deal.until : day) - deal.started,
        cause: isOver ? deal.cause : dealOutcome.open,
        count: 1,
        // What chance drew is what varies: where it drew deals, each stands for itself; where sellers, all deals of one together.
        cluster: unit === 'seller' ? (deal.seller ?? 'nobody') : null,
      },
    ]
  })
}

/** Changed minus control on a day, in shares of deals: those with the first cause by the horizon unless another one is named. */
export function readDifference(
  design: Design,
  deals: readonly ArmDeal[],
  day: number,
  cause: number = dealOutcome.won,
): AlwaysValid | null {
  const [changed, control] = (['changed', 'control'] as const).map((arm) => armDay(deals, arm, design.unit, day))
  if (!changed || !control) return null
  const difference = incidenceDifference(changed, control, design.horizonDays, cause)
  return alwaysValid(difference, { plannedEffect: design.smallestEffect / 100 })
}

/** Whether as many came to each arm as was asked for, counted in what chance drew. */
export function readSplit(
  { unit, changedPercent }: Pick<Design, 'unit' | 'changedPercent'>,
  deals: readonly Pick<ArmDeal, 'arm' | 'seller'>[],
): SampleRatio & Record<Arm, number> {
  const count = (arm: Arm) => {
    const own = deals.filter((deal) => deal.arm === arm)
    return unit === 'deal' ? own.length : new Set(own.map(({ seller }) => seller)).size
  }
  const [control = 0, changed = 0] = arms.map(count)
  return { control, changed, ...sampleRatio([control, changed], [100 - changedPercent, changedPercent]) }
}
