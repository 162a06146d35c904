import type { SourceKind } from '../../../contract/sources.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from './world.ts'

/** What the sample company offers: family, price and cost of one in euro. */
const goods = {
  panel: ['power', 149, 88],
  inverter: ['power', 2_900, 1_850],
  mounting: ['power', 62, 41],
  battery: ['storage', 21_500, 14_900],
  charger: ['charging', 1_650, 940],
  service: ['service', 690, 210],
  home: ['power', 8_900, 6_150],
  'home-battery': ['storage', 6_400, 4_450],
  'home-charger': ['charging', 990, 560],
  'old-panel': ['power', 119, 92],
} as const satisfies Record<string, readonly [string, number, number]>
export type Good = keyof typeof goods

export interface Product {
  readonly id: string
  readonly price: number
  readonly cost: number
}

/** The products that are not `known` by name already as rows, and all of them by what the story calls them. */
export function productsOf(world: World, day: number, knownNames: ReadonlyMap<string, string>) {
  const at = world.calendar.at(day, 8 * 60)
  const known = Object.entries(goods).map(([key, [family, price, cost]], number) => {
    const name = world.say(`product.${key}`)
    const row = {
      workspace_id: world.workspaceId,
      id: knownNames.get(name.toLowerCase()) ?? newId(),
      name,
      name_folded: fold(name),
      code: `S-${100 + 10 * number}`,
      family: world.say(`family.${family}`),
      price_minor: world.price(price),
      cost_minor: world.price(cost),
      currency: world.currency,
      active: key !== 'old-panel',
      created_at: at,
      updated_at: at,
    }
    return { key, row, product: { id: row.id, price: row.price_minor, cost: row.cost_minor } satisfies Product }
  })
  return {
    rows: known.map(({ row }) => row).filter(({ name }) => !knownNames.has(name.toLowerCase())),
    // Object.entries forgets the literal keys.
    byKey: Object.fromEntries(known.map(({ key, product }) => [key, product])) as Record<Good, Product>,
  }
}

const kinds = {
  referral: 'referral',
  website: 'form',
  fair: 'event',
  partner: 'network',
  list: 'bought_list',
  ads: 'ad',
  calls: 'phone_book',
  door: 'other',
} as const satisfies Record<string, SourceKind>
export type SourceKey = keyof typeof kinds

/** The sources that are not known by name already as rows, and the ids of all by what the story calls them. */
export function sourcesOf(world: World, day: number, knownNames: ReadonlyMap<string, string>) {
  const at = world.calendar.at(day, 8 * 60)
  const keys = Object.keys(kinds) as SourceKey[] // Object.keys forgets the literal keys.
  const all = keys.map((key) => {
    const name = world.say(`source.${key}`)
    return {
      workspace_id: world.workspaceId,
      id: knownNames.get(name.toLowerCase()) ?? newId(),
      name,
      kind: kinds[key],
      note: key === 'list' ? world.say('source.list.note') : null,
      created_at: at,
    }
  })
  return {
    rows: all.filter(({ name }) => !knownNames.has(name.toLowerCase())),
    byKey: Object.fromEntries(keys.map((key, at) => [key, all[at]?.id ?? ''])) as Record<SourceKey, string>,
  }
}
