import { type SlowLife, between } from './slow.ts'

/** The stages of a process in their order. */
type Stages = readonly { readonly id: string }[]

export interface Walk {
  readonly life: SlowLife
  /** The day of the first entry, on the way forward; null if passed over. */
  readonly first: string | null
  readonly reached: boolean
  readonly further: boolean
  /** The day the deal first came further. */
  readonly passedOn: string | null
}

/** How a deal went through one stage. */
export function walk(stages: Stages, life: SlowLife, at: number): Walk {
  let first: string | null = null
  let passedOn: string | null = null
  for (const entry of life.entries) {
    const here = stages.findIndex(({ id }) => id === entry.stage)
    if (here === at && passedOn === null) first ??= entry.on
    if (here > at) passedOn ??= entry.on
  }
  if (life.end === 'won') passedOn ??= life.until
  return { life, first, reached: first !== null || passedOn !== null, further: passedOn !== null, passedOn }
}

export function passages(walks: readonly Walk[]) {
  return walks.flatMap(({ life, first, passedOn }) => {
    if (first === null) return []
    const late = lateBy(life, first)
    const row = { late, days: between(first, passedOn ?? life.until) }
    const end = passedOn === null ? (life.end === 'open' ? 'open' : 'ended') : 'further'
    return row.days < late ? [] : [{ ...row, end }]
  })
}

/** All stays in a stage, put together. */
export function stays(stages: Stages, lives: readonly SlowLife[], at: number) {
  return lives.flatMap((life) => {
    let total = 0
    let first: string | null = null
    for (const [index, entry] of life.entries.entries()) {
      if (entry.stage !== stages[at]?.id) continue
      first ??= entry.on
      total += between(entry.on, life.entries[index + 1]?.on ?? life.until)
    }
    if (first === null) return []
    const isHere = life.end === 'open' && life.entries.at(-1)?.stage === stages[at]?.id
    const late = lateBy(life, first)
    return total < late ? [] : [{ late, days: total, end: isHere ? 'open' : 'gone' }]
  })
}

function lateBy(life: SlowLife, from: string): number {
  return Math.max(0, life.late - between(life.started, from))
}
