import * as z from 'zod/mini'
import { language, line } from './primitives.ts'

/** What a deal needs to be one: a need, the means, the say, and a time. */
export const aspects = ['need', 'means', 'authority', 'time'] as const

/** Letters, digits and hyphens: what a stage, a criterion or a question is called in all versions of a process. */
export const stageKey = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.maxLength(60))

/**
 * A question of a stage, in each language it was written in. `aspect` is what its answer says something about; a clue leads
 * there without asking straight; a must is to be asked of every deal.
 */
export const stageQuestion = z.strictObject({
  key: stageKey,
  aspect: z.nullable(z.enum(aspects)),
  isClue: z.boolean(),
  isMust: z.boolean(),
  texts: z.array(z.strictObject({ language, text: line(300) })).check(z.minLength(1), z.maxLength(6)),
})
export type StageQuestion = z.infer<typeof stageQuestion>

/** How a stage is worked, beside its script. */
export const playbook = z.strictObject({
  questions: z.array(stageQuestion).check(z.maxLength(30)),
  dos: z.array(line(300)).check(z.maxLength(10)),
  donts: z.array(line(300)).check(z.maxLength(10)),
})
export type Playbook = z.infer<typeof playbook>
