/** The way of a deal through the stages, slow and obvious, also where it has changed from one process version to another. */
import { between, type SlowLife } from './slow.ts'

export interface PlainStage {
  readonly key: string
  readonly process: string
  readonly version: string
  readonly position: number
}

export interface Walk {
  readonly life: SlowLife
  /** How far each entry is in the order of the deal's version; the stage walked through is at `here`. */
  readonly steps: readonly { readonly rank: number; readonly on: string; readonly mapped: boolean }[]
  readonly here: number
  readonly first: string | null
  readonly reached: boolean
  readonly further: boolean
  readonly passedOn: string | null
  readonly passedByMapping: boolean
}

/** How a deal went through the stage of a key; nothing if its version has none. */
export function walk(stages: ReadonlyMap<string, PlainStage>, life: SlowLife, key: string): Walk[] {
  const last = stages.get(life.entries.at(-1)?.stage ?? '')
  const own = [...stages.values()].filter(({ version, key: each }) => version === last?.version && each !== 'care')
  const here = own.find((stage) => stage.key === key)?.position
  if (here === undefined) return []
  const steps = life.entries.flatMap(({ stage, on, mapped }) => {
    const entered = stages.get(stage)
    return entered && entered.process === last?.process ? [{ rank: rankAmong(stages, own, entered), on, mapped }] : []
  })
  let first: string | null = null
  let passed: (typeof steps)[number] | null = null
  for (const step of steps) {
    if (step.rank === here && passed === null) first ??= step.on
    if (step.rank > here) passed ??= step
  }
  const passedOn = passed?.on ?? (life.end === 'won' ? life.until : null)
  const further = passedOn !== null
  const passedByMapping = passed?.mapped ?? false
  return [{ life, steps, here, first, reached: first !== null || further, further, passedOn, passedByMapping }]
}

/** The position of a stage among those of a version: its own by key, else half a step behind the last one before it that is there. */
function rankAmong(stages: ReadonlyMap<string, PlainStage>, own: readonly PlainStage[], entered: PlainStage): number {
  const same = own.find(({ key }) => key === entered.key)
  if (same) return same.position
  const before = [...stages.values()]
    .filter(({ version, position }) => version === entered.version && position < entered.position)
    .toSorted((one, two) => two.position - one.position)
    .flatMap(({ key }) => own.find((stage) => stage.key === key)?.position ?? [])
  return (before[0] ?? -1) + 0.5
}

export function passage({ life, first, passedOn, passedByMapping }: Walk) {
  if (first === null) return []
  const end = passedByMapping ? 'open' : passedOn !== null ? 'further' : life.end === 'open' ? 'open' : 'ended'
  return [{ late: 0, days: between(first, passedOn ?? life.until), end }]
}

export function stay({ life, steps, here }: Walk) {
  const visits = steps.flatMap(({ rank, on }, index) => {
    const next = steps[index + 1]
    const isOpen = next === undefined ? life.end === 'open' : next.mapped && next.rank !== here
    return rank === here ? [{ days: between(on, next?.on ?? life.until), isOpen }] : []
  })
  const last = visits.at(-1)
  if (!last) return []
  return [{ late: 0, days: visits.reduce((sum, visit) => sum + visit.days, 0), end: last.isOpen ? 'open' : 'gone' }]
}
