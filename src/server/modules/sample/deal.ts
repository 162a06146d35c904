import { type GateStage, gatesOnTheWay, type Story, type StoryLine } from '../deals/index.ts'
import { newId } from '../../kernel/id.ts'
import type { Customer } from './base.ts'
import { buyingSignals, courses, type Ending } from './course.ts'
import type { Good } from './goods.ts'
import { goTo, happen, type Offered, type Scene, type Seller, type Version } from './scene.ts'
import { finishStep, leaveOpen, plan, stay } from './steps.ts'
import { lostOver, overcome } from './talks.ts'
import type { World } from './world.ts'

export interface Opening {
  readonly day: number
  readonly name: string
  readonly customer: Customer
  readonly seller: Seller
  readonly version: Version
  readonly sourceId: string
  /** How much readier than usual those from this source are. */
  readonly readiness: number
  readonly previous: Played | null
}

/** A deal as it was played. */
export interface Played {
  readonly story: Story
  readonly scene: Scene
  readonly opening: Opening
  readonly outcome: 'open' | 'won' | 'lost' | 'disqualified' | 'not_now'
  /** The day it is to be asked again. */
  readonly askAgain: number | null
}

/** Plays a deal from its opening to its end, or to yesterday. */
export function play(world: World, offered: Offered, opening: Opening): Played {
  const { customer, version, seller, name, sourceId, previous } = opening
  const [first] = version.stages
  if (!first) throw new RangeError('a process has stages')
  const scene: Scene = {
    world,
    ...offered,
    customer,
    version,
    seller,
    happenings: [],
    day: world.calendar.workday(opening.day),
    minute: world.random.whole(8 * 60, 16 * 60),
    by: seller.left && opening.day > seller.left.day ? seller.left.heir : seller.id,
    stage: first,
    hasLines: false,
    isExpected: false,
    step: null,
    wording: 2,
    roles: new Map(),
    confirmed: [],
    dealId: newId(),
    said: { touches: [], touch_people: [], objections: [] },
  }
  const story: Story = {
    id: scene.dealId,
    place: version,
    name,
    company_id: customer.kind === 'company' ? customer.id : null,
    person_id: customer.kind === 'person' ? customer.id : null,
    household_id: customer.kind === 'household' ? customer.id : null,
    source_id: sourceId,
    owner_id: scene.by,
    currency: world.currency,
    previous_deal_id: previous?.story.id ?? null,
    opened: { at: world.calendar.at(scene.day, scene.minute++), by: scene.by, stage: first },
    happenings: scene.happenings,
  }
  return { story, scene, opening, ...goOn(scene, opening) }
}

/** Stage after stage. */
function goOn(scene: Scene, opening: Opening): Pick<Played, 'outcome' | 'askAgain'> {
  const { random } = scene.world
  for (;;) {
    const course = courses[scene.stage.key]
    if (!course) throw new RangeError(`no course for ${scene.stage.key}`)
    const stuck = random.chance(0.12) ? 4.5 : 1
    const days = random.around(course.days * scene.seller.pace * scene.version.pace * stuck, 0.6)
    const leave = scene.day + Math.max(1, Math.round(days))
    stay(scene, Math.min(leave, 0))
    if (leave > -1) {
      leaveOpen(scene)
      return { outcome: 'open', askAgain: null }
    }
    goTo(scene, leave)
    learn(scene)
    finishStep(scene)
    const quality = scene.stage.phases.includes('presentation') ? scene.version.presentation : 1
    const goesOn = course.goesOn ** (1 / (scene.seller.skill * opening.readiness * quality))
    if (!random.chance(goesOn)) return end(scene, random.weighted(course.endings))
    if (scene.stage.phases.some((phase) => phase === 'objections' || phase === 'presentation')) overcome(scene)
    const next = nextStage(scene)
    if (!next) return win(scene)
    move(scene, next)
  }
}

