import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Qualification } from '../../../contract/qualification.ts'
import type { qualifyDeal } from '../../../contract/qualifying.ts'
import type { StageQuestion } from '../../../contract/stage-playbook.ts'

interface Said {
  readonly words: string | null
  readonly minor: number | null
  readonly day: string | null
}

/**
 * What an answer adds to the qualification: a sum that a buyer named widens the range of the means, a day that of the time, so
 * that both ends are what somebody has said. Who said so before stays as sure as they were; a first answer is a
 * little sure. Null where it adds nothing.
 */
export function widened(
  { means, time }: Qualification,
  question: StageQuestion,
  { minor, day }: Said,
): BodyOf<typeof qualifyDeal> | null {
  const how = { verdict: 'unknown', confidence: 'low', knownBy: question.isClue ? 'clue' : 'asked' } as const
  if (question.aspect === 'means' && minor !== null) {
    const { at: _, ...known } = means ?? { ...how, at: null, lowMinor: null, highMinor: null }
    const ends = [minor, known.lowMinor ?? minor, known.highMinor ?? minor]
    return { means: { ...known, lowMinor: Math.min(...ends), highMinor: Math.max(...ends) } }
  }
  if (question.aspect === 'time' && day !== null) {
    const { at: _, ...known } = time ?? { ...how, at: null, earliestOn: null, latestOn: null }
    const ends = [day, known.earliestOn ?? day, known.latestOn ?? day].toSorted()
    return { time: { ...known, earliestOn: ends[0], latestOn: ends.at(-1) } }
  }
  return null
}
