import type { StageFlow } from '../../../contract/insights.ts'
import { cohortSum, told } from './cohort.ts'
import { type History, at, codeOf, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { eachVisited } from './standing-deals.ts'
import type { Visit } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  /** The first day of the period. */
  readonly since: string | null
  readonly currency: string
}

const none = { atStart: 0, entered: 0, onward: 0, back: 0, won: 0, ended: 0, remapped: 0, atEnd: 0, amountMinor: 0 }
type Counts = { -readonly [Key in keyof typeof none]: number }
export type Count = Exclude<keyof Counts, 'amountMinor'>

/** What came into each stage in a period, what left it which way, and what is there at its end. */
export function stageFlowFigure(history: History, { scope, process, since, currency }: Asked): StageFlow {
  const from = since === null ? -Infinity : dayNumber(since)
  const own = codeOf(history.codes, currency)
  const stages = new Map<string, Counts>()
  const sum = cohortSum()
  const addStays = (life: Life, visits: readonly Visit[]): void => {
    for (const stay of staysOf(visits)) {
      const key = process.places[stay.at - 1]?.key
      if (!key) continue
      const counts = stages.get(key) ?? { ...none }
      stages.set(key, counts)
      addStay(counts, life, stay, from)
      if (stay.next !== null || life.standing !== 'open') continue
      const amount = at(history.deals.amountMinor, life.deal)
      if (at(history.deals.currency, life.deal) === own && !Number.isNaN(amount)) counts.amountMinor += amount
    }
  }
  eachVisited(history, scope, process, addStays, (life) => sum.add(life))
  return {
    ...told(scope, sum.cohort(), 'stage_flow'),
    processId: process.processId,
    from: since,
    stages: process.shown
      .filter(({ isCare }) => !isCare)
      .map(({ key, name, position }) => ({ key, name, position, ...(stages.get(key) ?? none) })),
    currency,
  }
}

interface Stay {
  readonly at: number
  readonly enteredOn: number
  leftOn: number
  next: Visit | null
}

/** Visits that follow each other in the same place, after a deal was reopened there or changed its version, are one. */
function staysOf(visits: readonly Visit[]): Stay[] {
  const stays: Stay[] = []
  for (const visit of visits) {
    const before = stays.at(-1)
    if (before?.at === visit.at) {
      before.leftOn = visit.leftOn
      continue
    }
    if (before) before.next = visit
    stays.push({ at: visit.at, enteredOn: visit.enteredOn, leftOn: visit.leftOn, next: null })
  }
  return stays
}

function addStay(counts: Counts, life: Life, stay: Stay, from: number): void {
  for (const count of countsOf(life, stay, from)) counts[count]++
}

/** What a stay counts as in a period that begins on a day: how it came to be there, and what became of it. */
function countsOf({ standing }: Life, { at: place, enteredOn, leftOn, next }: Stay, from: number): Count[] {
  const isThere = next === null && standing === 'open'
  if (!isThere && leftOn < from) return []
  const came = enteredOn < from ? 'atStart' : 'entered'
  if (isThere) return [came, 'atEnd']
  if (next === null) return [came, standing === 'won' ? 'won' : 'ended']
  return [came, next.mapped ? 'remapped' : next.at > place ? 'onward' : 'back']
}

/** Whether a deal has a stay in a stage that counts so. */
export function isMoved(
  process: ProcessMap,
  { life, visits }: { readonly life: Life; readonly visits: readonly Visit[] },
  { count, stage, from }: { readonly count: Count; readonly stage: string | undefined; readonly from: number },
): boolean {
  return staysOf(visits).some((stay) => {
    const key = process.places[stay.at - 1]?.key
    return key && (stage === undefined || key === stage) && countsOf(life, stay, from).includes(count)
  })
}
