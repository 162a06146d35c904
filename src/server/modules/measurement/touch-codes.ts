import { touchOutcomes } from '../../../contract/facts.ts'
import { directions } from '../../../contract/process.ts'

/** What a touch was, in one number: its direction and what came of it, 'outbound/no_answer'. */
export const touchCodes: readonly string[] = directions.flatMap((direction) =>
  touchOutcomes.map((outcome) => `${direction}/${outcome}`),
)
