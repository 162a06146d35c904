import { dice } from '../../../src/statistics/dice.ts'
import { type Shape, daysSince, leads, longCycle, monthInQuarter, normal, rushes, sizes } from './shapes.ts'

/** A company whose law is known, and from which day on its forecasts are held against what came. */
export interface Kind {
  readonly testedFrom: number
  readonly shape: (seed: number) => Shape
}

const two = { ...rushes, arrivals: () => 3, minor: sizes(100_000, 0.8), win: winOfTwo }

function winOfTwo(stage: number, age: number): number {
  return stage === 2 && age > 5 ? 0.02 : 0.002
}

const kind = (law: Partial<Shape>, testedFrom = 371): Kind => ({
  testedFrom,
  shape: (seed) => ({ ...two, ...law, seed }),
})

/** A number a week: each e to the power of a normal one, which goes on from the last as far as `goesOn` says; 1 on average. */
function luck(seed: number, spread: number, goesOn: number) {
  const random = dice(seed * 7919)
  const weeks: number[] = []
  let last = normal(random)
  for (let week = 0; week < 110; week++) {
    weeks.push(Math.exp(spread * last - spread ** 2 / 2))
    last = goesOn * last + Math.sqrt(1 - goesOn ** 2) * normal(random)
  }
  return (day: number) => weeks[Math.floor(day / 7)] ?? 1
}

function daysToMonthEnd(day: number): number {
  const date = new Date(day * 86_400_000)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate()
}

export const kinds: Readonly<Record<string, Kind>> = {
  'five stages, steady': kind(longCycle),
  'two stages, steady': kind({}),
  'eight stages': kind({
    stages: 8,
    win: (stage) => (stage === 8 ? 0.05 : 0),
    end: () => 0.008,
    move: (_, age) => (age < 2 ? 0.02 : 0.12),
  }),
  'more deals each month': kind({ arrivals: (day) => 1 + (3 * day) / 730 }),
  'rushes at the end of quarters': kind(rushes),
  'closed at the end of months': kind({
    win: (stage, age, day) => winOfTwo(stage, age) * (daysToMonthEnd(day) < 4 ? 5 : 0.4),
  }),
  'deals that come in clumps': {
    testedFrom: 371,
    shape: (seed) => {
      const week = luck(seed, 0.7, 0)
      return { ...two, seed, arrivals: (day) => 3 * week(day) }
    },
  },
  'good and bad months for all': {
    testedFrom: 371,
    shape: (seed) => {
      const week = luck(seed, 0.35, 0.7)
      return { ...two, seed, win: (stage, age, day) => winOfTwo(stage, age) * week(daysSince(day)) }
    },
  },
  'a few deals make the sum': kind({ minor: sizes(100_000, 1.8) }),
  'a deal every third day': kind({ arrivals: () => 0.35 }),
  'half a year': kind({ days: 182, arrivals: () => 4 }, 70),
  'twenty-five deals a day, the first year': kind({ days: 365, arrivals: () => 25 }, 120),
  'half of the deals never end': kind({ asleep: 0.5, arrivals: () => 5 }),
  'leads that never end, won ever less the older they are': kind(leads, 120),
  'won half as often after two years': kind({
    win: (stage, age, day) => winOfTwo(stage, age) * (1.3 - (0.65 * daysSince(day)) / 730),
  }),
  'won twice as often after two years': kind({
    win: (stage, age, day) => winOfTwo(stage, age) * (0.65 + (0.65 * daysSince(day)) / 730),
  }),
  'a list of what was open, one stage, early and late wins': kind(
    {
      days: 430,
      completeFrom: 140,
      asleep: 0.2,
      stages: 1,
      arrivals: () => 6,
      win: (_, age, day) => waves(age, 0.025, 0.012) * ([0.5, 0.9, 1.6][monthInQuarter(day)] ?? 1),
      end: (_, age) => waves(age, 0.015, 0.007),
    },
    210,
  ),
}

/** Within a fortnight or after two months; hardly between, and hardly after five. */
function waves(age: number, early: number, late: number): number {
  return age < 12 ? early : age < 50 ? 0.001 : age < 140 ? late : 0.0005
}
