import type * as contract from '../../../contract/forecast.ts'
import type * as held from '../../../contract/held-commits.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { rateTable } from '../currencies/index.ts'
import { figure, scopeOf } from '../measurement/index.ts'
import { overCommits } from './commits.ts'
import { showForecast } from './forecasts.ts'
import { slotsOf } from './slots.ts'
import { ownersOf } from './stands.ts'

/** Two years of quarters, and somewhat more. */
const mostHeld = 12

/** What people said of periods that are over, beside what the forecast said at that moment, and what was won. */
export async function listHeldCommits(ctx: Context): Promise<OutputOf<typeof held.listHeldCommits>> {
  const commits = await overCommits(ctx, mostHeld)
  const came = await wonIn(ctx, commits)
  const items = []
  for (const [place, commit] of commits.entries())
    items.push({ ...commit, forecastMinor: await saidBeside(ctx, commit), cameMinor: came[place] ?? 0 })
  const compared = items.filter(({ forecastMinor }) => forecastMinor !== null)
  return {
    currency: ctx.workspace.currency,
    items,
    compared: compared.length,
    commitError: meanOf(compared.map(({ amountMinor, cameMinor }) => Math.abs(amountMinor - cameMinor))),
    forecastError: meanOf(compared.map(({ forecastMinor, cameMinor }) => Math.abs((forecastMinor ?? 0) - cameMinor))),
  }
}

async function wonIn(ctx: Context, commits: readonly contract.Commit[]): Promise<number[]> {
  const scope = scopeOf(ctx, {})
  const periods = []
  for (const { from, until, ownerId, team } of commits) {
    const owners = team ? await ownersOf(ctx, undefined, team.id) : null
    periods.push({ from, until, owner: ownerId ?? undefined, owners })
  }
  return figure(ctx, 'won', { scope, slots: await slotsOf(ctx), rates: await rateTable(ctx, scope.knownAt), periods })
}

/** What the forecast said at a moment stays said, whatever has become known since. By workspace, word, and whose deals the asker sees. */
const said = new Map<string, number | null>()
const mostSaid = 2000

async function saidBeside(ctx: Context, commit: contract.Commit): Promise<number | null> {
  const key = JSON.stringify([ctx.workspace.id, commit.id, commit.saidAt, ctx.actor.sees])
  const known = said.get(key)
  if (known !== undefined) return known
  const found = await forecastAt(ctx, commit)
  said.set(key, found)
  const [oldest] = said.keys()
  if (said.size > mostSaid && oldest !== undefined) said.delete(oldest)
  return found
}

async function forecastAt(
  ctx: Context,
  { from, until, ownerId, team, saidAt }: contract.Commit,
): Promise<number | null> {
  const saidOn = Temporal.Instant.from(saidAt).toZonedDateTimeISO(ctx.workspace.timeZone).toPlainDate().toString()
  // Before its first day a forecast also counts what is won until then.
  if (saidOn < from) return null
  const whose = { ...(ownerId === null ? {} : { owner: ownerId }), ...(team ? { team: team.id } : {}) }
  const { isEnough, whole } = await showForecast(ctx, {
    ...whose,
    from,
    until,
    as_of: saidOn,
    known_at: saidAt,
    most: 0,
  })
  return isEnough ? whole.total.expected : null
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