/** What a seller finds out in a stage before the deal leaves it. */
function learn(scene: Scene): void {
  const { world, stage, customer, roles } = scene
  const { random } = world
  const [boss, ...others] = customer.contacts
  const join = (contact: typeof boss, role: 'decides' | 'champion' | 'influences' | 'uses' | 'blocks' | 'signs') => {
    if (!contact || roles.has(contact.id)) return
    roles.set(contact.id, role)
    happen(scene, { kind: 'joined', personId: contact.id, role })
  }
  if (stage.key === 'prospecting' && random.chance(0.85))
    join(others[0] ?? boss, others[0] ? random.pick(['champion', 'influences'] as const) : 'decides')
  if (stage.key === 'first-contact' && random.chance(0.8)) join(boss, 'decides')
  if (stage.key === 'objections' && random.chance(0.3)) join(others[1], 'blocks')
  if (stage.key === 'presentation' && random.chance(0.4)) join(others[1], random.pick(['uses', 'influences'] as const))
  if ((stage.key === 'qualification' || stage.key === 'pre-approach') && random.chance(0.94)) offer(scene)
}

function offer(scene: Scene): void {
  const { world, stage, customer } = scene
  const { random, calendar } = world
  happen(scene, { kind: 'lined', lines: linesOf(scene) })
  scene.hasLines = true
  const days = stage.key === 'qualification' ? random.around(60, 0.35) : random.around(14, 0.3)
  happen(scene, { kind: 'expected', on: calendar.day(calendar.workday(scene.day + Math.round(days))) })
  scene.isExpected = true
  const terms = customer.kind === 'company' ? scene.terms.companies : scene.terms.households
  if (terms.length > 0 && random.chance(0.8)) happen(scene, { kind: 'termed', to: random.pick(terms) })
  if (customer.kind === 'company' && random.chance(0.6))
    happen(scene, {
      kind: 'assessed',
      as: random.chance(0.7) ? 'growth' : random.pick(['introduction', 'maturity'] as const),
    })
}

function linesOf({ world, products, customer }: Scene): StoryLine[] {
  const { random } = world
  const line = (good: Good, quantity: number): StoryLine => {
    const { id, price, cost } = products[good]
    return { product_id: id, quantity, price_minor: price, cost_minor: cost, list_minor: price }
  }
  const perhaps = (chance: number, good: Good, quantity: number) =>
    random.chance(chance) ? [line(good, quantity)] : []
  if (customer.kind !== 'company')
    return [line('home', 1), ...perhaps(0.35, 'home-battery', 1), ...perhaps(0.3, 'home-charger', 1)]
  const panels = Math.max(24, Math.round(random.around(110, 0.55) / 4) * 4)
  return [
    line('panel', panels),
    line('inverter', Math.ceil(panels / 70)),
    line('mounting', panels),
    ...perhaps(0.3, 'battery', random.whole(1, 3)),
    ...perhaps(0.28, 'charger', random.whole(2, 10)),
    ...perhaps(0.45, 'service', 1),
  ]
}

/** The next stage, or the one after it; undefined where the next thing is the signature. */
function nextStage({ world: { random }, stage, version, hasLines }: Scene): GateStage | undefined {
  const selling = version.stages.filter(({ phases }) => !phases.includes('care'))
  const ahead = selling.filter(({ position }) => position > stage.position)
  const isReady = stage.key === 'presentation' || stage.key === 'objections'
  if (isReady && hasLines && random.chance(0.07)) return undefined
  const presentation = selling.find(({ key }) => key === 'presentation')
  if (stage.key === 'closing' && presentation && random.chance(0.06)) return presentation
  return ahead.length > 1 && random.chance(0.06) ? ahead[1] : ahead[0]
}

