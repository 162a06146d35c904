import type { ReadStage } from '../../contract/process-map-files.ts'
import type { Phase } from '../../contract/process.ts'
import { type EditedStage, emptyStage } from './stage-edits.ts'

/**
 * The stages of a draft as a file has them: one of the same name keeps all that the file does not say, a new one begins in the phase
 * of the stage before it, and care stays at the end. Those that the file does not name go.
 */
export function stagesFromFile(
  stages: readonly EditedStage[],
  read: readonly ReadStage[],
  newHandle: () => string,
): EditedStage[] {
  const before = new Map(stages.map((stage) => [plain(stage.name), stage]))
  let phase: Phase = 'prospecting'
  const told = read.map((each) => {
    const known = before.get(plain(each.name))
    before.delete(plain(each.name))
    const phases = each.phases ?? known?.phases ?? [phase]
    phase = phases.at(-1) ?? phase
    const { targets } = known ?? emptyStage
    return {
      ...(known ?? { ...emptyStage, handle: newHandle() }),
      name: each.name,
      phases,
      purpose: each.purpose ?? known?.purpose ?? null,
      buyerStep: each.buyerStep ?? known?.buyerStep ?? null,
      entryCriteria: each.entryCriteria ?? known?.entryCriteria ?? [],
      exitCriteria: each.exitCriteria ?? known?.exitCriteria ?? [],
      targets: {
        durationDays: each.durationDays ?? targets.durationDays,
        conversionPercent: each.conversionPercent ?? targets.conversionPercent,
        deals: each.deals ?? targets.deals,
      },
    }
  })
  const care = [...before.values()].filter(({ phases }) => phases.includes('care'))
  return told.some(({ phases }) => phases.includes('care')) ? told : [...told, ...care]
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}
