import type { QueryOf } from '../../../../contract/endpoint.ts'
import type { HoursFigure, showHours } from '../../../../contract/hours.ts'
import type { Context } from '../../../kernel/context.ts'
import { groupNames } from '../grouping.ts'
import { cellsOf, loggedIn, workOf } from './counting.ts'
import { figureOfHours } from './figure.ts'
import { type Length, lengthsOf, usualLengths } from './lengths.ts'
import { type Working, workingOf } from './pieces.ts'
import { slotsOf } from './slots.ts'

/** Where the recorded hours go. */
export async function hoursWorked(ctx: Context, query: QueryOf<typeof showHours>): Promise<HoursFigure> {
  const working = workingOf(ctx, query)
  const { from, to, asOf, knownAt, of } = working
  const slots = slotsOf(from, to, query.months)
  const first = slots[0]?.from ?? from
  // How long work lasts is learned from all of it, so that what is narrowed adds up to the whole.
  const whole = await workOf(ctx, { ...working, of: null, from: of === null ? first : from })
  const lengths = lengthsOf(loggedIn(whole, working))
  const work = of === null ? whole : await workOf(ctx, { ...working, from: first })
  const cells = cellsOf(work, { slots, to, lengths })
  const found = figureOfHours({ from, to, slots, usual: usualLengths(lengths), cells })
  const names = await groupNames(
    ctx,
    'owner',
    found.sellers.map(({ id }) => id),
  )
  return {
    from,
    to,
    asOf,
    knownAt: knownAt.toISOString(),
    ...found,
    withoutDeal: of === null ? null : await workOfNoDeal(ctx, working, lengths),
    sellers: found.sellers.map((seller) => ({ ...seller, name: names.get(seller.id) ?? '' })),
  }
}

/** What was done in the period for no deal at all. */
async function workOfNoDeal(ctx: Context, working: Working, lengths: readonly Length[]) {
  const { from, to } = working
  const work = await workOf(ctx, { ...working, of: 'no_deal' })
  const own = cellsOf(work, { slots: slotsOf(from, to, 0), to, lengths }).filter(({ kind }) => kind !== null)
  const n = own.reduce((sum, cell) => sum + cell.n, 0)
  return { n, hours: own.reduce((sum, cell) => sum + cell.minutes, 0) / 60 }
}
