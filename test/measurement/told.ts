import type { CustomValues } from '../../src/contract/custom-values.ts'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import type { Deal } from '../../src/contract/deals.ts'
import type { Person } from '../kit/app.ts'

interface Body {
  readonly productId?: string
  readonly ownerId?: string
  readonly processId?: string
  readonly companyId?: string
  readonly householdId?: string
  readonly amountMinor?: number
  readonly custom?: CustomValues
}

/** What became of a deal, in days: the tests of figures tell many. */
export interface Story {
  readonly opened: string
  readonly source?: string | undefined
  readonly stage?: string
  readonly moves?: readonly (readonly [stage: string, day: string])[]
  readonly end?: readonly [how: 'won' | 'lost' | 'disqualified' | 'notNow', day: string]
  readonly body?: Body
}

/** Tells a deal over the API as it happened, one thing an hour from eight o'clock on. */
export async function tell(person: Person, story: Story, name = 'Deal'): Promise<Deal> {
  let hour = 7
  const at = (day: string) => `${day}T${String(++hour).padStart(2, '0')}:00:00.000Z`
  const deal = await open(person, story.body ?? {}, story, at(story.opened), name)
  const params = { id: deal.id }
  for (const [stage, day] of story.moves ?? []) {
    const body = { stage, occurredAt: at(day), overrideReason: 'As it was.' }
    await person.call(moves.moveDeal, { params, body })
  }
  if (!story.end) return deal
  const [how, day] = story.end
  const occurredAt = at(day)
  const { deal: ended } = await endings[how](person, params, occurredAt)
  return ended
}

function open(person: Person, { productId, ...body }: Body, story: Story, occurredAt: string, name: string) {
  const sourceId = story.source ?? null
  const lines = productId ? [{ productId, quantity: 1, priceMinor: 100 }] : []
  const stage = story.stage ? { stage: story.stage } : {}
  return person.call(deals.openDeal, { body: { name, sourceId, occurredAt, lines, ...stage, ...body } })
}

type Params = { id: string }

const endings = {
  won: (person: Person, params: Params, occurredAt: string) =>
    person.call(moves.winDeal, { params, body: { occurredAt } }),
  lost: (person: Person, params: Params, occurredAt: string) =>
    person.call(moves.loseDeal, { params, body: { occurredAt } }),
  disqualified: (person: Person, params: Params, occurredAt: string) =>
    person.call(moves.disqualifyDeal, { params, body: { reason: 'other', occurredAt } }),
  notNow: (person: Person, params: Params, occurredAt: string) =>
    person.call(moves.postponeDeal, { params, body: { occurredAt, comeBackOn: '2031-01-01' } }),
}

/** A day so many days after another. */
export function after(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
