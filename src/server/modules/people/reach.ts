import type { Selectable } from 'kysely'
import type { Address, Email, Phone, Reach, ReachBody } from '../../../contract/reach.ts'
import type { Companies, Households, People } from '../../database/tables/base.ts'
import type { Context } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { countryNamed, countryOfZone, readPhone, showPhone } from './phone.ts'

/** What a row says of how to reach somebody. */
export type ReachRow = Pick<
  Selectable<Companies> & Selectable<People> & Selectable<Households>,
  | 'phone'
  | 'phone_kind'
  | 'phone_e164'
  | 'more_phones'
  | 'email'
  | 'email_kind'
  | 'more_emails'
  | 'street'
  | 'postal_code'
  | 'city'
  | 'country'
  | 'address_kind'
  | 'more_addresses'
>

/** What an edit may say of it: the whole lists, or the primary ones by their own fields. */
type ReachInput = {
  readonly [Field in keyof ReachBody]?: ReachBody[Field] | undefined
} & {
  readonly [Field in 'phone' | 'email' | 'street' | 'postalCode' | 'city' | 'country']?: string | null | undefined
}

/** The kinds that a primary one has when nobody said. */
export interface UsualKinds {
  readonly phone: Phone['kind']
  readonly email: Email['kind']
  readonly address: Address['kind']
}

/** All ways to reach somebody, the primary ones first. */
export function reachOf(row: ReachRow, usual: UsualKinds): Reach {
  const phone = (kind: Phone['kind'], number: string, e164: string | null): Phone => ({
    kind,
    number,
    e164,
    shown: showPhone(number, e164),
  })
  const { street, postal_code: postalCode, city, country } = row
  const hasAddress = street !== null || postalCode !== null || city !== null || country !== null
  return {
    phones: [
      ...(row.phone === null ? [] : [phone(row.phone_kind ?? usual.phone, row.phone, row.phone_e164)]),
      ...row.more_phones.map(({ kind, number, e164 }) => phone(kind, number, e164)),
    ],
    emails: [
      ...(row.email === null ? [] : [{ kind: row.email_kind ?? usual.email, address: row.email }]),
      ...row.more_emails.map(({ kind, address }) => ({ kind, address })),
    ],
    addresses: [
      ...(hasAddress ? [{ kind: row.address_kind ?? usual.address, street, postalCode, city, country }] : []),
      ...row.more_addresses,
    ],
  }
}

/** An edit with both faces of what it says: the lists, and the primary fields that are their first entries. */
export function settleReach(ctx: Context, current: Reach, input: ReachInput, usual: UsualKinds) {
  refuseBoth(input, 'phones', ['phone'])
  refuseBoth(input, 'emails', ['email'])
  refuseBoth(input, 'addresses', ['street', 'postalCode', 'city', 'country'])
  const addresses = settleAddresses(current.addresses, input, usual)
  const country =
    countryNamed((addresses ?? current.addresses)[0]?.country) ?? countryOfZone(ctx.workspace.timeZone) ?? undefined
  const phones = settlePhones(current.phones, input, usual)?.map(({ kind, number }): Phone => {
    // What is not touched keeps how it was read: another country's rules may have applied then.
    const known = current.phones.find((each) => each.number === number)
    return known ? { ...known, kind } : { kind, number, ...readPhone(number, country) }
  })
  const emails = settleEmails(current.emails, input, usual)
  return {
    ...(phones && { phones, phone: phones[0]?.number ?? null }),
    ...(emails && { emails, email: emails[0]?.address ?? null }),
    ...(addresses && { addresses, ...primaryAddress(addresses[0]) }),
  }
}

/** The columns that settled lists are kept in. */
export function reachColumns({ phones, emails, addresses }: Partial<Reach>) {
  return {
    ...(phones && {
      phone: phones[0]?.number ?? null,
      phone_kind: phones[0]?.kind ?? null,
      phone_e164: phones[0]?.e164 ?? null,
      more_phones: JSON.stringify(phones.slice(1).map(({ kind, number, e164 }) => ({ kind, number, e164 }))),
    }),
    ...(emails && {
      email: emails[0]?.address ?? null,
      email_kind: emails[0]?.kind ?? null,
      more_emails: JSON.stringify(emails.slice(1)),
    }),
    ...(addresses && addressColumns(addresses)),
  }
}

function addressColumns(addresses: readonly Address[]) {
  const { street, postalCode, city, country } = primaryAddress(addresses[0])
  return {
    street,
    postal_code: postalCode,
    city,
    country,
    address_kind: addresses[0]?.kind ?? null,
    more_addresses: JSON.stringify(addresses.slice(1)),
  }
}

/** Both faces in one edit could contradict each other. */
function refuseBoth(input: ReachInput, list: keyof ReachBody, fields: readonly (keyof ReachInput)[]): void {
  const second = input[list] && fields.find((field) => input[field] !== undefined)
  if (second) failFields([{ field: second, code: 'unknown' }])
}

function settlePhones(current: Reach['phones'], { phones, phone }: ReachInput, usual: UsualKinds) {
  if (phones) return phones
  if (phone === undefined) return undefined
  const [first, ...more] = current
  return phone === null ? more : [{ kind: first?.kind ?? usual.phone, number: phone }, ...more]
}

function settleEmails(current: Reach['emails'], { emails, email }: ReachInput, usual: UsualKinds) {
  if (emails) return emails
  if (email === undefined) return undefined
  const [first, ...more] = current
  return email === null ? more : [{ kind: first?.kind ?? usual.email, address: email }, ...more]
}

function settleAddresses(current: Reach['addresses'], input: ReachInput, usual: UsualKinds): Address[] | undefined {
  const { street, postalCode, city, country } = input
  const whole = (address: ReachBody['addresses'][number]): Address => ({
    kind: address.kind,
    street: address.street ?? null,
    postalCode: address.postalCode ?? null,
    city: address.city ?? null,
    country: address.country ?? null,
  })
  if (input.addresses) return input.addresses.map(whole).filter(isFilled)
  if ([street, postalCode, city, country].every((part) => part === undefined)) return undefined
  const [first = whole({ kind: usual.address }), ...more] = current
  const said = Object.fromEntries(
    Object.entries({ street, postalCode, city, country }).filter(([, part]) => part !== undefined),
  )
  return [{ ...first, ...said }, ...more].filter(isFilled)
}

function isFilled({ street, postalCode, city, country }: Address): boolean {
  return street !== null || postalCode !== null || city !== null || country !== null
}

function primaryAddress(address: Address | undefined) {
  const { street = null, postalCode = null, city = null, country = null } = address ?? {}
  return { street, postalCode, city, country }
}
