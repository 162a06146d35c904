import type { LargeDeal, LargePlan } from './large.ts'
import type { Random } from './random.ts'

/** What is sold, by its place in the plan. */
export interface LargeLine {
  readonly product: number
  readonly minor: number
  /** What it was listed for then. */
  readonly listMinor: number
}

/** A product or several of a deal, which share its amount. */
export function linesOf(random: Random, minor: number): LargeLine[] {
  const first = random.whole(0, largeProducts - 1)
  const products = random.chance(0.3) ? [first, (first + random.whole(1, largeProducts - 1)) % largeProducts] : [first]
  return products.map((product) => {
    const share = Math.round(minor / products.length)
    return { product, minor: share, listMinor: random.chance(0.6) ? share : Math.round(share / 0.9) }
  })
}

export const largeProducts = 12

export const lineColumns = [
  'workspace_id',
  'id',
  'deal_id',
  'position',
  'product_id',
  'quantity',
  'price_minor',
  'cost_minor',
  'list_minor',
] as const

export function lineRows({ workspaceId, products }: LargePlan, { id, prefix, lines }: LargeDeal): string {
  return lines
    .map(({ product, minor, listMinor }, position) => {
      const cost = Math.round(minor * 0.6)
      return `${workspaceId}\t${prefix}${position.toString(16).padStart(3, '0')}-a000-000000000000\t${id}\t${position}\t${products[product] ?? ''}\t1\t${minor}\t${cost}\t${listMinor}\n`
    })
    .join('')
}
