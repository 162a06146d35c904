import type * as contract from '../../../contract/forecast.ts'
import type * as held from '../../../contract/held-commits.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { overCommits } from './commits.ts'
import { showForecast } from './forecasts.ts'

/** Two years of quarters, and somewhat more. */
const mostHeld = 12

/** What people said of periods that are over, beside what the forecast said at that moment, and what was won. */
export async function listHeldCommits(ctx: Context): Promise<OutputOf<typeof held.listHeldCommits>> {
  const items = []
  for (const commit of await overCommits(ctx, mostHeld)) items.push(await besideForecast(ctx, commit))
  const compared = items.filter(({ forecastMinor }) => forecastMinor !== null)
  return {
    currency: ctx.workspace.currency,
    items,
    compared: compared.length,
    commitError: meanOf(compared.map(({ amountMinor, cameMinor }) => Math.abs(amountMinor - cameMinor))),
    forecastError: meanOf(compared.map(({ forecastMinor, cameMinor }) => Math.abs((forecastMinor ?? 0) - cameMinor))),
  }
}

async function besideForecast(ctx: Context, commit: contract.Commit) {
  const { from, until, ownerId, team, saidAt } = commit
  const asked = { from, most: 0, ...(ownerId === null ? {} : { owner: ownerId }), ...(team ? { team: team.id } : {}) }
  const saidOn = Temporal.Instant.from(saidAt).toZonedDateTimeISO(ctx.workspace.timeZone).toPlainDate().toString()
  const came = await showForecast(ctx, { ...asked, until, as_of: until })
  // Before its first day a forecast also counts what is won until then.
  const said = saidOn < from ? null : await showForecast(ctx, { ...asked, until, as_of: saidOn, known_at: saidAt })
  return { ...commit, forecastMinor: said?.isEnough ? said.whole.total.expected : null, cameMinor: came.whole.won }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
