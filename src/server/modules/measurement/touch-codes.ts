import { approaches, touchOutcomes } from '../../../contract/facts.ts'
import { directions } from '../../../contract/process.ts'

/** What a touch was, in one number: its direction and what came of it, 'outbound/no_answer'. */
export const touchCodes: readonly string[] = directions.flatMap((direction) =>
  touchOutcomes.map((outcome) => `${direction}/${outcome}`),
)

const sorts = approaches.length + 1

/** What a touch began with and how long it took, in one number. */
export function touchValue(approach: string | null, minutes: number | null): number {
  const sort = approaches.findIndex((each) => each === approach) + 1
  return sort + sorts * (minutes === null ? 0 : minutes + 1)
}

/** What a touch of that value began with; null for nothing of the kind. */
export function approachOf(value: number): (typeof approaches)[number] | null {
  return approaches[(value % sorts) - 1] ?? null
}

/** Minutes that a touch of that value took; null where they were not logged. */
export function minutesOf(value: number): number | null {
  const told = Math.floor(value / sorts)
  return told === 0 ? null : told - 1
}
