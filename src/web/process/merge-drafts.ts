import type { StageDraft } from '../../contract/process.ts'
import { isSame } from './draft-changes.ts'
import { withoutHandle } from './stage-edits.ts'
import type { Edited, EditedStage } from './stage-edits.ts'

/** Where two people changed the same: the own change is kept, and named. `field` is null where one of them removed the stage. */
export interface Clash {
  readonly stage: string
  readonly field: keyof StageDraft | 'overrides' | null
}

/**
 * Two people's changes of one draft put together, field by field: what only one of them changed is as they changed it; what both changed stays
 * as mine. `base` is what both began with. Stages that were saved are the same by their key.
 */
export function mergeDrafts(base: Edited, mine: Edited, theirs: Edited): { edited: Edited; clashes: Clash[] } {
  const clashes: Clash[] = []
  const kept = new Map<string, EditedStage>()
  for (const stage of mine.stages) {
    const merged = mergeOwn(stage, find(base, stage), find(theirs, stage), clashes)
    if (merged) kept.set(idOf(stage), merged)
  }
  for (const stage of theirs.stages) {
    if (find(mine, stage)) continue
    const before = find(base, stage)
    // I removed it: it comes back only if they have worked on it meanwhile.
    if (before && isSame(withoutHandle(before), withoutHandle(stage))) continue
    if (before) clashes.push({ stage: stage.name, field: null })
    kept.set(idOf(stage), stage)
  }
  const overrides = choose(base.overrides, mine.overrides, theirs.overrides)
  if (overrides.isClash) clashes.push({ stage: '', field: 'overrides' })
  return { edited: { stages: inOrder(base, mine, theirs, kept), overrides: overrides.value }, clashes }
}

function mergeOwn(
  mine: EditedStage,
  before: EditedStage | undefined,
  theirs: EditedStage | undefined,
  clashes: Clash[],
): EditedStage | null {
  if (!before) return mine
  if (!theirs) {
    // They removed it: it stays only if I have worked on it meanwhile.
    if (isSame(withoutHandle(before), withoutHandle(mine))) return null
    clashes.push({ stage: mine.name, field: null })
    return mine
  }
  const field = <Name extends keyof StageDraft>(name: Name): EditedStage[Name] => {
    const { value, isClash } = choose<EditedStage[Name]>(before[name], mine[name], theirs[name])
    if (isClash) clashes.push({ stage: mine.name, field: name })
    return value
  }
  return {
    handle: mine.handle,
    key: mine.key,
    name: field('name'),
    phases: field('phases'),
    purpose: field('purpose'),
    buyerStep: field('buyerStep'),
    script: field('script'),
    playbook: field('playbook'),
    gate: field('gate'),
    entryCriteria: field('entryCriteria'),
    exitCriteria: field('exitCriteria'),
    touchpoints: field('touchpoints'),
    targets: field('targets'),
  }
}

function choose<Value>(before: Value, mine: Value, theirs: Value): { value: Value; isClash: boolean } {
  if (isSame(before, mine)) return { value: theirs, isClash: false }
  return { value: mine, isClash: !isSame(before, theirs) && !isSame(mine, theirs) }
}

/** In my order if I changed it, else in theirs; a stage that only the other list has comes after the one before it there. */
function inOrder(base: Edited, mine: Edited, theirs: Edited, kept: ReadonlyMap<string, EditedStage>): EditedStage[] {
  const ids = (edited: Edited) => edited.stages.map(idOf).filter((id) => kept.has(id))
  const known = new Set(base.stages.map(idOf))
  const common = (edited: Edited) => ids(edited).filter((id) => known.has(id))
  const isMine = !isSame(common(base), common(mine))
  const [first, second] = isMine ? [ids(mine), ids(theirs)] : [ids(theirs), ids(mine)]
  const order = [...first]
  for (const [at, id] of second.entries()) {
    if (order.includes(id)) continue
    const before = second.slice(0, at).findLast((each) => order.includes(each))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order.flatMap((id) => kept.get(id) ?? [])
}

function find(edited: Edited, stage: EditedStage): EditedStage | undefined {
  return edited.stages.find((each) => idOf(each) === idOf(stage))
}

/** A stage that was never saved is nobody else's. */
function idOf({ key, handle }: EditedStage): string {
  return key === '' ? `new ${handle}` : key
}
