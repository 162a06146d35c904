import { type Flow, flowPart } from './flow.ts'
import { conversionBy, medianStay, timed } from './funnel.ts'
import { type History, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, sumsOf } from './sums.ts'
import { type Visit, type Walk, visitsIn } from './visits.ts'

/** The stage that deals came into, on a day or later. */
export interface Entry {
  readonly process: ProcessMap
  readonly stage: string
  readonly since: string
}

interface Asked extends Entry {
  readonly scope: Scope
  readonly byDay: number
}

/** What has become in a stage of the deals that came into it from a day on: how many go on, and after how long they leave. */
export function stageEntriesFigure(history: History, { scope, byDay, ...entry }: Asked) {
  const { process, stage, since } = entry
  const name = `flow of those in ${stage} since ${since}`
  const [flow] = sumsOf(history, { scope, process }, [{ name, begin: () => entriesSum(entry) }])
  const { passages, stays } = flow.flow()
  const passed = passages.filter(({ place, dated }) => place.key === stage && dated)
  const { estimate: value, ...bounds } = conversionBy(passed, byDay)
  return {
    goesOn: { n: timed(passed), value, ...bounds },
    timeInStage: { n: timed(stays.filter(({ place }) => place.key === stage)), ...medianStay(stays, stage) },
  }
}

/** Adds up how those deals went through the stages, and no others. */
function entriesSum(entry: Entry): { counting: (times: Times) => (life: Life, walk: Walk) => void; flow: () => Flow } {
  const { counting, flow } = flowPart(entry.process).begin()
  const isEntry = entersIn(entry)
  return {
    flow,
    counting: (times) => {
      const add = counting(times)
      return (life, walk) => {
        if (isEntry(visitsIn(walk, life))) add(life, walk)
      }
    },
  }
}

/** Whether a deal came into a stage from a day on, never having been so far, and the days of its way on are known. */
export function entersIn({ process, stage, since }: Entry): (visits: readonly Visit[]) => boolean {
  const from = dayNumber(since)
  return (visits) => {
    const entry = visits.find((visit) => visit.first && process.places[visit.at - 1]?.key === stage)
    if (entry === undefined || !entry.entryDated || entry.enteredOn < from) return false
    return visits.every(({ at, whole }) => at !== entry.at || whole)
  }
}
