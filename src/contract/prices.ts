import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, day, id, line, nothing, page, pageQuery, price, version } from './primitives.ts'

const byId = z.strictObject({ id })
const byListAndProduct = z.strictObject({ id, productId: id })

const fields = {
  name: line(100),
  currency,
  /** The days it holds, both included; null is without an end. */
  validFrom: z.nullable(day),
  validUntil: z.nullable(day),
  /** Only for customers with this tag; null is for everybody. */
  tagId: z.nullable(id),
}

/**
 * A price list. Which one a line of a deal takes: of the lists in the deal's currency that hold today and have a price for
 * the product, first those for a tag of the customer, then those that began last; without one, the product's own price.
 */
export const priceList = z.strictObject({
  id,
  version,
  ...fields,
  tagName: z.nullable(z.string()),
  retired: z.boolean(),
  priceCount: z.int(),
})
export type PriceList = z.infer<typeof priceList>

export const mostPriceLists = 200

export const listPriceLists = endpoint({
  name: 'listPriceLists',
  method: 'GET',
  path: '/price-lists',
  permission: 'base.read',
  summary: 'Price lists, those in use first, by name; at most 200 exist.',
  output: z.strictObject({ items: z.array(priceList) }),
})
export const addPriceList = endpoint({
  name: 'addPriceList',
  method: 'POST',
  path: '/price-lists',
  permission: 'products.edit',
  summary: 'Adds an empty price list, or one with the prices of another in the same currency.',
  body: z.strictObject({
    ...z.partial(z.strictObject(fields)).shape,
    name: fields.name,
    copyOf: z.optional(id),
  }),
  output: priceList,
  status: 201,
  errors: ['name_taken', 'unknown_currency', 'unknown_reference', 'too_many'],
})
export const changePriceList = endpoint({
  name: 'changePriceList',
  method: 'PATCH',
  path: '/price-lists/{id}',
  permission: 'products.edit',
  summary: 'Changes name, days or customers of a price list, or retires it; lines that took its prices keep them.',
  versioned: true,
  params: byId,
  body: z.partial(
    z.strictObject({
      name: fields.name,
      validFrom: fields.validFrom,
      validUntil: fields.validUntil,
      tagId: fields.tagId,
      retired: z.boolean(),
    }),
  ),
  output: priceList,
  errors: ['name_taken', 'unknown_reference'],
})

const priceInList = z.strictObject({
  productId: id,
  productName: z.string(),
  priceMinor: price,
  /** Null: what the product costs. */
  costMinor: z.nullable(price),
})
export const listPrices = endpoint({
  name: 'listPrices',
  method: 'GET',
  path: '/price-lists/{id}/prices',
  permission: 'base.read',
  summary: 'The prices of a list, by the name of the product.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(priceInList),
})
export const setPrice = endpoint({
  name: 'setPrice',
  method: 'PUT',
  path: '/price-lists/{id}/prices/{productId}',
  permission: 'products.edit',
  summary: 'Sets what a product costs in a list.',
  params: byListAndProduct,
  body: z.strictObject({ priceMinor: price, costMinor: z.optional(z.nullable(price)) }),
  output: priceInList,
  errors: ['unknown_reference'],
})
export const removePrice = endpoint({
  name: 'removePrice',
  method: 'DELETE',
  path: '/price-lists/{id}/prices/{productId}',
  permission: 'products.edit',
  summary: 'Takes a product out of a list.',
  params: byListAndProduct,
  output: nothing,
})

export const listProductPrices = endpoint({
  name: 'listProductPrices',
  method: 'GET',
  path: '/products/{id}/prices',
  permission: 'base.read',
  summary: 'What a product costs in each price list, those in use first; at most 200.',
  params: byId,
  output: z.strictObject({
    items: z.array(z.strictObject({ list: priceList, priceMinor: price, costMinor: z.nullable(price) })),
  }),
})
