import { sql } from 'kysely'
import type { Language } from '../../../contract/primitives.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { storyTables, tellStories } from '../deals/index.ts'
import { audit } from '../access/index.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { hire } from './crew.ts'
import { productsOf, sourcesOf } from './goods.ts'
import { insertRows } from './insert.ts'
import { makeProcesses } from './processes.ts'
import { worldOf } from './world.ts'
import { beginning, playYears } from './years.ts'

/** Whatever it is, it is the same every time. */
const usualSeed = 20_260_302

export interface LoadSample {
  /** Of names and words; the workspace's own unless said. */
  readonly language?: Language | undefined
  readonly seed?: number | undefined
}

/**
 * Brings the sample company's two years into a workspace that has no deals yet: real figures and made-up ones never mix.
 * The actor leads the sample company. Refuses `sample_loaded` and `workspace_has_deals`.
 */
export async function loadSample(
  ctx: Context,
  { language, seed }: LoadSample,
): Promise<{ readonly members: string[] }> {
  await requireRoom(ctx)
  const sampleId = newId()
  const { id: workspaceId, currency, timeZone } = ctx.workspace
  const spoken = language ?? ctx.workspace.language
  const world = worldOf({
    workspaceId,
    language: spoken,
    currency,
    timeZone,
    today: today(ctx),
    seed: seed ?? usualSeed,
  })
  const write = async (table: string, rows: readonly object[]) => {
    await insertRows(ctx.tx, table, rows)
    if (isOwned(table)) await noteRows(ctx, sampleId, table, rows)
  }
  const former = await stepAside(ctx)
  await ctx.tx
    .insertInto('samples')
    .values({
      workspace_id: workspaceId,
      id: sampleId,
      language: spoken,
      loaded_at: ctx.now,
      loaded_by: ctx.actor.id,
      former_process_id: former,
    })
    .execute()
  const crew = hire(world, ctx, spoken)
  await write('teams', crew.teams)
  await write('members', crew.members)
  const processes = await makeProcesses(
    { ...ctx, workspace: { ...ctx.workspace, language: spoken } },
    world,
    crew.managerId,
    true,
  )
  await noteRows(
    ctx,
    sampleId,
    'processes',
    processes.ids.map((id) => ({ id })),
  )
  const products = productsOf(world, beginning - 20, await knownNames(ctx, 'products'))
  const sources = sourcesOf(world, beginning - 20, await knownNames(ctx, 'sources'))
  const { played, base } = playYears(world, {
    products: products.byKey,
    sources: sources.byKey,
    ...crew,
    ...processes,
  })
  await write('products', products.rows)
  await write('sources', sources.rows)
  await write('companies', base.companies)
  await write('people', base.people)
  await write('households', base.households)
  await audit(ctx, { action: 'sample.loaded' })
  for (const kind of changedKinds) await leaveChange(ctx, { kind, id: null, fields: [] })
  const told = tellStories(
    workspaceId,
    played.map(({ story }) => story),
  )
  for (const table of storyTables) await write(table, told[table])
  return { members: crew.members.map(({ id }) => id) }
}

/** Of which whoever looks on is told. */
export const changedKinds = ['deals', 'companies', 'people', 'households', 'products', 'processes'] as const

/** One after the other, and only where nobody has a deal. */
async function requireRoom(ctx: Context): Promise<void> {
  await ctx.tx.selectFrom('workspaces').select('id').where('id', '=', ctx.workspace.id).forUpdate().execute()
  const { rows } = await sql<{ has_sample: boolean; has_deals: boolean }>`
    select exists (select from samples s where s.workspace_id = ${ctx.workspace.id}) as has_sample,
      exists (select from deals d where d.workspace_id = ${ctx.workspace.id}) as has_deals`.execute(ctx.tx)
  if (rows[0]?.has_sample) fail('sample_loaded')
  if (rows[0]?.has_deals) fail('workspace_has_deals')
}

/** The workspace's own process is not the default one while the sample is there, whose deals the screens show first. */
async function stepAside(ctx: Context): Promise<string | null> {
  const former = await ctx.tx
    .updateTable('processes')
    .set({ is_default: false })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('is_default', '=', true)
    .returning('id')
    .executeTakeFirst()
  return former?.id ?? null
}

/** Rows that go when the sample goes; what hangs on them goes with them. */
function isOwned(table: string): boolean {
  return !['deal_lines', 'stakeholders', 'confirmations', 'facts', 'fact_words'].includes(table)
}

async function noteRows(ctx: Context, sampleId: string, kind: string, rows: readonly object[]): Promise<void> {
  const noted = rows.map((row) => ({
    workspace_id: ctx.workspace.id,
    id: Reflect.get(row, 'id'),
    sample_id: sampleId,
    kind,
  }))
  await insertRows(ctx.tx, 'sample_rows', noted)
}

/** What there is by name already is used as it is, and stays when the sample goes. */
async function knownNames(ctx: Context, table: 'products' | 'sources'): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id} limit 10000`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]))
}
