import { type Life, type Standing, standings } from './lives.ts'
import type { Place, ProcessMap } from './stages.ts'
import type { Times } from './sums.ts'
import { type Tally, tally } from './tally.ts'
import { type Visit, type Walk, visitsIn } from './visits.ts'

/** Deals that came through a stage, or stopped there, after the same time: first visits, and how each went on. */
export interface Passage {
  readonly place: Place
  /** Whether they came further than this stage before any end. */
  readonly further: boolean
  /** A change of version took them further: nobody has seen how they would have gone on from here. */
  readonly mapped: boolean
  readonly standing: Standing
  readonly dated: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

/** Deals that have stayed in a stage for the same time, all stays together. */
export interface Stay {
  readonly place: Place
  /** Still there, or taken away by a change of version: nobody has seen them leave. */
  readonly here: boolean
  readonly days: number
  readonly late: number
  readonly count: number
}

export interface Flow {
  readonly passages: readonly Passage[]
  readonly stays: readonly Stay[]
}

/** How the deals went through the stages: how each first visit went on, and how long each deal has been where. */
function flowSum(process: ProcessMap) {
  const kinds = (process.places.length + 1) * kindsInPlace
  const [forward, passages, stays] = [tally(kinds), tally(kinds), tally(kinds)]
  const counting =
    (times: Times) =>
    (life: Life, walk: Walk): void => {
      if (walk.isForward) return addForward(forward, life, walk, times)
      const visits = visitsIn(walk, life)
      addPassages(passages, life, visits, times)
      addStays(stays, life, visits, times)
    }
  const flow = (): Flow => {
    const onceEach = passagesOf(process, forward)
    return {
      passages: [...onceEach, ...passagesOf(process, passages)],
      stays: [...onceEach.flatMap(stayOf), ...staysOf(process, stays)],
    }
  }
  return { counting, flow, state: { forward, passages, stays } }
}

export function flowPart(process: ProcessMap) {
  return { name: 'flow', begin: () => flowSum(process) }
}

// A place, how the deal stands, and three questions of yes and no are one number.
const kindsInPlace = 64

/** A deal that never went back was in each stage once: its passage through a stage is its stay there, too. */
function addForward(passages: Tally, life: Life, walk: Walk, times: Times): void {
  const { at: places, enteredOn, dated, mapped } = walk
  const { observedFrom } = life
  const standing = life.cause * 8
  // From the last visit back: each knows then how it went on.
  let left = life.until
  let further = 0
  let isDated = 1
  for (let number = walk.length - 1; number >= 0; number--) {
    const entered = enteredOn[number] ?? 0
    const own = dated[number] ?? 0
    const kind = (places[number] ?? 0) * kindsInPlace + standing + further + (own & isDated)
    passages.add(kind, left - entered, observedFrom > entered ? observedFrom - entered : 0, times)
    left = entered
    isDated = own
    further = 4 + (mapped[number] ?? 0) * 2
  }
}

function stayOf({ place, further, mapped, standing, dated, days, late, count }: Passage): Stay[] {
  const here = further ? mapped : standing === 'open'
  return dated ? [{ place, here, days, late, count }] : []
}

function addPassages(passages: Tally, life: Life, visits: readonly Visit[], times: Times): void {
  const standing = life.cause * 8
  for (let number = 0; number < visits.length; number++) {
    const visit = visits[number]
    if (visit === undefined || !visit.first) continue
    const next = firstFrom(visits, number + 1)
    const dated = visit.entryDated && (next === undefined || next.entryDated)
    const flags = (next === undefined ? 0 : 4) + (next?.mapped ? 2 : 0) + Number(dated)
    const days = (next === undefined ? life.until : next.enteredOn) - visit.enteredOn
    const late = Math.max(0, life.observedFrom - visit.enteredOn)
    passages.add(visit.at * kindsInPlace + standing + flags, days, late, times)
  }
}

function firstFrom(visits: readonly Visit[], from: number): Visit | undefined {
  for (let number = from; number < visits.length; number++) if (visits[number]?.first) return visits[number]
  return undefined
}

function passagesOf(process: ProcessMap, counted: Tally): Passage[] {
  const passages: Passage[] = []
  counted.each((kind, days, late, count) => {
    const place = process.places[Math.floor(kind / kindsInPlace) - 1]
    const flags = kind % kindsInPlace
    const standing = standings[flags >> 3]
    if (place === undefined || standing === undefined) return
    const [further, mapped, dated] = [(flags & 4) > 0, (flags & 2) > 0, (flags & 1) > 0]
    passages.push({ place, further, mapped, standing, dated, days, late, count })
  })
  return passages
}

function addStays(stays: Tally, life: Life, visits: readonly Visit[], times: Times): void {
  for (let number = 0; number < visits.length; number++) {
    const visit = visits[number]
    // All visits to a place are one stay, told where the first of them stands.
    if (visit === undefined || wasBefore(visits, number, visit.at)) continue
    let days = 0
    let whole = true
    let latest = visit
    for (let later = number; later < visits.length; later++) {
      const same = visits[later]
      if (same === undefined || same.at !== visit.at) continue
      days += same.leftOn - same.enteredOn
      whole &&= same.whole
      latest = same
    }
    if (!whole) continue
    const here = (latest.last && life.standing === 'open') || latest.mappedAway
    const late = Math.max(0, life.observedFrom - visit.enteredOn)
    stays.add(visit.at * kindsInPlace + Number(here), days, late, times)
  }
}

function wasBefore(visits: readonly Visit[], number: number, place: number): boolean {
  for (let before = 0; before < number; before++) if (visits[before]?.at === place) return true
  return false
}

function staysOf(process: ProcessMap, counted: Tally): Stay[] {
  const stays: Stay[] = []
  counted.each((kind, days, late, count) => {
    const place = process.places[Math.floor(kind / kindsInPlace) - 1]
    if (place !== undefined) stays.push({ place, here: kind % kindsInPlace === 1, days, late, count })
  })
  return stays
}
