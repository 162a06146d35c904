import * as z from 'zod/mini'
import { deal, dealLine } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { id, price } from './primitives.ts'

const byId = z.strictObject({ id })

export const setLines = endpoint({
  name: 'setLines',
  method: 'PUT',
  path: '/deals/{id}/lines',
  permission: 'deals.work',
  summary: 'Replaces the lines of a deal; the amount becomes their sum, or unknown without any.',
  versioned: true,
  params: byId,
  body: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          productId: id,
          quantity: dealLine.shape.quantity,
          priceMinor: z.optional(price),
          costMinor: z.optional(z.nullable(price)),
        }),
      )
      .check(z.maxLength(100)),
  }),
  output: deal,
  errors: ['unknown_reference'],
})
export const showLinePrice = endpoint({
  name: 'showLinePrice',
  method: 'GET',
  path: '/deals/{id}/prices/{productId}',
  permission: 'deals.read',
  summary: 'What a product would cost in a line of this deal today, and which price list says so.',
  params: z.strictObject({ id, productId: id }),
  output: z.strictObject({
    priceMinor: z.nullable(price),
    costMinor: z.nullable(price),
    priceList: dealLine.shape.priceList,
  }),
})
