import type { BodyOf } from '../../contract/endpoint.ts'
import type { previewEnrolment } from '../../contract/sequences.ts'

/** With whom a sequence is started; each part as one request may name it. */
export type Whom = readonly BodyOf<typeof previewEnrolment>[]

const mostIds = 1000

export function whomOf(ids: readonly string[]): Whom {
  return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, at) => ({
    personIds: ids.slice(at * mostIds, (at + 1) * mostIds),
  }))
}
