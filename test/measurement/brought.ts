import { listProcesses, showProcess } from '../../src/contract/process.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { type BulkDeal, type BulkPlace, openInBulk } from '../../src/server/modules/deals/index.ts'
import type { App } from '../kit/app.ts'
import type { Random } from './kept-figures.ts'

/** Where deals are put that are brought in. */
export async function placeIn({ owner }: App): Promise<BulkPlace> {
  const { items } = await owner.call(listProcesses, {})
  const process = await owner.call(showProcess, { params: { id: items[0]?.id ?? '' } })
  const [version] = process.versions
  return { processId: process.id, versionId: version?.id ?? '', importId: newId(), stages: version?.stages ?? [] }
}

/** Opens many deals at once, as an import does. */
export async function bringIn(rondo: App, place: BulkPlace, deals: readonly BulkDeal[]): Promise<string[]> {
  const workspace = await rondo.pools.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', rondo.workspaceId)
    .executeTakeFirstOrThrow()
  return rondo.pools.db.transaction().execute((tx) => {
    const ctx = {
      tx,
      now: new Date(),
      version: null,
      actor: { kind: 'import', id: place.importId, role: 'owner', sees: null },
      workspace: { ...workspace, timeZone: workspace.time_zone },
    } as const
    return openInBulk(ctx, place, deals)
  })
}

/** A deal that is brought in and of which nothing is known but where it begins, and how it ends. */
export function plainDeal(
  { stages: [stage] }: BulkPlace,
  opened: BulkDeal['opened']['when'],
  steps: BulkDeal['steps'],
): BulkDeal {
  if (stage === undefined) throw new Error('a process has stages')
  return {
    name: 'Imported',
    company_id: null,
    person_id: null,
    owner_id: null,
    source_id: null,
    amount_minor: null,
    currency: 'EUR',
    expected_close_on: null,
    external_id: null,
    observed_from: null,
    opened: { stage, when: opened },
    steps,
    lines: [],
  }
}

/** A deal that ended nobody knows when, perhaps after so many days. */
export async function bringEnded(rondo: App, random: Random): Promise<string[]> {
  const unknown = { at: new Date(), dated: false }
  const outcome = random(2) === 0 ? 'won' : 'lost'
  const place = await placeIn(rondo)
  const length_days = random(3) === 0 ? null : random(90)
  const ended = { kind: 'ended', outcome, when: unknown, comeBackOn: '2031-01-01' } as const
  return bringIn(rondo, place, [{ ...plainDeal(place, unknown, [ended]), length_days }])
}
