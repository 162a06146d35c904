import { dice } from '../../../src/statistics/dice.ts'
import type { Told } from './histories.ts'

const text = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const first = Date.parse('2024-01-01') / 86_400_000

/** A law by which deals live, day by day; days are counted from 2024-01-01, unless they are given to `win`. */
export interface Shape {
  readonly seed: number
  readonly days: number
  /** Deals opened a day on average, and what one is worth. */
  readonly arrivals: (day: number) => number
  readonly minor: (random: () => number) => number
  /** Chances a day in a stage, after so many days in it; `win` by the day since 1970-01-01. */
  readonly stages: number
  readonly win: (stage: number, age: number, day: number) => number
  readonly end: (stage: number, age: number) => number
  readonly move: (stage: number, age: number) => number
  /** The share of deals that nothing ever happens to. */
  readonly asleep?: number
  /** What ended before this day nobody wrote down. */
  readonly completeFrom?: number
}

/** The day of a history as a date. */
export const dayIn = (day: number) => text(first + day)
/** A day since 1970-01-01 as a day of a history. */
export const daysSince = (day: number) => day - first

/** Deals that live by a law, from 2024-01-01 on. */
export function live({ seed, days, ...law }: Shape): Told[] {
  const random = dice(seed)
  const told: Told[] = []
  for (let day = 0; day < days; day++) {
    for (let left = poisson(law.arrivals(day), random); left > 0; left--) {
      const deal = liveOne(day, days, law, random)
      if (deal.end === undefined || deal.end[1] >= dayIn(law.completeFrom ?? 0)) told.push(deal)
    }
  }
  return told
}

function liveOne(opened: number, days: number, law: Omit<Shape, 'seed' | 'days'>, random: () => number): Told {
  const moves: [number, string][] = []
  let [stage, entered] = [1, opened]
  const deal = { opened: dayIn(opened), moves, minor: law.minor(random) }
  if (law.asleep !== undefined && random() < law.asleep) return deal
  for (let day = opened; day < days; day++) {
    const age = day - entered
    const drawn = random()
    const win = law.win(stage, age, first + day)
    const end = law.end(stage, age)
    if (drawn < win) return { ...deal, end: ['won', dayIn(day)] }
    if (drawn < win + end) return { ...deal, end: ['lost', dayIn(day)] }
    if (stage < law.stages && drawn < win + end + law.move(stage, age)) {
      stage++
      entered = day
      moves.push([stage, dayIn(day)])
    }
  }
  return deal
}

/** Five stages that deals pass through in half a year; amounts of all sizes; steady. */
export const longCycle: Shape = {
  seed: 4,
  days: 730,
  arrivals: () => 3,
  minor: sizes(200_000, 1.2),
  stages: 5,
  win: (stage, age) => (stage === 5 ? (age < 7 ? 0.005 : 0.02) : 0.0005),
  end: (stage, age) => (age > 60 ? 0.004 : 0.006) * (stage < 3 ? 1.5 : 0.7),
  move: (stage, age) => (age < 3 ? 0.01 : 0.05) * (stage === 3 ? 0.6 : 1),
}

/** Two stages, two deals every three days, sales in rushes at the end of each quarter, three times as many deals a day after two years. */
export const rushes: Shape = {
  seed: 23,
  days: 730,
  arrivals: (day) => 0.7 + (1.4 * day) / 730,
  minor: () => 100_000,
  stages: 2,
  win: (stage, age, day) => (stage === 2 && age > 5 ? 0.02 : 0.002) * ([0.5, 0.8, 1.9][monthInQuarter(day)] ?? 1),
  end: () => 0.01,
  move: () => 0.06,
}

/** Leads of which nobody says that they are lost: one of ten buys, most soon, and ever more of them come. */
export const leads: Shape = {
  seed: 11,
  days: 540,
  arrivals: (day) => 8 + day / 25,
  minor: sizes(100_000, 0.6),
  stages: 1,
  asleep: 0.9,
  // Weibull of shape 0.6 and scale 30, of those that buy.
  win: (_, age) => 1 - Math.exp((age / 30) ** 0.6 - ((age + 1) / 30) ** 0.6),
  end: () => 0,
  move: () => 0,
}

export function monthInQuarter(day: number): number {
  return new Date(day * 86_400_000).getUTCMonth() % 3
}

/** Log-normal amounts. */
export function sizes(median: number, spread: number) {
  return (random: () => number) => Math.round(median * Math.exp(spread * normal(random)))
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function poisson(mean: number, random: () => number): number {
  let count = 0
  for (let left = Math.exp(-mean), drawn = random(); drawn > left; count++) {
    drawn -= left
    left *= mean / (count + 1)
  }
  return count
}
