import type { Deal } from '../../../contract/deals.ts'

type Line = Pick<Deal['lines'][number], 'quantity' | 'priceMinor' | 'costMinor'>

/** What lines leave, in minor units; null without lines, and where nobody knows what one of them costs. */
export function marginOf(lines: readonly Line[]): number | null {
  if (lines.length === 0) return null
  let sum = 0
  for (const { quantity, priceMinor, costMinor } of lines) {
    if (costMinor === null) return null
    sum += Math.round(quantity * (priceMinor - costMinor))
  }
  return sum
}
