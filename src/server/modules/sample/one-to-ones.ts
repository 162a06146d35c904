import type { Context } from '../../kernel/context.ts'
import { settleTalkPoint, writeTalk } from '../talks/index.ts'
import type { World } from './world.ts'

/** Each with the day, and how many of the points that were agreed are done. */
const held = [
  { day: -34, points: 2, done: 2 },
  { day: -20, points: 2, done: 1 },
  { day: -6, points: 2, done: 0 },
] as const

/** What whoever leads the sellers has talked about with the first of them. Answers with the talks, as rows. */
export async function talkOneToOne(
  ctx: Context,
  { calendar, say }: World,
  managerId: string,
  sellers: readonly string[],
): Promise<{ id: string }[]> {
  const actor = { ...ctx.actor, kind: 'member', id: managerId, memberId: managerId } as const
  const talks: { id: string }[] = []
  for (const [at, { day, points, done }] of held.entries()) {
    const memberId = sellers[at]
    if (memberId === undefined) break
    const on = Math.min(-1, calendar.workday(day))
    const manager = { ...ctx, actor, now: calendar.at(on, 15 * 60) }
    const talk = await writeTalk(manager, {
      memberId,
      heldOn: calendar.day(on),
      notes: say(`talk.${at + 1}.notes`),
      points: Array.from({ length: points }, (_, point) => say(`talk.${at + 1}.point-${point + 1}`)),
    })
    for (const { id } of talk.points.slice(0, done))
      await settleTalkPoint({ ...manager, now: ctx.now }, id, { done: true })
    talks.push({ id: talk.id })
  }
  return talks
}
