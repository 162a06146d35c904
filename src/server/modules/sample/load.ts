import { sql } from 'kysely'
import type { Language } from '../../../contract/primitives.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { storyTables, tellStories } from '../deals/index.ts'
import { audit } from '../access/index.ts'
import { addAnswer } from '../objections/index.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { agreeOnDays, beginSequence } from './agreed.ts'
import type { Base } from './base.ts'
import { hire } from './crew.ts'
import type { Played } from './deal.ts'
import { costsOf, makeLists, notesOf, planCampaign, pricesOf, tagCompanies, termsOf } from './extras.ts'
import { planYear } from './goal.ts'
import { productsOf, sourcesOf } from './goods.ts'
import { handOver } from './handed.ts'
import { insertRows } from './insert.ts'
import { talkOneToOne } from './one-to-ones.ts'
import { payCommission } from './paid.ts'
import { makeProcesses } from './processes.ts'
import { prepared } from './talks.ts'
import { type World, worldOf } from './world.ts'
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
export async function loadSample(ctx: Context, { language, seed }: LoadSample): Promise<Loaded> {
  await requireRoom(ctx)
  const spoken = language ?? ctx.workspace.language
  const { id: workspaceId, currency, timeZone } = ctx.workspace
  const world = worldOf({
    workspaceId,
    language: spoken,
    currency,
    timeZone,
    today: today(ctx),
    seed: seed ?? usualSeed,
  })
  const write = await beginSample(ctx, spoken)
  const crew = hire(world, ctx, spoken)
  await write('teams', crew.teams)
  await write('members', crew.members)
  const speaking = { ...ctx, workspace: { ...ctx.workspace, language: spoken } }
  const processes = await makeProcesses(speaking, world, crew.managerId)
  await write(
    'processes',
    processes.ids.map((id) => ({ id })),
    { isThere: true },
  )
  const products = productsOf(world, beginning - 20, await knownNames(ctx, 'products'))
  const sources = sourcesOf(world, beginning - 20, await knownNames(ctx, 'sources'))
  const terms = await termsOf(ctx)
  const answers = await prepareAnswers(ctx, world, spoken)
  await write(
    'answers',
    [...answers.values()].map(({ id }) => ({ id })),
    { isThere: true },
  )
  const { played, base } = playYears(world, {
    products: products.byKey,
    sources: sources.byKey,
    terms,
    answers,
    ...crew,
    ...processes,
  })
  await write('products', products.rows)
  await write('sources', sources.rows)
  await write('tags', tagCompanies(world, base, played))
  await write('cost_entries', costsOf(world, sources.byKey, crew.managerId))
  const { lists: priceLists, prices } = pricesOf(world, products.byKey)
  await write('price_lists', priceLists)
  await write('prices', prices)
  const waiting = { fair: newCompanies(base, 18), roofs: newCompanies(base, 14) }
  await writeStories(write, base, played, world)
  const { lists, places } = await makeLists(ctx, world, waiting, sources.byKey)
  await write('lists', lists, { isThere: true })
  await write('prospects', places, { isThere: true })
  await write('campaigns', await planCampaign(ctx, world, lists[0]), { isThere: true })
  await write('handoff_kinds', await handOver(speaking, world, played, crew.receivers), { isThere: true })
  await writeAhead(ctx, write, world, { base, played, roofs: waiting.roofs, managerId: crew.managerId })
  await writeLeading(ctx, write, world, crew)
  await sayLoaded(ctx)
  const [manager, , seller] = crew.members
  return { managerId: manager?.id ?? '', sellerId: seller?.id ?? '' }
}

/** What to say to the usual objections, by their kinds. */
async function prepareAnswers(ctx: Context, { say }: World, language: Language) {
  const made = new Map<string, { id: string; version: number }>()
  for (const kind of prepared) {
    const texts = [{ language, text: say(`answer.${kind}.text`) }]
    made.set(kind, await addAnswer(ctx, { title: say(`answer.${kind}.title`), kind, texts }))
  }
  return made
}

