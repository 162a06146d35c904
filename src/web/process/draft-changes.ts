import type { ProcessVersion, StageDraft } from '../../contract/process.ts'

const fields = [
  'phases',
  'purpose',
  'buyerStep',
  'script',
  'playbook',
  'gate',
  'entryCriteria',
  'exitCriteria',
  'touchpoints',
  'targets',
] as const
export type StageField = (typeof fields)[number]

/** One thing that publishing changes; worded by `processes.change.<kind>`. */
export type DraftChange =
  | { readonly kind: 'added' | 'removed'; readonly name: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly from: string }
  | { readonly kind: 'changed'; readonly name: string; readonly fields: readonly StageField[] }
  | { readonly kind: 'reordered'; readonly names: readonly string[] }
  | { readonly kind: 'overrides'; readonly overrides: ProcessVersion['overrides'] }

interface Version {
  readonly stages: readonly StageDraft[]
  readonly overrides: ProcessVersion['overrides']
}

/** What is different in a draft; stages are the same when their key is. */
export function draftChanges(published: Version, draft: Version): DraftChange[] {
  const before = new Map(published.stages.map((stage) => [stage.key, stage]))
  const after = new Set(draft.stages.map(({ key }) => key))
  const kept = draft.stages.filter(({ key }) => before.has(key))
  const order = published.stages.filter(({ key }) => after.has(key)).map(({ key }) => key)
  const changes: DraftChange[] = []
  for (const { key, name } of draft.stages) if (!before.has(key)) changes.push({ kind: 'added', name })
  for (const { key, name } of published.stages) if (!after.has(key)) changes.push({ kind: 'removed', name })
  for (const stage of kept) changes.push(...stageChanges(before.get(stage.key) ?? stage, stage))
  if (kept.some(({ key }, at) => key !== order[at]))
    changes.push({ kind: 'reordered', names: draft.stages.map(({ name }) => name) })
  if (draft.overrides !== published.overrides) changes.push({ kind: 'overrides', overrides: draft.overrides })
  return changes
}

function stageChanges(before: StageDraft, after: StageDraft): DraftChange[] {
  const changed = fields.filter((field) => !isSame(before[field], after[field]))
  const { name } = after
  return [
    ...(before.name === name ? [] : [{ kind: 'renamed' as const, name, from: before.name }]),
    ...(changed.length === 0 ? [] : [{ kind: 'changed' as const, name, fields: changed }]),
  ]
}

/** Whether two plain values are alike, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))]
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)))
}
