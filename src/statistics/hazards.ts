import { at } from './impossible-input.ts'

/** How cells are laid out: `bands` cells of one stage after those of another; a band belongs to one of `groups` of ages. */
export interface HazardLayout {
  stages: number
  bands: number
  /** Of each band, the age that stands for it, over 0 and ascending. */
  ages: readonly number[]
  /** Of each band, the group of ages that shares its seasons. */
  groupOf: readonly number[]
  groups: number
  /** Positions in the season, say the three months of a quarter. */
  positions: number
}

export interface Hazards {
  /** Chance a day, by cell. */
  base: Float64Array
  /** What it is multiplied by, by position × group. */
  season: Float64Array
}

/** A cell is drawn to what is known around it as by so many events, a season to the whole year as by so many. */
const priorEvents = 2
const priorSeason = 30
/** Positions that were seen once differ by so much without any season: the mean square of logarithms, of months a seventh off. */
const seasonLuck = 0.02
const rounds = 8
/** How steeply chances fall with age is drawn to not at all, by a normal prior of deviation 1; never steeper. */
const priorSteepness = 1
const steepest = 3
/** What was seen of late moves the whole law, and each cell beside it, as by so many events. */
const priorLate = 15

/**
 * Chances a day of one kind of end, from days at risk and events by position in the season and cell (position · cells + cell): a
 * log-linear law, stage and age times season and age group, fitted by turns (iterative proportional fitting). Each is shrunk, a gamma prior
 * worth 2 events on a cell, whose mean is the younger band of its stage × (age ÷ its age)^−γ (of the first one, the stage; of the stage, all), and
 * 30 on a season, whose mean is that position over all ages (of that, 1), where what a season expects is scaled so that those seen are 1 on average in each age group: what was hardly seen is as what lies beside it, and a chance that has
 * fallen with age goes on falling. Months that differ no more than months do are no season, and a trend of the first ones is none yet: each season is taken to the
 * power 1 − (v ÷ S²)², at least 0, where S² is the mean square of their logarithms over the positions that were seen, all ages together, and v = 0.02 ÷ `times`, how
 * often the whole season was seen. γ = −Sxy ÷ (Sxx + 1), from 0 to 3: the slope over the younger bands of y = log((events + ½) ÷ days at risk) on
 * x = log age, each weighing its events × its age ÷ the age asked about. Without it, deals that never end are over-expected the more the older they are: who
 * would buy soon is gone, and what is left is unlike (mover and stayer).
 * Source: Efron 1988, JASA 83 (discrete hazards by bands); Deming & Stephan 1940; James & Stein 1961 (shrunk by how far they lie apart); Vaupel & Yashin
 * 1985 (falling hazards of a mixture); golden: the same in R.
 */
export function seasonalHazards(
  layout: HazardLayout,
  exposure: Float64Array,
  events: Float64Array,
  times: number,
): Hazards {
  const { stages, bands, groups, groupOf, positions } = layout
  const cells = stages * bands
  const base = new Float64Array(cells)
  const season = new Float64Array(positions * groups).fill(1)
  const eventsOf = new Float64Array(cells)
  for (let place = 0; place < exposure.length; place++)
    eventsOf[place % cells] = at(eventsOf, place % cells) + at(events, place)
  const all = sum(eventsOf)
  if (all === 0) return { base, season }
  const overall = all / sum(exposure)
  const groupOfCell = Int32Array.from(base, (_, cell) => groupOf[cell % bands] ?? 0)
  for (let round = 0; round < rounds; round++) {
    const risk = new Float64Array(cells)
    for (let place = 0; place < exposure.length; place++) {
      const cell = place % cells
      const position = Math.floor(place / cells)
      risk[cell] = at(risk, cell) + at(exposure, place) * at(season, position * groups + at(groupOfCell, cell))
    }
    setBase(layout, base, eventsOf, risk, overall)
    const scatter = setSeason(layout, season, groupOfCell, base, exposure, events)
    believe(season, scatter, seasonLuck / Math.max(1, times))
  }
  return { base, season }
}

/**
 * The same chances as they are of late: `exposure` and `events` are those of a short memory, laid out alike. All cells together
 * are drawn from the law to what was seen (gamma prior worth 15 events), and each cell from there to its own, likewise; the seasons stay.
 * So a pace that changes is followed within weeks, and where little was seen the long memory speaks.
 * Source: Harvey & Fernandes 1989, JBES 7 (counts under discounted gamma priors); West & Harrison 1997, §2.4; golden: the same in R.
 */
