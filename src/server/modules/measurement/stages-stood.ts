import { type History, factNumbers } from './history.ts'
import type { Life } from './lives.ts'

/** Names what deals are compared within, by the code of a stage: the process and the key, which are the same in all versions; '' where nobody can say. */
export function strataOf({ codes, stages }: History): (stage: number) => string {
  const names: string[] = []
  return (stage) => {
    const known = names[stage]
    if (known !== undefined) return known
    const its = stages.get(stage)
    return (names[stage] = its === undefined ? '' : `${codes.ids[its.process]}/${its.key}`)
  }
}

/** Shows a stage, by its code, with the first and the last day of the deal's age on which it counts as standing there. */
type ShowStood = (stage: number, from: number, until: number) => void

/**
 * Tells in which stage a deal stood on each day of its age, from when it is watched to its end: where it was when the day began, so that what happens on a day counts for
 * the next one. On the day of the opening it is the stage that it was opened in. Around a move without a date nobody can say, and the stage is 0.
 */
export function stagesStood({ deals, facts }: History): (life: Life, show: ShowStood) => void {
  const { type, value, day, dated, isUndone } = facts
  return (life, show) => {
    const { started, days, late, standingFacts } = life
    const first = deals.firstFact[life.deal] ?? 0
    const length = standingFacts ?? life.last - first + 1
    let stage = -1
    let from = late
    for (let number = 0; number < length && from <= days; number++) {
      // By all that is known: what stands is what nobody undid, up to the last that counts.
      const fact = standingFacts === null ? first + number : (life.facts[number] ?? 0)
      if ((type[fact] ?? 0) > versionChanged || (standingFacts === null && isUndone[fact] === 1)) continue
      const next = value[fact] ?? 0
      if (stage === -1) stage = next
      else if (dated[fact] !== 1) stage = 0
      else {
        const until = Math.min((day[fact] ?? 0) - started, days)
        if (until >= from) {
          show(stage, from, until)
          from = until + 1
        }
        stage = next
      }
    }
    if (from <= days) show(Math.max(0, stage), from, days)
  }
}

const versionChanged = factNumbers['deal.version_changed']
