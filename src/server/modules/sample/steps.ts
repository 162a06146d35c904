import { goTo, happen, type Scene } from './scene.ts'
import { touch } from './talks.ts'

// Which words of the story a stage's next steps have.
const wordsOf: Readonly<Record<string, string>> = {
  'first-contact': 'outreach',
  'pre-approach': 'door',
  message: 'home',
}

/** Plans what happens next on a day, in the words of a stage. */
export function plan(scene: Scene, stageKey: string, on: number): void {
  const { world, customer } = scene
  const { random, calendar, say } = world
  const key = wordsOf[stageKey] ?? stageKey
  const met = customer.contacts.filter(({ id }) => scene.roles.has(id))
  const name = (met.length > 0 ? random.pick(met) : customer.contacts.at(-1))?.name ?? customer.name
  scene.step = on
  // Nobody writes the same down twice.
  scene.wording = scene.wording === 1 ? 2 : 1
  happen(scene, {
    kind: 'planned',
    on: calendar.day(on),
    words: say(`step.${key}-${scene.wording}`, { name }),
  })
}

export function finishStep(scene: Scene): void {
  if (scene.step === null) return
  scene.step = null
  touch(scene)
  happen(scene, { kind: 'done' })
}

/** The days in a stage, with the steps that are planned and done in it, up to the day it is left. */
export function stay(scene: Scene, until: number): void {
  const { random, calendar } = scene.world
  const days = until - scene.day
  if (scene.step === null && random.chance(0.7))
    plan(scene, scene.stage.key, calendar.workday(scene.day + random.whole(1, days + 1)))
  for (let more = random.whole(0, 2); more >= 0; more--) {
    if (scene.step === null || scene.step >= until) break
    goTo(scene, scene.step)
    finishStep(scene)
    if (more > 0 && random.chance(0.6))
      plan(scene, scene.stage.key, calendar.workday(scene.day + random.whole(2, Math.max(3, until - scene.day))))
  }
}

/** How an open deal stands today: late, due, planned, or forgotten, as on any real board. */
export function leaveOpen(scene: Scene): void {
  const { random, calendar } = scene.world
  finishStep(scene)
  const due = random.weighted([
    ['late', 15],
    ['today', 13],
    ['later', 56],
    ['none', 16],
  ] as const)
  if (due === 'none') return
  goTo(scene, Math.max(scene.day, -random.whole(2, 12)))
  const on = {
    late: Math.max(scene.day, -random.whole(1, 6)),
    today: 0,
    later: calendar.workday(random.whole(1, 24)),
  }
  plan(scene, scene.stage.key, on[due])
}
