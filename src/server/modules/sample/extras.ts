import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { addCampaign } from '../campaigns/index.ts'
import { addList, addToList } from '../prospects/index.ts'
import type { Base } from './base.ts'
import type { Played } from './deal.ts'
import type { Good, Product, SourceKey } from './goods.ts'
import type { World } from './world.ts'
import { beginning } from './years.ts'

const colours = { 'big-roof': 'orange', 'key-customer': 'violet', reference: 'green', public: 'blue' } as const
type TagKey = keyof typeof colours

/** The tags as rows; and every company has those that fit it. */
export function tagCompanies(world: World, base: Base, played: readonly Played[]) {
  const { random } = world
  const keys = Object.keys(colours) as TagKey[] // Object.keys forgets the literal keys.
  const rows = keys.map((key) => ({
    workspace_id: world.workspaceId,
    id: newId(),
    name: world.say(`tag.${key}`),
    colour: colours[key],
    created_at: world.calendar.at(beginning, 9 * 60),
  }))
  const wins = Map.groupBy(
    played.filter(({ outcome }) => outcome === 'won'),
    ({ opening }) => opening.customer.id,
  )
  const school = world.say('sector.school')
  for (const company of base.companies) {
    const won = wins.get(company.id)?.length ?? 0
    const fits: Record<TagKey, boolean> = {
      'big-roof': Number(company['employees']) > 110,
      'key-customer': won > 1,
      reference: won > 0 && random.chance(0.25),
      public: company['sector'] === school,
    }
    company.tag_ids.push(...rows.filter((_, at) => fits[keys[at] ?? 'public']).map(({ id }) => id))
  }
  return rows
}

/** What sellers wrote down beside the deals, as rows. */
export function notesOf(world: World, played: readonly Played[]) {
  const { random, say } = world
  return played.flatMap(({ story, scene, opening }) => {
    const joined = scene.happenings.filter(({ kind }) => kind === 'joined' || kind === 'lined')
    if (opening.customer.kind !== 'company' || joined.length === 0 || !random.chance(0.45)) return []
    const { at, by } = random.pick(joined)
    const name = opening.customer.contacts[0]?.name ?? opening.customer.name
    const plain = say(`note.${random.whole(1, 6)}`, { name })
    return [
      {
        workspace_id: world.workspaceId,
        id: newId(),
        deal_id: story.id,
        content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: plain }] }] },
        plain,
        mentioned_ids: [],
        author_kind: 'member',
        author_id: by,
        created_at: new Date(at.getTime() + 240_000),
        version: 1,
        field_versions: {},
      },
    ]
  })
}

/** What the ways to customers have cost, as rows: two fairs a year, a list once, advertisements every month. */
export function costsOf(world: World, sources: Readonly<Record<SourceKey, string>>, by: string) {
  const { calendar, random } = world
  const cost = (source: SourceKey, day: number, days: number, euro: number, note: string | null = null) => ({
    workspace_id: world.workspaceId,
    id: newId(),
    source_id: sources[source],
    from_on: calendar.day(day),
    to_on: calendar.day(day + days),
    amount_minor: world.price(euro),
    currency: world.currency,
    note,
    created_at: calendar.at(Math.min(-1, day + days), 10 * 60),
    created_by: by,
  })
  const months = Array.from({ length: 24 }, (_, month) => beginning + month * 30)
  return [
    cost('list', beginning, 0, 2_400, world.say('source.list.note')),
    ...[-640, -460, -275, -95].map((day) => cost('fair', day, 2, random.whole(52, 68) * 100, world.say('cost.fair'))),
    ...months.map((day) => cost('ads', day, 29, random.whole(60, 110) * 10)),
  ]
}

/** This year's and last year's prices, as rows of lists and of what is on them. */
export function pricesOf(world: World, products: Readonly<Record<Good, Product>>) {
  const year = Number(world.calendar.day(-1).slice(0, 4))
  const lists = [year - 1, year].map((of) => ({
    workspace_id: world.workspaceId,
    id: newId(),
    name: world.say('prices', { year: String(of) }),
    currency: world.currency,
    valid_from: `${of}-01-01`,
    valid_until: of === year ? null : `${of}-12-31`,
    created_at: world.calendar.at(of === year ? -1 : beginning, 9 * 60),
  }))
  const prices = lists.flatMap((list, at) =>
    Object.values(products).map(({ id, price, cost }) => ({
      workspace_id: world.workspaceId,
      id: newId(),
      price_list_id: list.id,
      product_id: id,
      // They went up by a twentieth.
      price_minor: at === 1 ? price : Math.round((price * 0.95) / 100) * 100,
      cost_minor: cost,
    })),
  )
  return { lists, prices }
}

/** The usual terms of the workspace that fit who pays. */
export async function termsOf(ctx: Context) {
  const { rows } = await sql<{ id: string; kind: string; days: number | null }>`
    select t.id, t.kind, t.days from payment_terms t
    where t.workspace_id = ${ctx.workspace.id} and t.retired_at is null order by t.kind, t.days limit 100`.execute(
    ctx.tx,
  )
  const ids = (...kinds: string[]) => rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  return { companies: ids('net'), households: ids('instalments', 'on_delivery') }
}

/**
 * Two lists of companies that nobody has talked to yet, a week old, ranked as any other. Answers with the ids of the
 * lists and of the places on them.
 */
export async function makeLists(
  ctx: Context,
  world: World,
  waiting: { readonly fair: readonly string[]; readonly roofs: readonly string[] },
  sources: Readonly<Record<SourceKey, string>>,
) {
  const before = { ...ctx, now: world.calendar.at(-6, 9 * 60) }
  const lists: { id: string }[] = []
  for (const key of ['roofs', 'fair'] as const) {
    const sourceId = key === 'fair' ? sources.fair : sources.calls
    const { id } = await addList(before, { name: world.say(`list.${key}`), createdFrom: 'hand', sourceId })
    await addToList(before, id, { companyIds: [...waiting[key]] })
    lists.push({ id })
  }
  const { rows: places } = await sql<{ id: string }>`
    select p.id from prospects p where p.workspace_id = ${ctx.workspace.id}
      and p.list_id = any(${lists.map(({ id }) => id)}::uuid[]) limit 1000`.execute(ctx.tx)
  return { lists, places }
}

/** Calls to those of a list in the weeks to come: planned, and their data is checked. Answers with it, as rows. */
export async function planCampaign(
  ctx: Context,
  { calendar, price, say }: World,
  list: { readonly id: string } | undefined,
) {
  if (!list) return []
  const { id } = await addCampaign(ctx, {
    name: say('campaign.name'),
    listId: list.id,
    channel: 'phone',
    message: say('campaign.message'),
    startsOn: calendar.day(calendar.workday(1)),
    endsOn: calendar.day(calendar.workday(22)),
    costMinor: price(900),
  })
  return [{ id }]
}
