import type { ProcessMapFigures } from '../../../contract/process-map.ts'
import {
  type ProcessQualities,
  type Quality,
  type QualityMeasure,
  qualityLimits,
} from '../../../contract/process-qualities.ts'
import type { Completeness } from './completeness.ts'
import type { Adherence } from './adherence.ts'
import type { PlannedStage } from './map-inputs.ts'

type Told = ProcessQualities['qualities'][number]
type Standing = Told['standing']
type Measure = Told['measures'][number]

export interface QualityInputs {
  readonly planned: readonly PlannedStage[]
  readonly map: ProcessMapFigures
  readonly adherence: Adherence
  readonly completeness: Completeness
  /** Versions published in the last year beside the first one, and deals that were moved over to another version. */
  readonly versions: number
  readonly movedOver: number
}

/** How a process fares on the seven qualities, each by what can be counted, judged by limits that are stated. */
export function qualitiesOf(inputs: QualityInputs): Told[] {
  return [
    customerCentred(inputs),
    defined(inputs),
    repeatable(inputs),
    predictable(inputs),
    goalDirected(inputs),
    measurable(inputs),
    adaptable(inputs),
  ]
}

function customerCentred({ planned }: QualityInputs): Told {
  const steps = planned.filter(({ buyerStep }) => isSaid(buyerStep))
  const evidence = planned.filter(({ exitCriteria }) => exitCriteria.some(({ kind }) => isOfTheBuyer(kind)))
  return told('customer_centred', ofStages(planned, { buyer_steps: steps, exit_evidence: evidence }))
}

/** What the buyer has said or shown, as far as a criterion tells it: a sentence that somebody confirms, or whom we know. */
function isOfTheBuyer(kind: string): boolean {
  return kind === 'statement' || kind === 'contact_known' || kind === 'decider_known'
}

function defined({ planned }: QualityInputs): Told {
  const parts = {
    purposes: planned.filter(({ purpose }) => isSaid(purpose)),
    gates: planned.filter(({ entryCriteria, exitCriteria }) => entryCriteria.length + exitCriteria.length > 0),
    planned_contacts: planned.filter(({ contacts }) => contacts > 0),
  }
  return told('defined', ofStages(planned, parts))
}

function repeatable({ map, adherence: { lacking, overridden } }: QualityInputs): Told {
  const moves = map.moves
  const clean = Math.max(0, moves - lacking - overridden)
  const reached = map.stages.reduce((sum, stage) => sum + stage.reached, 0)
  const skipped = map.stages.reduce((sum, stage) => sum + stage.skipped, 0)
  const measures = [
    measure('clean_moves', clean, moves),
    measure('overridden_moves', overridden, moves),
    measure('skipped_stages', skipped, reached),
  ]
  const often = map.stages.filter((stage) => stage.skipped > stage.reached * (1 - qualityLimits.share))
  return {
    quality: 'repeatable',
    standing: standingOf([shareStanding(clean, moves), shareStanding(reached - skipped, reached)]),
    measures,
    stages: often.map(({ name }) => name),
  }
}

function predictable({ map }: QualityInputs): Told {
  const widths = map.stages.flatMap(({ name, duration: { n, median, band } }) => {
    const { value } = median
    if (n < qualityLimits.least || value === null || value <= 0 || band.low === null || band.high === null) return []
    return [{ name, width: (band.high - band.low) / value }]
  })
  const widest = widths.length === 0 ? null : Math.max(...widths.map(({ width }) => width))
  return {
    quality: 'predictable',
    standing: widest === null ? 'untold' : widest <= qualityLimits.band ? 'holds' : 'falls_short',
    measures: [measure('widest_band', widest, null)],
    stages: widths.filter(({ width }) => width > qualityLimits.band).map(({ name }) => name),
  }
}

function goalDirected({ map }: QualityInputs): Told {
  const all = map.stages.flatMap(({ targets }) => [targets.duration, targets.conversion, targets.deals])
  const set = all.flatMap((target) => target ?? [])
  const met = set.filter(({ verdict }) => verdict === 'met').length
  const missed = map.stages.filter(({ targets }) => Object.values(targets).some((each) => each?.verdict === 'missed'))
  const missedCount = set.filter(({ verdict }) => verdict === 'missed').length
  // A stage with one target has something to aim at; nobody needs three.
  const aimed = map.stages.filter(({ targets }) => Object.values(targets).some((each) => each !== null))
  const standing = shareStanding(aimed.length, map.stages.length, 1)
  return {
    quality: 'goal_directed',
    standing: standing === 'holds' && missedCount > 0 ? 'falls_short' : standing,
    measures: [
      measure('targets_set', aimed.length, map.stages.length),
      measure('targets_met', met, set.length),
      measure('targets_missed', missedCount, set.length),
    ],
    stages: (missed.length > 0 ? missed : map.stages.filter((stage) => !aimed.includes(stage))).map(({ name }) => name),
  }
}

function measurable({ completeness: { deals, dated, withAmount, withSource } }: QualityInputs): Told {
  const parts = { dated_deals: dated, deals_with_amount: withAmount, deals_with_source: withSource }
  return {
    quality: 'measurable',
    standing: standingOf(Object.values(parts).map((count) => shareStanding(count, deals))),
    measures: entriesOf(parts).map(([name, count]) => measure(name, count, deals)),
    stages: [],
  }
}

function adaptable({ versions, movedOver }: QualityInputs): Told {
  return {
    quality: 'adaptable',
    standing: versions > 0 ? 'holds' : 'falls_short',
    measures: [measure('versions_in_year', versions, null), measure('deals_moved_over', movedOver, null)],
    stages: [],
  }
}

interface OfStages {
  readonly standing: Standing
  readonly measures: Measure[]
  readonly stages: string[]
}

/** How many of the stages have each of several things, and which lack any. */
function ofStages(
  planned: readonly PlannedStage[],
  parts: Partial<Record<QualityMeasure, readonly PlannedStage[]>>,
): OfStages {
  const lists = entriesOf(parts).flatMap(([name, stages]) => (stages ? [{ name, stages }] : []))
  return {
    standing: standingOf(lists.map(({ stages }) => shareStanding(stages.length, planned.length, 1))),
    measures: lists.map(({ name, stages }) => measure(name, stages.length, planned.length)),
    stages: planned.filter((stage) => lists.some(({ stages }) => !stages.includes(stage))).map(({ name }) => name),
  }
}

function told(quality: Quality, parts: OfStages): Told {
  return { quality, ...parts }
}

function measure(name: QualityMeasure, count: number | null, of: number | null): Measure {
  return { measure: name, count, of }
}

/** Object.entries forgets which keys there are. */
function entriesOf<Key extends string, Value>(record: Partial<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][]
}

function shareStanding(count: number, of: number, least: number = qualityLimits.least): Standing {
  if (of < least) return 'untold'
  return count >= of * qualityLimits.share ? 'holds' : 'falls_short'
}

/** The worst of several. */
function standingOf(standings: readonly Standing[]): Standing {
  if (standings.includes('falls_short')) return 'falls_short'
  return standings.includes('untold') ? 'untold' : 'holds'
}

function isSaid(text: string | null): boolean {
  return text !== null && text.trim() !== ''
}
