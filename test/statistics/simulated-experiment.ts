import { dice } from '../../src/statistics/dice.ts'
import type { ClusteredRow, ClusteredTrials } from '../../src/statistics/index.ts'

/** An experiment on made-up deals: what was assigned to whom, and how the deals went on, the same for the same seed. */
export interface Scenario {
  sellers: number
  dealsADay: number
  /** Share won with a seller of average skill in the second arm; the first arm's is higher by `effect`. */
  base: number
  effect: number
  /** Standard deviation of the sellers' skill, in log odds: 0.7 makes of a share of 30 % one between 18 and 46 % for most. */
  skill: number
  /** Standard deviation of the logarithm of how many deals a seller gets: 1 gives the busiest of six about half of them. */
  unequal: number
  /** What is assigned to an arm. */
  unit: 'deal' | 'seller'
}

export interface MadeDeal {
  day: number
  seller: string
  arm: 0 | 1
  won: boolean
  /** Days from start to end. */
  lasts: number
}

export function madeDeals(scenario: Scenario, days: number, seed: number): MadeDeal[] {
  const random = dice(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const logOdds = Math.log(scenario.base / (1 - scenario.base))
  const half = Array.from({ length: scenario.sellers }, (_, i) => ({ place: random(), i })).sort(
    (a, b) => a.place - b.place,
  )
  const sellers = half.map(({ i }, place) => ({
    name: `seller ${i}`,
    arm: place % 2 === 0 ? 0 : 1,
    share: 1 / (1 + Math.exp(-(logOdds + scenario.skill * normal()))),
    busy: Math.exp(scenario.unequal * normal()),
  }))
  const busy = sellers.reduce((total, seller) => total + seller.busy, 0)
  return Array.from({ length: days * scenario.dealsADay }, (_, i): MadeDeal => {
    let draw = random() * busy
    const seller = sellers.find((each) => (draw -= each.busy) <= 0) ?? sellers[0]
    const arm = (scenario.unit === 'seller' ? seller?.arm : random() < 0.5 ? 0 : 1) === 0 ? 0 : 1
    return {
      day: Math.floor(i / scenario.dealsADay),
      seller: seller?.name ?? '',
      arm,
      won: random() < (seller?.share ?? 0) + (arm === 0 ? scenario.effect : 0),
      lasts: Math.floor(-Math.log(1 - random()) * 25),
    }
  })
}

/** Won of closed, by arm and seller, as known at the end of each day. */
export function* closedSoFar(
  deals: readonly MadeDeal[],
  days: number,
): Generator<[ClusteredTrials[], ClusteredTrials[]]> {
  const closing = Map.groupBy(deals, (deal) => deal.day + deal.lasts)
  const sums = [new Map<string, ClusteredTrials>(), new Map<string, ClusteredTrials>()]
  for (let day = 0; day < days; day++) {
    for (const { arm, seller, won } of closing.get(day) ?? []) {
      const here = sums[arm]?.get(seller) ?? { cluster: seller, successes: 0, trials: 0 }
      sums[arm]?.set(seller, { ...here, successes: here.successes + Number(won), trials: here.trials + 1 })
    }
    yield [[...(sums[0]?.values() ?? [])], [...(sums[1]?.values() ?? [])]]
  }
}

/** The deals of an arm as rows, as known at the end of a day. */
export function rowsOn(deals: readonly MadeDeal[], arm: 0 | 1, today: number): ClusteredRow[] {
  return deals
    .filter((deal) => deal.arm === arm && deal.day <= today)
    .map(({ day, lasts, won, seller }) => {
      const age = today - day
      const cause = lasts > age ? 0 : won ? 1 : 2
      return { entry: -0.5, time: Math.min(lasts, age), cause, count: 1, cluster: seller }
    })
}
