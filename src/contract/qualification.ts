import * as z from 'zod/mini'
import { confidences, knownBy, qualificationAspects, verdicts } from './facts.ts'
import { currency, day, instant, price, text } from './primitives.ts'

const words = z.optional(z.nullable(text(2000)))

/** What is known of one thing that a deal needs to be one; how surely, and how it came to be known. */
const assessed = {
  verdict: z.enum(verdicts),
  confidence: z._default(z.enum(confidences), 'medium'),
  knownBy: z._default(z.enum(knownBy), 'asked'),
  /** In words, erasable. */
  words,
}

/** What is said of each aspect: of the means a range, of the time three days. */
export const qualificationInput = {
  need: z.strictObject(assessed),
  means: z.strictObject({
    ...assessed,
    lowMinor: z.optional(z.nullable(price)),
    highMinor: z.optional(z.nullable(price)),
    currency: z.optional(currency),
  }),
  authority: z.strictObject(assessed),
  time: z.strictObject({
    ...assessed,
    earliestOn: z.optional(z.nullable(day)),
    likelyOn: z.optional(z.nullable(day)),
    latestOn: z.optional(z.nullable(day)),
  }),
} satisfies Record<(typeof qualificationAspects)[number], z.ZodMiniType>

const at = { at: instant }
export const qualification = z.strictObject({
  need: z.nullable(z.extend(qualificationInput.need, at)),
  means: z.nullable(z.extend(qualificationInput.means, at)),
  authority: z.nullable(z.extend(qualificationInput.authority, at)),
  time: z.nullable(z.extend(qualificationInput.time, at)),
})
export type Qualification = z.infer<typeof qualification>
export type Aspect = keyof Qualification