async function sayLoaded(ctx: Context): Promise<void> {
  await audit(ctx, { action: 'sample.loaded' })
  for (const kind of changedKinds) await leaveChange(ctx, { kind, id: null, fields: [] })
}

/** The customers, their deals, and what was said to them. */
async function writeStories(write: Write, base: Base, played: readonly Played[], world: World): Promise<void> {
  for (const kind of ['companies', 'people', 'households'] as const) await write(kind, base[kind])
  const told = tellStories(
    world.workspaceId,
    played.map(({ story }) => story),
  )
  for (const table of storyTables) await write(table, told[table])
  for (const table of ['touches', 'touch_people', 'objections'] as const)
    await write(
      table,
      played.flatMap(({ scene }) => scene.said[table]),
    )
  await write('notes', notesOf(world, played))
}

interface Ahead {
  readonly base: Base
  readonly played: readonly Played[]
  readonly roofs: readonly string[]
  readonly managerId: string
}

/** What is to come: the goal of the year, the days agreed on, and who is called in what order. */
async function writeAhead(ctx: Context, write: Write, world: World, ahead: Ahead): Promise<void> {
  const { base, played, roofs, managerId } = ahead
  await write('quota_plans', await planYear(ctx, played), { isThere: true })
  await write('appointment_people', await agreeOnDays(ctx, world, played), { isThere: true })
  const { sequences, enrolments } = await beginSequence(ctx, world, base, roofs, managerId)
  await write('sequences', sequences, { isThere: true })
  await write('enrolments', enrolments, { isThere: true })
}

/** What whoever leads the sellers agrees on with them, and what they are paid. */
async function writeLeading(
  ctx: Context,
  write: Write,
  world: World,
  { managerId, sellerIds }: ReturnType<typeof hire>,
) {
  await write('talks', await talkOneToOne(ctx, world, managerId, sellerIds), { isThere: true })
  for (const { table, rows } of await payCommission(ctx, world, sellerIds)) await write(table, rows, { isThere: true })
}

/** Companies that nobody has talked to yet, met within the last three weeks. */
function newCompanies(base: Base, count: number): string[] {
  return Array.from({ length: count }, () => base.company(-21).id)
}

export interface Loaded {
  /** Who leads the sellers, and one of these: members without sign-in, to be claimed. */
  readonly managerId: string
  readonly sellerId: string
}

type Write = (table: string, rows: readonly object[], how?: { readonly isThere: boolean }) => Promise<void>

/** Notes that the sample is there. What it gives writes rows of a table and notes them, or notes rows that are there. */
async function beginSample(ctx: Context, language: Language): Promise<Write> {
  const { id: workspace_id } = ctx.workspace
  const sample_id = newId()
  const sample = { workspace_id, id: sample_id, language, loaded_at: ctx.now, loaded_by: ctx.actor.id }
  const former_process_id = await stepAside(ctx)
  await ctx.tx
    .insertInto('samples')
    .values({ ...sample, former_process_id })
    .execute()
  return async (kind, rows, { isThere } = { isThere: false }) => {
    if (!isThere) await insertRows(ctx.tx, kind, rows)
    if (goesWithItsDeal.has(kind)) return
    const noted = rows.map((row) => ({ workspace_id, id: Reflect.get(row, 'id'), sample_id, kind }))
    await insertRows(ctx.tx, 'sample_rows', noted)
  }
}

/** What goes with its deal. */
const goesWithItsDeal = new Set([
  'deal_lines',
  'stakeholders',
  'confirmations',
  'facts',
  'fact_words',
  'touches',
  'objections',
])

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

/** What there is by name already is used as it is, and stays when the sample goes. */
async function knownNames(ctx: Context, table: 'products' | 'sources'): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id} limit 10000`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]))
}