export function hazardsOfLate(
  { bands, groups, groupOf }: HazardLayout,
  { base, season }: Hazards,
  exposure: Float64Array,
  events: Float64Array,
): Hazards {
  const cells = base.length
  const seen = new Float64Array(cells)
  const expected = new Float64Array(cells)
  for (let place = 0; place < exposure.length; place++) {
    const cell = place % cells
    const group = Math.floor(place / cells) * groups + (groupOf[cell % bands] ?? 0)
    seen[cell] = at(seen, cell) + at(events, place)
    expected[cell] = at(expected, cell) + at(exposure, place) * at(base, cell) * at(season, group)
  }
  const level = (sum(seen) + priorLate) / (sum(expected) + priorLate)
  const own = base.map(
    (chance, cell) => (chance * (at(seen, cell) + priorLate * level)) / (at(expected, cell) + priorLate),
  )
  return { base: own, season }
}

function setBase(
  { stages, bands, ages }: HazardLayout,
  base: Float64Array,
  events: Float64Array,
  risk: Float64Array,
  overall: number,
) {
  const logs = ages.map((age) => Math.log(age))
  for (let stage = 0; stage < stages; stage++) {
    const from = stage * bands
    const own = [from, from + bands] as const
    let beside = drawn(sum(events.subarray(...own)), sum(risk.subarray(...own)), overall)
    const line: Line = { weight: 0, x: 0, y: 0, xx: 0, xy: 0 }
    for (let band = 0; band < bands; band++) {
      const [count, days, x] = [at(events, from + band), at(risk, from + band), logs[band] ?? 0]
      if (band > 0) beside *= Math.exp(-steepness(line, ages[band] ?? 1) * (x - (logs[band - 1] ?? 0)))
      beside = drawn(count, days, beside)
      base[from + band] = beside
      if (days > 0) addPoint(line, x, Math.log((count + 0.5) / days), count * (ages[band] ?? 1))
    }
  }
}

/** Weighted sums of points. */
interface Line {
  weight: number
  x: number
  y: number
  xx: number
  xy: number
}

function addPoint(line: Line, x: number, y: number, weight: number) {
  line.weight += weight
  line.x += weight * x
  line.y += weight * y
  line.xx += weight * x * x
  line.xy += weight * x * y
}

function steepness({ weight, x, y, xx, xy }: Line, age: number): number {
  if (weight === 0) return 0
  const slope = (xy - (x * y) / weight) / (xx - (x * x) / weight + age * priorSteepness)
  return Math.min(steepest, Math.max(0, -slope))
}

/** Gives the mean square of the logarithms of the seasons that were seen, all ages together. */
function setSeason(
  { positions, groups }: HazardLayout,
  season: Float64Array,
  groupOfCell: Int32Array,
  base: Float64Array,
  exposure: Float64Array,
  events: Float64Array,
): number {
  const cells = base.length
  const seen = new Float64Array(positions * groups)
  const expected = new Float64Array(positions * groups)
  for (let place = 0; place < exposure.length; place++) {
    const cell = place % cells
    const own = Math.floor(place / cells) * groups + at(groupOfCell, cell)
    seen[own] = at(seen, own) + at(events, place)
    expected[own] = at(expected, own) + at(exposure, place) * at(base, cell)
  }
  for (let group = 0; group < groups; group++) {
    const own = (sums: Float64Array) =>
      sums.reduce((all, each, place) => (place % groups === group ? all + each : all), 0)
    // Seasons are 1 on average over what was seen, so that a month that nobody has seen yet is as the mean of those before it.
    const level = own(seen) / own(expected)
    if (level > 0 && level < Infinity)
      for (let place = group; place < expected.length; place += groups) expected[place] = at(expected, place) * level
  }
  let [squares, seenAt] = [0, 0]
  for (let position = 0; position < positions; position++) {
    const own = [position * groups, (position + 1) * groups] as const
    const whole = (sum(seen.subarray(...own)) + priorSeason) / (sum(expected.subarray(...own)) + priorSeason)
    squares += Math.log(whole) ** 2
    if (sum(expected.subarray(...own)) > 0) seenAt++
    for (let place = own[0]; place < own[1]; place++)
      season[place] = (at(seen, place) + priorSeason * whole) / (at(expected, place) + priorSeason)
  }
  return squares / Math.max(1, seenAt)
}

/** Leaves of seasons what luck does not make. */
function believe(season: Float64Array, scatter: number, luck: number): void {
  const belief = scatter > luck ? 1 - (luck / scatter) ** 2 : 0
  season.forEach((each, place) => {
    season[place] = each ** belief
  })
}

/** The mean of a gamma posterior whose prior is worth `priorEvents` at the rate `beside`. */
function drawn(events: number, risk: number, beside: number): number {
  return (events + priorEvents) / (risk + priorEvents / beside)
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
