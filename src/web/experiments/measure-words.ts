import type { ExperimentSummary } from '../../contract/experiments.ts'

export type Measured = Pick<ExperimentSummary, 'measure' | 'measureStage' | 'horizonDays'>

/** What a sentence needs to say what is measured, and by when. */
export function measureValues({ measure, measureStage, horizonDays }: Measured) {
  return { measure, stage: measureStage?.name ?? '', days: horizonDays }
}
