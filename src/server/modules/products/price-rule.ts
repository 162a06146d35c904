import { type RawBuilder, sql } from 'kysely'

/** A price in a list that holds today for the customer. */
export interface Offered {
  readonly listId: string
  readonly listName: string
  readonly currency: string
  /** Whether the list is only for customers with a tag that this one has. */
  readonly isTagged: boolean
  readonly validFrom: string | null
  readonly priceMinor: number
  readonly costMinor: number | null
}

export interface PricedProduct {
  readonly id: string
  readonly name: string
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly currency: string
  readonly offers: readonly Offered[]
}

export interface Price {
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly priceList: { readonly id: string; readonly name: string } | null
}

/**
 * What a product costs in a currency: by the lists for the customer's tags before those for everybody, by the list that
 * began last before older ones; without a list, the product's own price, if it is in that currency. A list that says no
 * cost takes the product's.
 */
export function priceOf(product: PricedProduct, currency: string): Price {
  const own = product.currency === currency ? product : null
  const [offer] = product.offers.filter((each) => each.currency === currency).sort(byNearness)
  if (!offer) return { priceMinor: own?.priceMinor ?? null, costMinor: own?.costMinor ?? null, priceList: null }
  return {
    priceMinor: offer.priceMinor,
    costMinor: offer.costMinor ?? own?.costMinor ?? null,
    priceList: { id: offer.listId, name: offer.listName },
  }
}

/** What a product is listed for: by the list that a price came from, as long as that offers it, else by itself, in its own currency. */
export function listPriceOf(product: PricedProduct, currency: string, priceListId: string | null): number | null {
  const offer = product.offers.find(({ listId }) => listId === priceListId)
  return offer?.priceMinor ?? (product.currency === currency ? product.priceMinor : null)
}

function byNearness(a: Offered, b: Offered): number {
  if (a.isTagged !== b.isTagged) return a.isTagged ? -1 : 1
  // A list without a first day has always held: any other began later.
  const [first, second] = [a.validFrom ?? '', b.validFrom ?? '']
  if (first !== second) return first > second ? -1 : 1
  return a.listId > b.listId ? -1 : 1
}

/**
 * A product `p` with the prices that lists offer for it on a day, as one JSON value of a bigger statement.
 * @param tagIds the customer's tags, an array of ids in SQL
 */
export function pricedProductJson(day: string, tagIds: RawBuilder<unknown>): RawBuilder<PricedProduct> {
  return sql<PricedProduct>`json_build_object('id', p.id, 'name', p.name, 'priceMinor', p.price_minor,
    'costMinor', p.cost_minor, 'currency', p.currency, 'offers', (
      select coalesce(json_agg(json_build_object('listId', l.id, 'listName', l.name, 'currency', l.currency,
        'isTagged', l.tag_id is not null, 'validFrom', l.valid_from, 'priceMinor', i.price_minor,
        'costMinor', i.cost_minor)), '[]')
      from prices i join price_lists l on l.workspace_id = i.workspace_id and l.id = i.price_list_id
      where i.workspace_id = p.workspace_id and i.product_id = p.id and l.retired_at is null
        and (l.valid_from is null or l.valid_from <= ${day}::date)
        and (l.valid_until is null or l.valid_until >= ${day}::date)
        and (l.tag_id is null or l.tag_id = any(${tagIds}))))`
}
