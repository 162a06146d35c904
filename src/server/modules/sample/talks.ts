import type { ObjectionKind, TouchOutcome } from '../../../contract/facts.ts'
import type { ToldFact } from '../deals/index.ts'
import { newId } from '../../kernel/id.ts'
import { happen, type Scene } from './scene.ts'

type Channel = Extract<ToldFact, { type: 'deal.touched' }>['data']['channel']

// By what sellers get in touch in which stage; elsewhere by telephone and mail.
const ways: Readonly<Record<string, readonly (readonly [Channel, number])[]>> = {
  prospecting: [
    ['phone', 6],
    ['linkedin', 2],
    ['email', 2],
  ],
  door: [['visit', 1]],
  'pre-approach': [['visit', 1]],
  'site-visit': [['visit', 1]],
  presentation: [
    ['meeting', 4],
    ['visit', 1],
  ],
  closing: [
    ['meeting', 1],
    ['phone', 3],
  ],
}
const usualWays: NonNullable<(typeof ways)[string]> = [
  ['phone', 6],
  ['email', 4],
]

/** The seller gets in touch; at first the buyer is often not there. */
export function touch(scene: Scene): void {
  const { chatter, calendar } = scene.world
  const channel = chatter.weighted(ways[scene.stage.key] ?? usualWays)
  const isEarly = scene.stage.position < 2
  const outcome = outcomeOf(scene, channel, isEarly)
  const isTalk = outcome === 'reached'
  const longest = channel === 'meeting' || channel === 'visit' ? 75 : 18
  const minutes = isTalk ? chatter.whole(3, longest) : null
  const approach =
    isTalk && isEarly
      ? chatter.weighted([
          ['question', 6],
          ['product', 3],
          ['gift', 1],
        ] as const)
      : null
  const id = newId()
  const how = { ...(approach === null ? {} : { approach }), ...(minutes === null ? {} : { minutes }) }
  const data = { touchId: id, channel, direction: 'outbound', outcome, ...how, primary: true } as const
  const at = calendar.at(scene.day, scene.minute)
  happen(scene, { kind: 'told', fact: { type: 'deal.touched', data } })
  const { workspaceId: workspace_id } = scene.world
  const { customer, said, dealId, by } = scene
  said.touches.push({
    workspace_id,
    id,
    channel,
    direction: 'outbound',
    outcome,
    approach,
    minutes,
    occurred_at: at,
    deal_id: dealId,
    company_id: customer.kind === 'company' ? customer.id : null,
    household_id: customer.kind === 'household' ? customer.id : null,
    author_kind: 'member',
    author_id: by,
    created_at: at,
    version: 1,
    field_versions: {},
  })
  const [person] = customer.contacts
  if (person) said.touch_people.push({ workspace_id, id: newId(), touch_id: id, person_id: person.id })
}

function outcomeOf({ world: { chatter } }: Scene, channel: Channel, isEarly: boolean): TouchOutcome {
  if (channel === 'email' || channel === 'linkedin') return 'sent'
  if (channel === 'meeting') return 'reached'
  const share = isEarly ? 5 : 17
  return chatter.weighted([
    ['reached', share],
    ['no_answer', 3],
    ['left_message', channel === 'phone' ? 2 : 0],
  ] as const)
}

const usualObjections = [
  ['price', 40],
  ['timing', 20],
  ['budget', 15],
  ['competitor', 15],
  ['offer_unclear', 10],
] as const

/** Half of the buyers object to something on the way to the order, and are answered. */
export function overcome(scene: Scene): void {
  const { chatter } = scene.world
  if (chatter.chance(0.5)) object(scene, chatter.weighted(usualObjections), 'overcome')
}

const reasons: Readonly<Record<string, ObjectionKind>> = {
  price: 'price',
  timing: 'timing',
  budget: 'budget',
  competitor: 'competitor',
}

/** Who is lost has mostly said why before. */
export function lostOver(scene: Scene, reason: string): void {
  const kind = reasons[reason]
  if (kind && scene.world.chatter.chance(0.7)) object(scene, kind, 'stands')
}

function object(scene: Scene, kind: ObjectionKind, outcome: 'overcome' | 'stands'): void {
  const { world, customer, said, dealId } = scene
  const { chatter, calendar } = world
  const prepared = scene.answers.get(kind)
  const answer = prepared && chatter.chance(outcome === 'overcome' ? 0.7 : 0.4) ? prepared : null
  const id = newId()
  const raised_at = calendar.at(scene.day, scene.minute)
  happen(scene, { kind: 'told', fact: { type: 'deal.objection_raised', data: { objectionId: id, kind } } })
  const settled_at = calendar.at(scene.day, scene.minute)
  const given = answer === null ? {} : { answerId: answer.id, answerVersion: answer.version }
  happen(scene, {
    kind: 'told',
    fact: { type: 'deal.objection_settled', data: { objectionId: id, outcome, ...given } },
  })
  said.objections.push({
    workspace_id: world.workspaceId,
    id,
    deal_id: dealId,
    kind,
    words: world.say(`objection.${kind}`),
    person_id: customer.contacts[0]?.id ?? null,
    raised_at,
    outcome,
    settled_at,
    answer_id: answer?.id ?? null,
    answer_version: answer?.version ?? null,
    created_at: raised_at,
  })
}

/** Kinds of objections that an answer is prepared for. */
export const prepared = ['price', 'competitor', 'timing'] as const
