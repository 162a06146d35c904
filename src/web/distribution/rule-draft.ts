import type { DistributionField, DistributionRule } from '../../contract/distribution.ts'

/** A rule as it is filled in: one number of room for all its sellers, values as they are typed. */
export interface RuleDraft {
  readonly field: DistributionField | 'everybody'
  /** Of a field that has choices: their ids. */
  readonly chosen: readonly string[]
  readonly typed: string
  readonly memberIds: readonly string[]
  readonly most: number | null
}

const usualMost = 20

export const emptyRule: RuleDraft = { field: 'everybody', chosen: [], typed: '', memberIds: [], most: usualMost }

/** Fields whose values are chosen and not typed. */
export function isChosen(field: RuleDraft['field']): boolean {
  return field === 'segment' || field === 'source' || field === 'grade'
}

export function draftOf({ when, to }: DistributionRule): RuleDraft {
  const field = when?.field ?? 'everybody'
  const values = when?.is ?? []
  return {
    field,
    chosen: isChosen(field) ? values : [],
    typed: isChosen(field) ? '' : values.join(', '),
    memberIds: to.map(({ memberId }) => memberId),
    most: to[0]?.most ?? usualMost,
  }
}

export function isWhole(rule: RuleDraft): boolean {
  return rule.memberIds.length > 0 && (rule.most ?? 0) > 0 && (rule.field === 'everybody' || valuesOf(rule).length > 0)
}

export function rulesOf(drafts: readonly RuleDraft[]): DistributionRule[] {
  return drafts.map((draft) => ({
    when: draft.field === 'everybody' ? null : { field: draft.field, is: valuesOf(draft) },
    to: draft.memberIds.map((memberId) => ({ memberId, most: draft.most ?? usualMost })),
  }))
}

function valuesOf({ field, chosen, typed }: RuleDraft): string[] {
  if (isChosen(field)) return [...chosen]
  return typed
    .split(/[,;\n]/)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
