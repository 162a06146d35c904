import type { HazardLayout, Hazards } from '../../../../statistics/index.ts'

/** A deal that has been in its stage for a year or longer is as old as any. */
export const ages = 366

/** Chances of a win within the days ahead. */
export interface Chances {
  /** Of a deal that is open at the end of the day: slot · ages + days in the stage so far. */
  readonly open: Float64Array
  /** By day ahead and slot (day · slots + slot): of a deal that begins on that day, within what is then left of them. */
  readonly begun: Float64Array
  readonly stages: number
}

/** By slot, summed over the days ahead: of deals of which so many begin on each. */
export function chancesOfBegun({ begun, stages }: Chances, pace: Float64Array): Float64Array {
  const sums = new Float64Array(stages)
  for (let place = 0; place < begun.length; place++) {
    const slot = place % stages
    sums[slot] = (sums[slot] ?? 0) + (begun[place] ?? 0) * (pace[(place - slot) / stages] ?? 0)
  }
  return sums
}

/** What chances are made of. */
export interface Learned {
  readonly layout: HazardLayout
  readonly bandOf: Int32Array
  /** Of a win, of another end, of a move. */
  readonly hazards: readonly Hazards[]
  /** How much each stage moved to each. */
  readonly where: Float64Array
}

/**
 * P(won by the last day ahead), whose positions in the season are given, backwards from it: each day a deal is won, ends, moves or grows older by a day, with the chances of its stage
 * and age. Who moves is new in its stage and may go on the same day, further down the process; to an earlier stage, from the next day on.
 */
export function chancesOf({ layout, bandOf, hazards, where }: Learned, ahead: Int8Array): Chances {
  const { stages, bands, groups, groupOf } = layout
  const shares = sharesOf(where, stages)
  const bandEnds = endsOf(bandOf)
  let [later, today] = [new Float64Array(stages * ages), new Float64Array(stages * ages)]
  const begun = new Float64Array(ahead.length * stages)
  const [win, end, move] = hazards
  for (let day = ahead.length - 1; day >= 0; day--) {
    const season = (ahead[day] ?? 0) * groups
    for (let stage = stages - 1; stage >= 0; stage--) {
      const moved = afterMove(shares, stages, stage, today, later)
      const own = stage * ages
      for (let age = 0; age < ages; ) {
        const band = bandOf[age] ?? 0
        const cell = stage * bands + band
        const group = season + (groupOf[band] ?? 0)
        const [wins, moves] = [chanceIn(win, cell, group), chanceIn(move, cell, group)]
        const total = wins + chanceIn(end, cell, group) + moves
        const scale = total > most ? most / total : 1
        const goes = wins * scale + moves * scale * moved
        const stays = 1 - total * scale
        const until = bandEnds[band] ?? ages
        for (; age < until; age++) today[own + age] = goes + stays * (later[own + Math.min(age + 1, ages - 1)] ?? 0)
      }
      begun[day * stages + stage] = today[own] ?? 0
    }
    ;[later, today] = [today, later]
  }
  // At the end of a day, the next one is still to come.
  const open = later.map((_, place) => later[place % ages === ages - 1 ? place : place + 1] ?? 0)
  return { open, begun, stages }
}

/** Not every deal goes on one day, whatever the seasons multiply up to. */
const most = 0.95

/** By band, the first age after it. */
function endsOf(bandOf: Int32Array): number[] {
  const ends: number[] = []
  bandOf.forEach((band, age) => {
    ends[band] = age + 1
  })
  return ends
}

function chanceIn(hazards: Hazards | undefined, cell: number, group: number): number {
  return (hazards?.base[cell] ?? 0) * (hazards?.season[group] ?? 1)
}

function sharesOf(where: Float64Array, stages: number): Float64Array {
  const shares = Float64Array.from(where)
  for (let stage = 0; stage < stages; stage++) {
    const own = shares.subarray(stage * stages, (stage + 1) * stages)
    const total = own.reduce((sum, each) => sum + each, 0)
    if (total > 0) for (let next = 0; next < stages; next++) own[next] = (own[next] ?? 0) / total
  }
  return shares
}

function afterMove(shares: Float64Array, stages: number, stage: number, today: Float64Array, later: Float64Array) {
  let chance = 0
  for (let next = 0; next < stages; next++) {
    const share = shares[stage * stages + next] ?? 0
    if (share > 0) chance += share * ((next > stage ? today[next * ages] : later[next * ages + 1]) ?? 0)
  }
  return chance
}
