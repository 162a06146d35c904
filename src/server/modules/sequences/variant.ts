import type { Step } from '../../../contract/sequences.ts'
import { armOf } from '../assignment/index.ts'

/**
 * Which of two texts a person gets at a step, or null where there is one: by a hash, so that it is the same at every look and
 * says nothing about other steps.
 */
export function variantOf(versionId: string, number: number, step: Step, personId: string): 'a' | 'b' | null {
  if (step.b === null) return null
  return armOf(`${versionId}/${number}`, personId, 50) === 'changed' ? 'b' : 'a'
}
