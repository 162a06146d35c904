import type { NeedKind } from '../../../contract/today.ts'

/** What something to do is worth, with what that was made of. */
export interface Worth {
  /** Minor units of the workspace's currency; null while nothing has been sold for which the value is known. */
  readonly valueMinor: number | null
  readonly isUsualValue: boolean
  /** From 0 to 1; null while no deal has ended. */
  readonly chance: number | null
  readonly urgency: number
  readonly minor: number
}

/** By how much a day's wait hurts: at its due day, for each day beyond it, and at most. */
const costs: Readonly<Record<NeedKind, { readonly due: number; readonly late: number; readonly most: number }>> = {
  // Somebody waits for us: the first who answers is often the one who sells.
  answer: { due: 2.5, late: 0.5, most: 5 },
  step: { due: 1.5, late: 0.15, most: 3 },
  nothing_planned: { due: 1.2, late: 0.02, most: 1.8 },
  stalled: { due: 1, late: 0.01, most: 1.3 },
  // It is at its hour or never.
  appointment: { due: 4, late: 0, most: 4 },
  reminder: { due: 3, late: 0.5, most: 4 },
  unsettled: { due: 1.5, late: 0.15, most: 3 },
  handoff: { due: 2, late: 0.5, most: 4 },
  // A seller waits, and a buyer with them.
  incentive: { due: 2.5, late: 0.5, most: 4.5 },
  closing_item: { due: 2, late: 0.3, most: 4 },
  trial: { due: 1.5, late: 0.15, most: 3 },
  nurture: { due: 1.2, late: 0.05, most: 2 },
  visits: { due: 2, late: 0, most: 2 },
  sequence: { due: 1.3, late: 0.1, most: 2.5 },
  call_back: { due: 3, late: 0.5, most: 4.5 },
}

/**
 * How urgent something is, as a factor: 1 can wait. It grows with every day that it is late, and no further than to its most.
 * @param daysLate below 0 where it is not due yet: every day there is takes a tenth
 */
export function urgencyOf(kind: NeedKind, daysLate: number): number {
  const { due, late, most } = costs[kind]
  if (daysLate < 0) return Math.max(1, due + daysLate / 10)
  return Math.min(most, due + late * daysLate)
}

/** value × chance × urgency; what is not known counts as 1, so that the rest decides. */
export function worthOf(parts: Omit<Worth, 'minor'>): Worth {
  return { ...parts, minor: Math.round(product(parts)) }
}

/** The most worth first. */
export function byWorth(one: Worth, other: Worth): number {
  return product(other) - product(one)
}

function product({ valueMinor, chance, urgency }: Omit<Worth, 'minor'>): number {
  return (valueMinor ?? 1) * (chance ?? 1) * urgency
}

/**
 * What fits into a day: the third quartile of what somebody did on the days they worked.
 * @param days things done, a number for each day with any
 */
export function capacityOf(days: readonly number[]): { things: number; isOwn: boolean } {
  if (days.length < leastDays) return { things: usualDay, isOwn: false }
  const sorted = days.toSorted((one, other) => one - other)
  return { things: Math.max(leastDay, sorted[Math.floor((sorted.length - 1) * 0.75)] ?? usualDay), isOwn: true }
}

const leastDays = 10
const usualDay = 20
/** Whoever has logged little so far is not told to do little. */
const leastDay = 8
