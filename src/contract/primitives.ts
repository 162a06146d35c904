import * as z from 'zod/mini'

/** UUIDv7, made by the program. */
export const id = z.uuid()

// No calendar of a database knows a year 0.
const aYear = z.regex(/^(?!0000)/)

/** A calendar day in the workspace's time zone, '2026-03-02'. */
export const day = z.iso.date().check(aYear)

/** A day that years may be added to: what is asked about or planned lies between 1900 and 2199. */
export const nearDay = z.iso.date().check(z.regex(/^(?:19|20|21)/))

/** An instant in UTC, '2026-03-02T09:15:00.000Z'. */
export const instant = z.iso.datetime().check(aYear)

/** ISO 4217 code. Whether the currency exists is checked where money is taken in. */
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/))

/** Integer minor units (cents, öre, agorot; yen have none). Safe integers only: larger sums are no sums of a sale. */
export const minor = z.int()

/** Money that is asked for or paid: never negative. */
export const price = z.int().check(z.nonnegative())

export const money = z.strictObject({ minor, currency })
export type Money = z.infer<typeof money>

/** A line of text a person typed: trimmed, not empty, without control characters and halves of characters. */
export const line = (maximum: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum), z.regex(/^[^\p{Cc}\p{Cs}]*$/u))

/** Longer text: line breaks and tabs allowed. */
export const text = (maximum: number) =>
  z.string().check(z.trim(), z.maxLength(maximum), z.regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u))

export const email = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(254),
    z.regex(/^[^\s\p{Cc}\p{Cs}@<>"(),:;\\]{1,64}@[^\s\p{Cc}\p{Cs}@.]+(\.[^\s\p{Cc}\p{Cs}@.]+)+$/u),
  )

/** The version of a row that an edit was made on; counts from 1. */
export const version = z.int().check(z.positive())

export const languages = ['en', 'sv', 'he', 'tr', 'da', 'th'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>

/** How a page of a list is asked for: at most 200 rows, continued by the opaque `next` of the page before. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.positive(), z.maximum(200)), 50),
  // The name of 200 Thai letters that a list goes on behind is 800 characters long there.
  after: z.optional(z.string().check(z.maxLength(2000))),
}

/** How a list is narrowed and ordered: a filter as JSON (filters.ts), a field's key with a minus for descending. */
export const listQuery = {
  filter: z.optional(z.string().check(z.maxLength(8000))),
  sort: z.optional(z.string().check(z.regex(/^-?[A-Za-z][\w.-]{0,60}$/))),
}

/** A page of a keyset list: no totals; `next` is null on the last page. */
export const page = <Item extends z.ZodMiniType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.nullable(z.string()) })

/** When something happened, if not now: may lie in the past, never in the future. */
export const occurredAt = z.optional(instant)

export const nothing = z.strictObject({})
