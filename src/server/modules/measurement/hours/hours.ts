import type { QueryOf } from '../../../../contract/endpoint.ts'
import type { HoursFigure, showHours } from '../../../../contract/hours.ts'
import type { Context } from '../../../kernel/context.ts'
import { groupNames } from '../grouping.ts'
import { cellsOf, loggedIn, workOf } from './counting.ts'
import { figureOfHours } from './figure.ts'
import { lengthsOf, usualLengths } from './lengths.ts'
import { workingOf } from './pieces.ts'
import { slotsOf } from './slots.ts'

/** Where the recorded hours go. */
export async function hoursWorked(ctx: Context, query: QueryOf<typeof showHours>): Promise<HoursFigure> {
  const working = workingOf(ctx, query)
  const { from, to, asOf, knownAt } = working
  const slots = slotsOf(from, to, query.months)
  const work = await workOf(ctx, { ...working, from: slots[0]?.from ?? from })
  const lengths = lengthsOf(loggedIn(work, working))
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
    sellers: found.sellers.map((seller) => ({ ...seller, name: names.get(seller.id) ?? '' })),
  }
}
