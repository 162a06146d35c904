import type { Arm } from '../../src/contract/experiment-reading.ts'
import { armInBlock, armOf, drawSellers } from '../../src/server/modules/assignment/index.ts'
import { type ArmDeal, type Design, readDifference, readSplit } from '../../src/server/modules/experiments/index.ts'
import { dealOutcome } from '../../src/statistics/index.ts'
import { dice } from '../../src/statistics/dice.ts'

/** What happens in a company that does not exist: its deals come to arms, and are read, by the product's own functions. */
export interface Scenario extends Design {
  readonly sellers: number
  readonly dealsADay: number
  /** Won by the horizon with a seller of average skill, as things are; with the change `effect` more. */
  readonly base: number
  readonly effect: number
  /** Standard deviation of the sellers' skill, in log odds: 0.7 makes of a share of 30 % one between 18 and 46 % for most. */
  readonly skill: number
  readonly bySource: boolean
  readonly days: number
  /** Of 100 deals that come to the changed arm, how many are lost on the way into the books. */
  readonly leak?: number
}

/** Every deal of the experiment as it ends in the long run; the same for the same seed. */
export function madeUpDeals(scenario: Scenario, seed: number): ArmDeal[] {
  const { unit, changedPercent, horizonDays, effect, bySource, leak = 0 } = scenario
  const random = dice(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const experiment = `experiment ${seed}`
  const sellers = Array.from({ length: scenario.sellers }, (_, at) => {
    const odds = Math.log(scenario.base / (1 - scenario.base)) + scenario.skill * normal()
    return { id: `seller ${at}`, share: 1 / (1 + Math.exp(-odds)), busy: Math.exp(0.5 * normal()) }
  })
  const busy = sellers.reduce((total, seller) => total + seller.busy, 0)
  const ids = sellers.map(({ id }) => id)
  const drawn = drawSellers(experiment, ids, changedPercent)
  const ofSource = [0, 0, 0]
  return Array.from({ length: scenario.days * scenario.dealsADay }, (_, at): ArmDeal[] => {
    let place = random() * busy
    const seller = sellers.find((each) => (place -= each.busy) <= 0) ?? sellers[0]
    const source = Math.floor(random() * ofSource.length)
    const number = (ofSource[source] = (ofSource[source] ?? 0) + 1)
    const id = seller?.id ?? ''
    const arm: Arm =
      unit === 'seller'
        ? (drawn[id] ?? 'control')
        : bySource
          ? armInBlock(experiment, `source ${source}`, number, changedPercent)
          : armOf(experiment, `deal ${at}`, changedPercent)
    const isWon = random() < (seller?.share ?? 0) + (arm === 'changed' ? effect : 0)
    const started = Math.floor(at / scenario.dealsADay)
    // What is not won by the horizon ends later, without a win or with one.
    const lasts = Math.floor(random() * (isWon ? horizonDays + 1 : 3 * horizonDays))
    const cause = isWon ? dealOutcome.won : lasts <= horizonDays ? dealOutcome.lost : dealOutcome.won
    if (arm === 'changed' && random() < leak / 100) return []
    return [{ arm, seller: id, started, until: started + lasts, cause, late: 0, measured: true }]
  }).flat()
}

export interface Looks {
  /** Looks that said there is a difference, one way or the other. */
  readonly found: boolean
  /** That the split was broken at some look. */
  readonly blocked: boolean
}

/** Looks at an experiment every so many days from the first on, as somebody who stops as soon as there is something to see. */
export function look(scenario: Scenario, seed: number, everyDays = 1): Looks {
  const deals = madeUpDeals(scenario, seed)
  for (let day = 1; day < scenario.days; day += everyDays) {
    const inside = deals.filter(({ started }) => started <= day)
    if (readSplit(scenario, inside).broken) return { found: false, blocked: true }
    const read = readDifference(scenario, inside, day)
    const { low, high } = read ?? { low: null, high: null }
    if (low !== null && high !== null && (low > 0 || high < 0)) return { found: true, blocked: false }
  }
  return { found: false, blocked: false }
}

const usual: Scenario = {
  unit: 'deal',
  changedPercent: 50,
  horizonDays: 30,
  smallestEffect: 10,
  sellers: 8,
  dealsADay: 5,
  base: 0.3,
  effect: 0,
  skill: 0.7,
  bySource: false,
  days: 182,
}

/** Companies in which nothing differs. */
export const nothingDiffers: readonly (readonly [string, Scenario])[] = [
  ['deals drawn, one seller', { ...usual, sellers: 1 }],
  ['deals drawn, 8 sellers of different skill', usual],
  ['deals drawn, 30 of 100 changed', { ...usual, changedPercent: 30 }],
  ['deals drawn in tens by source', { ...usual, bySource: true }],
  ['10 sellers drawn, of different skill', { ...usual, unit: 'seller', sellers: 10 }],
  ['24 sellers drawn, of different skill', { ...usual, unit: 'seller', sellers: 24 }],
]

/** Sellers of whom two deals resemble each other as much as a plan allows for: ρ = 0.3 · 0.7 · 0.5² ÷ (1 + 0.3 · 0.7 · 0.5²) = 0.05. */
const drawn = { ...usual, unit: 'seller', skill: 0.5, dealsADay: 10 } as const

/** Companies in which the change wins so many more of 100 as the experiment is planned to find. */
export const planted: readonly (readonly [string, Scenario])[] = [
  ['10 more of 100: deals drawn, one seller', { ...usual, sellers: 1, effect: 0.1, skill: 0 }],
  ['10 more of 100: deals drawn, 8 sellers of different skill', { ...usual, effect: 0.1 }],
  ['10 more of 100: deals drawn, 30 of 100 changed', { ...usual, effect: 0.1, changedPercent: 30 }],
  ['20 more of 100: 40 sellers drawn, of different skill', { ...drawn, sellers: 40, effect: 0.2, smallestEffect: 20 }],
  ['15 more of 100: 60 sellers drawn, of different skill', { ...drawn, sellers: 60, effect: 0.15, smallestEffect: 15 }],
]

export const leaking: Scenario = { ...usual, leak: 35 }
