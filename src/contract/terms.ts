import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, line, version } from './primitives.ts'

const byId = z.strictObject({ id })

/** How a customer pays. */
export const paymentKinds = ['prepaid', 'on_delivery', 'net', 'instalments', 'subscription'] as const
export type PaymentKind = (typeof paymentKinds)[number]

const days = z.int().check(z.nonnegative(), z.maximum(3650))
const fields = {
  /** Null: called by what it is, in the reader's language. */
  name: z.nullable(line(100)),
  kind: z.enum(paymentKinds),
  /** Until an invoice is due; with instalments until the first. */
  days: z.nullable(days),
  instalments: z.nullable(z.int().check(z.minimum(2), z.maximum(120))),
  /** Between instalments, or between the invoices of a subscription. */
  everyMonths: z.nullable(z.int().check(z.positive(), z.maximum(120))),
  /** Paid with the order, of the whole. */
  depositPercent: z.nullable(z.number().check(z.positive(), z.lt(100))),
}

export const paymentTerms = z.strictObject({ id, version, retired: z.boolean(), ...fields })
export type PaymentTerms = z.infer<typeof paymentTerms>

export const listPaymentTerms = endpoint({
  name: 'listPaymentTerms',
  method: 'GET',
  path: '/payment-terms',
  permission: 'base.read',
  summary: 'The terms of payment that this workspace offers, retired ones last; at most 100 exist.',
  output: z.strictObject({ items: z.array(paymentTerms) }),
})
export const addPaymentTerms = endpoint({
  name: 'addPaymentTerms',
  method: 'POST',
  path: '/payment-terms',
  permission: 'products.edit',
  summary: 'Adds terms of payment to the catalogue.',
  body: z.strictObject({ ...z.partial(z.strictObject(fields)).shape, kind: fields.kind }),
  output: paymentTerms,
  status: 201,
  errors: ['too_many'],
})
export const changePaymentTerms = endpoint({
  name: 'changePaymentTerms',
  method: 'PATCH',
  path: '/payment-terms/{id}',
  permission: 'products.edit',
  summary: 'Names terms of payment, or retires them; what deals agreed on does not change under them.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: fields.name, retired: z.boolean() })),
  output: paymentTerms,
})
