import type { Context } from '../../kernel/context.ts'
import { acceptHandoff, addHandoffKind, draftHandoff, listHandoffKinds, offerHandoff } from '../handoffs/index.ts'
import type { Played } from './deal.ts'
import type { World } from './world.ts'

/** Whom deals are handed to. */
export interface Receivers {
  /** Whoever loads the sample, and one of the sellers: one deal waits for each. */
  readonly waiting: readonly string[]
  /** Who takes what the other sellers have found. */
  readonly seller: string
  readonly care: string
}

interface Handing {
  readonly kindId: string
  readonly played: Played
  readonly to: string
  readonly at: Date
  readonly acceptedAt: Date | null
}

const mostWon = 3

/**
 * What went from hand to hand: the latest wins to whoever cares for customers, and what one seller found to another; two wait
 * for an answer. None where somebody has kinds of handoffs already. Answers with those made for it, as rows.
 */
export async function handOver(
  ctx: Context,
  world: World,
  played: readonly Played[],
  receivers: Receivers,
): Promise<{ readonly id: string }[]> {
  const { calendar, say } = world
  const there = await listHandoffKinds(ctx, { limit: 1, retired: 'true' })
  if (there.items.length > 0) return []
  const kindOf = async (key: 'found' | 'care', route: 'finder_to_seller' | 'seller_to_care') => {
    const { name, points, text } = wordsOf(world, key)
    const { id } = await addHandoffKind(ctx, {
      name,
      route,
      acceptWithinHours: 16,
      checklist: points,
      introductions: [{ language: ctx.workspace.language, text }],
    })
    return { id }
  }
  const found = await kindOf('found', 'finder_to_seller')
  const care = await kindOf('care', 'seller_to_care')
  const won = wonLately(played).map((deal, at): Handing => {
    const day = calendar.workday(deal.scene.day + 1)
    const answered = at === 1 ? calendar.workday(day + 1) : day
    const acceptedAt = calendar.at(answered, 14 * 60 + at * 10)
    return { kindId: care.id, played: deal, to: receivers.care, at: calendar.at(day, 10 * 60), acceptedAt }
  })
  const yesterday = lastWorkday(world)
  const [first, second, third] = foundBefore(played, yesterday, receivers)
  const find = (to: string, isWaiting: boolean) => (deal: Played | undefined) =>
    deal === undefined
      ? []
      : [
          {
            kindId: found.id,
            played: deal,
            to,
            at: calendar.at(yesterday, (isWaiting ? 15 : 9) * 60),
            acceptedAt: isWaiting ? null : calendar.at(yesterday, 11 * 60),
          },
        ]
  const [owner = receivers.seller, seller = receivers.seller] = receivers.waiting
  const hands: readonly Handing[] = [
    ...won,
    ...find(owner, true)(first),
    ...find(seller, true)(second),
    ...find(receivers.seller, false)(third),
  ]
  for (const each of hands) await hand(ctx, each, say('handoff.note'))
  return [found, care]
}

function wordsOf({ say }: World, key: 'found' | 'care') {
  // As they stand in the text.
  const names = { customer: '{customer}', person: '{person}', sender: '{sender}', receiver: '{receiver}' }
  return {
    name: say(`handoff.${key}.name`),
    points: [1, 2, 3].map((point) => say(`handoff.${key}.point-${point}`)),
    text: say(`handoff.${key}.text`, names),
  }
}

/** Wins of the last months whose story ended with the signature, some days ago. */
function wonLately(played: readonly Played[]): Played[] {
  return played
    .filter(({ outcome, scene }) => outcome === 'won' && scene.day < -7 && scene.happenings.at(-1)?.kind === 'ended')
    .toSorted((one, other) => one.scene.day - other.scene.day)
    .slice(-mostWon)
}

/** Young deals with companies, which nothing happened to from that day on, and which none of the receivers has. */
function foundBefore(played: readonly Played[], day: number, { waiting, seller }: Receivers): Played[] {
  return played
    .filter(
      ({ outcome, scene }) =>
        outcome === 'open' &&
        scene.customer.kind === 'company' &&
        scene.stage.position <= 2 &&
        scene.day < day &&
        ![...waiting, seller].includes(scene.by),
    )
    .slice(-3)
}

function lastWorkday({ calendar }: World): number {
  let day = -1
  while (calendar.workday(day) !== day) day--
  return day
}

async function hand(ctx: Context, { kindId, played, to, at, acceptedAt }: Handing, note: string) {
  const { scene, outcome } = played
  const by = (id: string, now: Date): Context => ({
    ...ctx,
    now,
    actor: { ...ctx.actor, kind: 'member', id, memberId: id },
  })
  const from = by(scene.by, at)
  const { introduction, language } = await draftHandoff(from, scene.dealId, { kind: kindId, to })
  const { id } = await offerHandoff(from, scene.dealId, {
    kindId,
    toId: to,
    note,
    introduction,
    ...(language === null ? {} : { introductionLanguage: language }),
  })
  if (acceptedAt === null) return
  await acceptHandoff(by(to, acceptedAt), id)
  if (outcome === 'open') scene.by = to
}
