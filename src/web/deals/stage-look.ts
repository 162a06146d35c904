import { stageColour, stageHue } from '../charts/stage-colour.ts'

/** The colour of the board's column `index` of `columns`. One hue is kept for care, which comes after the win and has no column. */
export function columnColour(index: number, columns: number): string {
  return stageColour(stageHue(index, columns + 1))
}
