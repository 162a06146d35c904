import type { QueryOf } from '../../../contract/endpoint.ts'
import type { ArmNumber } from '../../../contract/experiment-reading.ts'
import type * as contract from '../../../contract/experiments.ts'
import { dealOutcome } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { showItem } from '../deals/index.ts'
import { type NamedLife, dayNumber, dayText, rowsCounted, scopeOf } from '../measurement/index.ts'
import type { ReadDeal } from './reading.ts'
import { readRow } from './rows.ts'
import { dealsIn } from './shown.ts'

/** The deals behind a number of an experiment, by the rules of its reading. */
export async function listExperimentDeals(
  ctx: Context,
  id: string,
  { arm, number, seller, limit, after: cursor, ...clocks }: QueryOf<typeof contract.listExperimentDeals>,
) {
  const row = await readRow(ctx, id)
  const after = decodeCursor(cursor, idCursor)?.[0]
  const scope = scopeOf(ctx, clocks)
  const day = dayNumber(scope.asOf)
  const counted = (await dealsIn(ctx, row, scope)).filter(
    (deal) =>
      (arm === undefined || deal.arm === arm) &&
      (seller === undefined || (deal.seller ?? 'none') === seller) &&
      (after === undefined || deal.id < after) &&
      isCounted(deal, number, day, row.horizonDays),
  )
  const newest = counted.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit + 1)
  const told = new Map(newest.map((deal) => [deal.id, deal]))
  const rows = await rowsCounted(ctx, scope, [...told.keys()])
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => {
      const { dated = false, started = 0, days = 0 } = told.get(row.id) ?? {}
      return { ...showItem(row), startedOn: dated ? dayText(started) : null, days: dated ? days : null, times: 1 }
    },
  )
}

const standings = {
  open: 'open',
  won: 'won',
  lost: 'lost',
  disqualified: 'disqualified',
  notNow: 'not_now',
} as const satisfies Partial<Record<ArmNumber, NamedLife['standing']>>

function isCounted(deal: ReadDeal & NamedLife, number: ArmNumber, day: number, horizonDays: number): boolean {
  switch (number) {
    case 'n':
      return true
    case 'followed':
      return deal.measured && day - deal.started >= horizonDays
    case 'came':
      return deal.coming.measured && deal.started + deal.late <= day && deal.coming.cause === dealOutcome.won
    case 'given':
    case 'reversed':
    case 'moved':
      return deal[number]
    default:
      return deal.measured && deal.started + deal.late <= day && deal.standing === standings[number]
  }
}
