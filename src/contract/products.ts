import * as z from 'zod/mini'
import { customChanges, customValues } from './custom-values.ts'
import { endpoint } from './endpoint.ts'
import {
  currency,
  day,
  id,
  instant,
  line,
  listQuery,
  nothing,
  page,
  pageQuery,
  price,
  text,
  version,
} from './primitives.ts'

const byId = z.strictObject({ id })
const fields = {
  name: line(200),
  code: z.nullable(line(100)),
  family: z.nullable(line(100)),
  priceMinor: z.nullable(price),
  costMinor: z.nullable(price),
  currency,
  /** Whether it is sold; a retired product is offered in no new line. */
  active: z.boolean(),
  description: z.nullable(text(2000)),
  /** The days of its life: first sold, and last. */
  launchedOn: z.nullable(day),
  retiredOn: z.nullable(day),
  externalId: z.nullable(line(200)),
}

const changes = z.partial(z.strictObject({ ...fields, custom: customChanges }))

export const product = z.strictObject({
  id,
  version,
  createdAt: instant,
  updatedAt: instant,
  ...fields,
  custom: customValues,
})
export type Product = z.infer<typeof product>

export const listProducts = endpoint({
  name: 'listProducts',
  method: 'GET',
  path: '/products',
  permission: 'base.read',
  summary: 'Products, by name; `q` is a piece of the name or code.',
  query: z.strictObject({ ...pageQuery, ...listQuery, q: z.optional(line(100)) }),
  output: page(product),
})
export const showProduct = endpoint({
  name: 'showProduct',
  method: 'GET',
  path: '/products/{id}',
  permission: 'base.read',
  summary: 'One product.',
  params: byId,
  output: product,
})
export const addProduct = endpoint({
  name: 'addProduct',
  method: 'POST',
  path: '/products',
  permission: 'products.edit',
  summary: 'Adds a product; the currency is that of the workspace unless said.',
  body: z.strictObject({ ...changes.shape, name: fields.name }),
  output: product,
  status: 201,
  errors: ['name_taken', 'unknown_currency'],
})
export const changeProduct = endpoint({
  name: 'changeProduct',
  method: 'PATCH',
  path: '/products/{id}',
  permission: 'products.edit',
  summary: 'Changes the named fields of a product; what was sold keeps its price.',
  versioned: true,
  params: byId,
  body: changes,
  output: product,
  errors: ['name_taken', 'unknown_currency'],
})
export const deleteProduct = endpoint({
  name: 'deleteProduct',
  method: 'DELETE',
  path: '/products/{id}',
  permission: 'products.edit',
  summary: 'Deletes a product that nobody ever bought; refused while lines of deals name it: then it can be retired.',
  params: byId,
  output: nothing,
  errors: ['in_use'],
})
