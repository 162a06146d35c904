import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, line, nearDay, nothing, page, pageQuery, text } from './primitives.ts'

const named = z.strictObject({ id, name: z.string() })

/** Something agreed in a talk; open until somebody says that it is done. */
export const talkPoint = z.strictObject({
  id,
  text: z.string(),
  doneAt: z.nullable(instant),
  doneBy: z.nullable(named),
})
export type TalkPoint = z.infer<typeof talkPoint>

/** A talk of a seller with whoever leads them: what was said, what was agreed, who wrote it down and when. */
export const talk = z.strictObject({
  id,
  member: named,
  heldOn: z.iso.date(),
  notes: z.string(),
  points: z.array(talkPoint),
  writtenBy: z.nullable(named),
  writtenAt: instant,
})
export type Talk = z.infer<typeof talk>

export const listTalks = endpoint({
  name: 'listTalks',
  method: 'GET',
  path: '/talks',
  permission: 'measurement.read',
  summary: 'The talks with a seller, the latest first: for the seller, and for those who lead and see them.',
  query: z.strictObject({ ...pageQuery, member: z.optional(id) }),
  output: page(talk),
})

export const writeTalk = endpoint({
  name: 'writeTalk',
  method: 'POST',
  path: '/talks',
  permission: 'deals.work',
  summary: 'Write down a talk with a seller and what was agreed: the seller, or whoever leads and sees them.',
  body: z.strictObject({
    memberId: id,
    /** Today unless said. */
    heldOn: z.optional(nearDay),
    notes: z._default(text(4000), ''),
    points: z._default(z.array(line(300)).check(z.maxLength(20)), []),
  }),
  output: talk,
  status: 201,
  errors: ['not_found'],
})

export const dropTalk = endpoint({
  name: 'dropTalk',
  method: 'DELETE',
  path: '/talks/{id}',
  permission: 'deals.work',
  summary: 'Take away a talk that was written down by mistake: only who wrote it.',
  params: z.strictObject({ id }),
  output: nothing,
  errors: ['not_found'],
})

export const settleTalkPoint = endpoint({
  name: 'settleTalkPoint',
  method: 'POST',
  path: '/talk-points/{id}/settle',
  permission: 'deals.work',
  summary: 'Say that what was agreed is done, or that it is not after all.',
  params: z.strictObject({ id }),
  body: z.strictObject({ done: z.boolean() }),
  output: talkPoint,
  errors: ['not_found'],
})
