import type { GateStage, Happening } from '../deals/index.ts'
import type { Customer } from './base.ts'
import type { Good, Product } from './goods.ts'
import type { World } from './world.ts'

/** Who sells, and how: sellers differ, and so their numbers do. */
export interface Seller {
  readonly id: string
  /** 1 is usual; more goes on from stage to stage. */
  readonly skill: number
  /** 1 is usual; more takes longer. */
  readonly pace: number
  /** The day they left, and who took over. */
  readonly left?: { readonly day: number; readonly heir: string; readonly manager: string }
}

/** A version of a process, since when it is the published one, and what became better with it. */
export interface Version {
  readonly processId: string
  readonly versionId: string
  readonly stages: readonly GateStage[]
  readonly since: number
  readonly pace: number
  readonly presentation: number
}

/** What is sold, and how it may be paid. */
export interface Offered {
  /** Answers that are prepared, by the kind of objection. */
  readonly answers: ReadonlyMap<string, { readonly id: string; readonly version: number }>
  readonly products: Readonly<Record<Good, Product>>
  /** Ids, by who pays. */
  readonly terms: { readonly companies: readonly string[]; readonly households: readonly string[] }
}

/** A deal as it goes on: when it is, what is known of it, and all that has happened. */
export interface Scene extends Offered {
  readonly world: World
  readonly customer: Customer
  readonly version: Version
  readonly happenings: Happening[]
  day: number
  minute: number
  /** Who has the deal. */
  by: string
  seller: Seller
  stage: GateStage
  hasLines: boolean
  isExpected: boolean
  /** The day of the planned next step. */
  step: number | null
  /** Which of the two wordings the last one had. */
  wording: 1 | 2
  readonly roles: Map<string, string>
  readonly confirmed: { stageKey: string; criterion: string }[]
  readonly dealId: string
  /** What was said, as rows by table. */
  readonly said: { readonly touches: object[]; readonly touch_people: object[]; readonly objections: object[] }
}

type Deed = Happening extends infer Each ? (Each extends Happening ? Omit<Each, 'at' | 'by'> : never) : never

/** Writes down what happens now, some minutes after what happened before. */
export function happen(scene: Scene, deed: Deed, by = scene.by): void {
  const { calendar, random } = scene.world
  // An object of the same kind, completed with when and who.
  scene.happenings.push({ ...deed, at: calendar.at(scene.day, scene.minute), by } as Happening)
  scene.minute += random.whole(1, 6)
}

/** Time goes on to a workday, never back; whoever has left by then has given the deal away. */
export function goTo(scene: Scene, day: number): void {
  const { calendar, random } = scene.world
  const { left } = scene.seller
  if (left && scene.by === scene.seller.id && day > left.day) {
    step(left.day)
    happen(scene, { kind: 'assigned', to: left.heir }, left.manager)
    scene.by = left.heir
  }
  step(day)

  function step(to: number): void {
    // Nothing happens today yet: the story ends with yesterday, at whatever hour it is told.
    const next = Math.min(-1, calendar.workday(Math.max(to, scene.day)))
    if (next === scene.day) return
    scene.day = next
    scene.minute = random.whole(8 * 60, 16 * 60)
  }
}
