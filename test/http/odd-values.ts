import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import type { Answer } from '../kit/app.ts'

const half = '\ud800'
const oddText = ["'", '%', '_', '\\', '"', '\0', half, `a${half}b`, '%00', '\u202e', '＝1+1', 'x'.repeat(10_000)]
const oddDays = ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', 'infinity', 'now', '-0001-01-01']
const oddInstants = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', 'infinity']
const oddNumbers = ['-1', '0', 'NaN', 'Infinity', '1e308', '9007199254740993', '0x10', ' 7 ', '1;select 1']

/** What a query can be made to say. */
export const oddTexts = [...oddText, ...oddDays, ...oddInstants, ...oddNumbers]

/** What a body can be made to say. */
export const oddValues = [...oddTexts, -1, 0.5, 1e308, 2 ** 53, null, true, [], {}, ['\0'], { minor: -1 }]

/** Odd values by field, and whether the contract refuses each of them. */
export type OddRequest = { readonly input: Readonly<Record<string, unknown>>; readonly refused: boolean }

/**
 * Every value in every field, in as few requests as show each: fields that refuse a value are sent it at once, since a
 * refusal names them all; where a field takes it, it goes alone, since the refusal of another would hide what it does.
 * `room` is how many characters all values of a request may have.
 */
export function requestsOf(schema: AnyEndpoint['query'], values: readonly unknown[], room: number): OddRequest[] {
  return values.flatMap((value) => {
    const refusing = (type: z.ZodMiniType) => !z.safeParse(type, value).success
    const { true: refused = [], false: taken = [] } = Object.groupBy(fieldsOf(schema), ([, type]) =>
      String(refusing(type)),
    )
    const atOnce = Math.max(1, Math.floor(room / JSON.stringify(value).length))
    const groups = Array.from({ length: Math.ceil(refused.length / atOnce) }, (_, at) =>
      refused.slice(at * atOnce, (at + 1) * atOnce),
    )
    const inputOf = (fields: typeof refused) => Object.fromEntries(fields.map(([field]) => [field, value]))
    return [
      ...groups.map((fields) => ({ input: inputOf(fields), refused: true })),
      ...taken.map((field) => ({ input: inputOf([field]), refused: false })),
    ]
  })
}

export function fieldsOf(schema: AnyEndpoint['query']): [field: string, type: z.ZodMiniType][] {
  return Object.entries(Object(schema && 'shape' in schema.def && schema.def.shape))
}

/** Asks so many at a time. */
export async function inTurns<T>(all: readonly T[], ask: (one: T) => Promise<void>, atOnce = 32): Promise<void> {
  for (let at = 0; at < all.length; at += atOnce) await Promise.all(all.slice(at, at + atOnce).map(ask))
}

/** What the contract refuses is refused with every field by name; whatever it takes has an answer of the contract. */
export function expectAnswered({ input, refused }: OddRequest, answer: Answer): void {
  const what = `${JSON.stringify(input).slice(0, 200)}: ${JSON.stringify(answer.body)}`
  expectNoDefect(answer, what)
  if (!refused) return
  expect([400, 422], what).toContain(answer.status)
  const { fields } = answer.body as { fields: { field: string }[] } // What every refused input is answered.
  const named = fields.map(({ field }) => field.split('.')[0])
  expect(named, what).toEqual(expect.arrayContaining(Object.keys(input)))
}

/** A refusal is a problem of the contract, and a defect is none. */
export function expectNoDefect(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).toBeLessThan(500)
  expect(answer.status < 400 || 'code' in Object(answer.body), what).toBe(true)
}
