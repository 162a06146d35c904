import * as z from 'zod/mini'
import { email, line } from './primitives.ts'

/** How somebody can be reached: several numbers, addresses and mail addresses, the first of each is the primary one. */
export const phoneKinds = ['work', 'mobile', 'home', 'other'] as const
export const emailKinds = ['work', 'private', 'billing', 'other'] as const
export const addressKinds = ['visit', 'post', 'billing', 'delivery', 'home', 'other'] as const

const most = 20
const number = line(40)

const addressFields = {
  kind: z.enum(addressKinds),
  street: z.nullable(line(200)),
  postalCode: z.nullable(line(20)),
  city: z.nullable(line(100)),
  country: z.nullable(line(100)),
}

/** As it is sent: what the number means to the telephone network is found out by the server. */
export const reachBody = {
  phones: z.array(z.strictObject({ kind: z.enum(phoneKinds), number })).check(z.maxLength(most)),
  emails: z.array(z.strictObject({ kind: z.enum(emailKinds), address: email })).check(z.maxLength(most)),
  addresses: z
    .array(z.strictObject({ ...z.partial(z.strictObject(addressFields)).shape, kind: addressFields.kind }))
    .check(z.maxLength(most)),
}

/** As it is shown: `number` as typed, `e164` if it can be called, `shown` as it is written in its country or abroad. */
export const reach = {
  phones: z.array(
    z.strictObject({ kind: z.enum(phoneKinds), number, e164: z.nullable(z.string()), shown: z.string() }),
  ),
  emails: reachBody.emails,
  addresses: z.array(z.strictObject(addressFields)),
}

const reachShape = z.strictObject(reach)
const reachBodyShape = z.strictObject(reachBody)
export type Reach = z.infer<typeof reachShape>
export type ReachBody = z.infer<typeof reachBodyShape>
export type Phone = Reach['phones'][number]
export type Email = Reach['emails'][number]
export type Address = Reach['addresses'][number]
