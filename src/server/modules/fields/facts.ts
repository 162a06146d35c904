import type { CustomValue } from '../../../contract/custom-values.ts'
import type { CustomChange } from './values.ts'

/** The fact of a change of a deal's own field, as far as its field knows: ids, codes and numbers; words apart. */
export interface CustomFact {
  readonly type: 'deal.custom_changed'
  readonly data: {
    readonly fieldId: string
    readonly from?: CustomValue | null
    readonly to?: CustomValue | null
  }
  /** What was written there before, of a field that holds words of people. */
  readonly words?: string
}

/** One fact a field. What people wrote is not told by the log, which is for ever: what stood there stands beside it, erasable. */
export function customFacts(changes: readonly CustomChange[]): CustomFact[] {
  return changes.map(({ field, before, after }) => {
    const isWords = field.kind === 'text' || field.kind === 'long_text' || field.kind === 'link'
    const fact = { type: 'deal.custom_changed', data: { fieldId: field.id } } as const
    if (!isWords) return { ...fact, data: { fieldId: field.id, from: before, to: after } }
    return typeof before === 'string' ? { ...fact, words: before } : fact
  })
}
