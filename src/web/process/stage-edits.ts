import { phases } from '../../contract/process.ts'
import type { Phase, ProcessVersion, Stage, StageDraft } from '../../contract/process.ts'

/** A stage while it is edited: `handle` tells rows apart; a stage that is new has no key before it is saved. */
export interface EditedStage extends StageDraft {
  readonly handle: string
}

export type Overrides = ProcessVersion['overrides']

/** What a draft holds, as the screen edits it. */
export interface Edited {
  readonly stages: readonly EditedStage[]
  readonly overrides: Overrides
}

export function editedOf({ stages, overrides }: Pick<ProcessVersion, 'stages' | 'overrides'>): Edited {
  return { stages: stages.map((stage) => ({ ...draftOf(stage), handle: stage.key })), overrides }
}

/** The stages as they are sent, each new one with a key of its own made from its name. */
export function sentStages(stages: readonly EditedStage[]): StageDraft[] {
  const taken = new Set(stages.map(({ key }) => key))
  return stages.map((edited) => {
    const stage = withoutHandle(edited)
    if (stage.key !== '') return stage
    const key = freeKey(stage.name, stage.phases[0] ?? 'stage', taken)
    taken.add(key)
    return { ...stage, key }
  })
}

/** A new stage at the end of the sale: before care, in the phase of the stage before it. */
export function withNewStage(stages: readonly EditedStage[], name: string, handle: string): EditedStage[] {
  const care = stages.findIndex((stage) => stage.phases.includes('care'))
  const place = care === -1 ? stages.length : care
  const phase = stages[place - 1]?.phases.at(-1) ?? 'prospecting'
  return stages.toSpliced(place, 0, { ...emptyStage, phases: [phase], name, handle })
}

/**
 * A stage in two: the first keeps its key, what it asks for on entry and its touchpoints, the second gets what the stage asked for on the way out.
 * A run of phases is shared between them.
 */
export function splitStage(
  stages: readonly EditedStage[],
  handle: string,
  name: string,
  newHandle: string,
): EditedStage[] {
  return stages.flatMap((stage) => {
    if (stage.handle !== handle) return [stage]
    const half = Math.ceil(stage.phases.length / 2)
    const rest = stage.phases.slice(half)
    const second = { ...emptyStage, phases: rest.length > 0 ? rest : stage.phases, name, handle: newHandle }
    return [
      { ...stage, phases: stage.phases.slice(0, half), exitCriteria: [] },
      { ...second, gate: stage.gate, exitCriteria: stage.exitCriteria },
    ]
  })
}

/** Phases that a stage can have where it stands: between those of the stages beside it. */
export function fittingPhases(stages: readonly EditedStage[], handle: string): Phase[] {
  const place = stages.findIndex((stage) => stage.handle === handle)
  const before = stages[place - 1]?.phases.at(-1)
  return [before ?? stages[place + 1]?.phases[0] ?? 'prospecting']
}

export function moved(stages: readonly EditedStage[], handle: string, to: number): readonly EditedStage[] {
  const from = stages.findIndex((stage) => stage.handle === handle)
  const stage = stages[from]
  if (!stage || to < 0 || to >= stages.length) return stages
  return stages.toSpliced(from, 1).toSpliced(to, 0, stage)
}

/** The phases from one to another, in their order. */
export function phaseRun(from: Phase, to: Phase): Phase[] {
  const [first, last] = [phases.indexOf(from), phases.indexOf(to)].toSorted((a, b) => a - b)
  return phases.slice(first, (last ?? 0) + 1)
}

/** A key for the address and the API: Latin letters, digits and hyphens; `fallback` for a name that has none of them. */
export function freeKey(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const latin = name
    .toLowerCase()
    .replace(/[øæœßłđðþı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-|-$/g, '')
  const wanted = latin || fallback
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(key)) return key
  }
}

/** Whether a stage cannot be sent yet: it has no name. */
export function isUnnamed({ name }: EditedStage): boolean {
  return name.trim() === ''
}

export function withoutHandle(edited: EditedStage): StageDraft {
  const { handle: _, ...stage } = edited
  return stage
}

function draftOf(shown: Stage): StageDraft {
  const { id: _, position: __, ...stage } = shown
  return stage
}

export const emptyStage: StageDraft = {
  key: '',
  name: '',
  phases: ['prospecting'],
  purpose: null,
  buyerStep: null,
  script: null,
  playbook: { questions: [], dos: [], donts: [] },
  gate: 'advise',
  entryCriteria: [],
  exitCriteria: [],
  touchpoints: [],
  targets: { durationDays: null, conversionPercent: null, deals: null },
}

// What the Unicode decomposition leaves whole.
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
