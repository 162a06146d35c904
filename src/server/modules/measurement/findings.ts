import { type AuditFinding, deadAfterDays } from '../../../contract/process-audits.ts'
import type { MapStage, ProcessMapFigures } from '../../../contract/process-map.ts'
import type { DoneWithoutWin } from './activities.ts'
import type { Adherence } from './adherence.ts'
import { dayNumber } from './history.ts'

/** What an audit goes by beside the map. */
export interface AuditInputs {
  readonly map: ProcessMapFigures
  readonly adherence: Adherence
  readonly withoutWin: DoneWithoutWin
  readonly drift: AuditFinding | null
}

/** A stage that fewer deals went through says nothing of its own. */
const fewestDeals = 10
/** So few recorded activities say nothing of where the effort goes. */
const fewestDone = 30

/** What an audit finds in a process, the heaviest first; what there is too little to say of is left out. */
export function findingsOf({ map, adherence, withoutWin, drift }: AuditInputs): AuditFinding[] {
  return [
    ...leakiest(map),
    ...slowest(map),
    ...dead(map),
    ...adherenceFound(map, adherence),
    ...(drift === null ? [] : [drift]),
    ...effort(map, withoutWin),
  ]
}

/** Where one more deal in a hundred going on brings the most. */
function leakiest({ stages }: ProcessMapFigures): AuditFinding[] {
  const told = stages.flatMap((stage) => {
    const n = stage.reached - stage.skipped
    return stage.gain.wins === null || n < fewestDeals ? [] : [{ stage, n, wins: stage.gain.wins }]
  })
  const [most] = told.toSorted((one, other) => other.wins - one.wins)
  if (most === undefined || most.wins === 0) return []
  const { key, name, conversion, gain } = most.stage
  return [{ finding: 'leakiest', key, name, conversion, n: most.n, wins: most.wins, minor: gain.minor }]
}

function slowest({ stages }: ProcessMapFigures): AuditFinding[] {
  const told = stages.flatMap((stage) => {
    const { median, n } = stage.duration
    return median.value === null || n < fewestDeals ? [] : [{ stage, n, median, days: median.value }]
  })
  const [longest, ...others] = told.toSorted((one, other) => other.days - one.days)
  if (longest === undefined) return []
  const { key, name, perMonth } = longest.stage
  // Little's law: so many come in a day, and each would be gone a day sooner.
  const fewerOpen = ((perMonth.estimate ?? 0) * 12) / 365.2425
  const asSlow = others
    .filter(({ median: { high } }) => (high ?? Infinity) >= (longest.median.low ?? 0))
    .map(({ stage, median, n }) => ({ key: stage.key, name: stage.name, median, n }))
  const found = { finding: 'slowest', key, name, median: longest.median, n: longest.n, fewerOpen } as const
  return [asSlow.length === 0 ? found : { ...found, asSlow }]
}

/** Stages that nothing has come through for long, in a process that is old enough to tell. */
function dead({ stages, windowDays, asOf }: ProcessMapFigures): AuditFinding[] {
  if (windowDays < deadAfterDays) return []
  const daysSince = ({ lastPassedOn }: MapStage) =>
    lastPassedOn === null ? null : dayNumber(asOf) - dayNumber(lastPassedOn)
  return stages
    .map((stage) => ({ stage, days: daysSince(stage) }))
    .filter(({ days }) => days === null || days >= deadAfterDays)
    .map(({ stage: { key, name, open }, days }) => ({ finding: 'dead', key, name, days, open }))
}

function adherenceFound({ moves, stages }: ProcessMapFigures, { lacking, overridden }: Adherence): AuditFinding[] {
  if (moves === 0) return []
  const clean = Math.max(0, moves - lacking - overridden)
  const skipped = total(stages, (stage) => stage.skipped)
  const reached = total(stages, (stage) => stage.reached)
  return [{ finding: 'adherence', moves, clean, overridden, skipped, reached }]
}

/** Where most of the effort goes: by time, once enough touches tell theirs; before, by how much was done. */
function effort({ stages, windowDays: days }: ProcessMapFigures, withoutWin: DoneWithoutWin): AuditFinding[] {
  const touches = total(stages, ({ activities }) => activities.touches)
  const timed = total(stages, ({ activities }) => activities.timed)
  const by = timed >= fewestDone && timed * 2 >= touches ? 'minutes' : 'count'
  const doneIn = ({ activities }: MapStage) =>
    by === 'minutes'
      ? activities.minutes
      : activities.touches + activities.steps + activities.notes + activities.criteria
  const all = total(stages, doneIn)
  const [most] = stages.toSorted((one, other) => doneIn(other) - doneIn(one))
  if (most === undefined || all < fewestDone) return []
  const { key, name } = most
  return [
    { finding: 'effort', key, name, days, by, done: doneIn(most), all, withoutWin: withoutWin[by], touches, timed },
  ]
}

function total(stages: readonly MapStage[], count: (stage: MapStage) => number): number {
  return stages.reduce((sum, stage) => sum + count(stage), 0)
}