/** Past the gates on the way: some sentences are confirmed, some forgotten, some gates passed with a reason. */
function move(scene: Scene, to: GateStage): void {
  const { world, stage: from, version, customer, confirmed } = scene
  const { random, calendar, say } = world
  const view = () => ({
    amountKnown: scene.hasLines,
    expectedCloseKnown: scene.isExpected,
    ownerKnown: true,
    nextStepPlanned: scene.step !== null,
    hasLines: scene.hasLines,
    customerIsPrivate: customer.kind !== 'company',
    stakeholderRoles: [...scene.roles.values()],
    qualified: [],
    confirmed,
  })
  if (random.chance(0.75)) plan(scene, to.key, calendar.workday(scene.day + random.whole(1, 8)))
  const asked = gatesOnTheWay(version.stages, from.position, to.position, view())
  for (const gate of [...asked.enforced, ...asked.advised]) {
    const stage = version.stages.find(({ id }) => id === gate.stageId)
    for (const { key, kind, text } of gate.missing) {
      if (!stage || kind !== 'statement' || !random.chance(asked.enforced.includes(gate) ? 0.95 : 0.72)) continue
      confirmed.push({ stageKey: stage.key, criterion: key })
      happen(scene, { kind: 'confirmed', stage, criterion: key, words: text ?? '' })
    }
  }
  const { enforced, advised } = gatesOnTheWay(version.stages, from.position, to.position, view())
  const missing = (gates: typeof enforced) => gates.flatMap((gate) => gate.missing.map(({ key }) => key))
  if (enforced.length > 0) {
    const words = say(`override.${random.whole(1, 3)}`)
    happen(scene, { kind: 'overridden', missing: missing(enforced), stage: to, words })
  }
  happen(scene, { kind: 'moved', stage: to, missing: missing(advised) })
  scene.stage = to
}

function win(scene: Scene): Pick<Played, 'outcome' | 'askAgain'> {
  const { random, say } = scene.world
  if (!scene.hasLines) offer(scene)
  if (random.chance(0.3)) haggle(scene)
  const words = random.chance(0.3) ? say(`won.${random.whole(1, 4)}`) : undefined
  happen(scene, { kind: 'ended', outcome: 'won', signal: random.weighted(buyingSignals), words })
  const days = random.whole(3, 13)
  if (scene.day + days > -1 || !random.chance(scene.customer.kind === 'household' ? 0.06 : 0.02))
    return { outcome: 'won', askAgain: null }
  goTo(scene, scene.day + days)
  const isBank = random.chance(0.5)
  const reason = isBank ? 'unpaid' : 'cancelled_by_customer'
  happen(scene, { kind: 'reversed', reason, words: say(isBank ? 'reversed.1' : 'reversed.2') })
  return { outcome: 'lost', askAgain: null }
}

/** A few percent off the panels or the package, for the signature. */
function haggle(scene: Scene): void {
  const last = scene.happenings.findLast((happening) => happening.kind === 'lined')
  if (last?.kind !== 'lined') return
  const rest = 1 - scene.world.random.whole(2, 7) / 100
  const lines = last.lines.map((line, at) =>
    at === 0 ? { ...line, price_minor: Math.round((line.price_minor * rest) / 100) * 100 } : line,
  )
  happen(scene, { kind: 'lined', lines })
}

function end(scene: Scene, ending: Ending): Pick<Played, 'outcome' | 'askAgain'> {
  const { random, say, calendar } = scene.world
  const { outcome } = ending
  if (outcome === 'disqualified') {
    const words = random.chance(0.7) ? say(`out.${ending.reason}`) : undefined
    happen(scene, { kind: 'ended', outcome, disqualifyReason: ending.reason, words })
    return { outcome, askAgain: null }
  }
  if (outcome === 'not_now') {
    const askAgain = calendar.workday(scene.day + random.whole(40, 230))
    const words = say(`later.${scene.customer.kind === 'household' ? 3 : random.whole(1, 2)}`)
    happen(scene, { kind: 'ended', outcome, comeBackOn: calendar.day(askAgain), words })
    return { outcome, askAgain }
  }
  const { reason } = ending
  lostOver(scene, reason)
  const twice = reason === 'price' || reason === 'competitor'
  const words = random.chance(0.75) ? say(`lost.${reason}-${twice ? random.whole(1, 2) : 1}`) : undefined
  const mayAsk = (reason === 'timing' || reason === 'budget' || reason === 'no_decision') && random.chance(0.6)
  const askAgain = mayAsk ? calendar.workday(scene.day + random.whole(90, 270)) : null
  const askAgainOn = askAgain === null ? null : calendar.day(askAgain)
  happen(scene, { kind: 'ended', outcome, lostReason: reason, askAgainOn, words })
  return { outcome, askAgain }
}
