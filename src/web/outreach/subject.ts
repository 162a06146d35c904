import type { DealItem } from '../../contract/deals.ts'

/** Whom a touch was with: the buyer of a deal, or a customer. */
export type Subject =
  | { readonly kind: 'deal'; readonly deal: DealItem }
  | { readonly kind: 'company' | 'person' | 'household'; readonly id: string; readonly name: string }
