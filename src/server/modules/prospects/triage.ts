import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/prospects.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { refuseClaimed } from './claim.ts'
import { type HeldProspect, holdProspect, keep, uncalled } from './hold.ts'
import { withReason } from './ranking.ts'
import { showProspect } from './ranked.ts'

type Prospect = contract.Prospect

const nothing = { ...uncalled, set_aside_until: null, drop_reason: null, note: null } as const

/** Sets a prospect aside. What was promised comes first on its day, so its rank rises now. */
export async function setAside(
  ctx: Context,
  id: string,
  { until, note }: BodyOf<typeof contract.setAsideProspect>,
): Promise<Prospect> {
  const held = await holdProspect(ctx, id)
  await refuseClaimed(ctx, held)
  if (until <= today(ctx)) fail('day_not_ahead')
  const aside = { state: 'set_aside', set_aside_until: until, note: note ?? null } as const
  await keep(ctx, held, { ...nothing, ...aside, ...promised(held) })
  return showProspect(ctx, id)
}

/** Drops a prospect from its list, and from no other: it may be listed again for another product. */
export async function drop(
  ctx: Context,
  id: string,
  { reason, note }: BodyOf<typeof contract.dropProspect>,
): Promise<Prospect> {
  const held = await holdProspect(ctx, id)
  await refuseClaimed(ctx, held)
  const gone = { state: 'dropped', drop_reason: reason, note: note ?? null } as const
  await keep(ctx, held, { ...nothing, ...gone, ...unpromised(held) })
  return showProspect(ctx, id)
}

/** A prospect that was set aside or dropped waits again, where it stood. */
export async function giveBack(ctx: Context, id: string): Promise<Prospect> {
  const held = await holdProspect(ctx, id)
  await refuseClaimed(ctx, held)
  if (held.state !== 'waiting') await keep(ctx, held, { ...nothing, state: 'waiting', ...unpromised(held) })
  return showProspect(ctx, id)
}

/** The rank of somebody to whom a moment was promised, and of whom nothing is promised any more. */
export function promised(held: HeldProspect) {
  return withReason(held, 'promised', ['promised'])
}
export function unpromised(held: HeldProspect) {
  return withReason(held, null, ['promised'])
}

const graded = { A: 'grade_a', B: 'grade_b', C: 'grade_c' } as const

export async function setGrade(
  ctx: Context,
  id: string,
  { grade }: BodyOf<typeof contract.gradeProspect>,
): Promise<Prospect> {
  const held = await holdProspect(ctx, id)
  if (held.grade !== grade) {
    const ranked = withReason(held, grade === null ? null : graded[grade], Object.values(graded))
    await keep(ctx, held, { grade, ...ranked })
  }
  return showProspect(ctx, id)
}
