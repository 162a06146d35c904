import type { ErrorData } from '../../../contract/errors.ts'
import type { Criterion, Phase, Stage } from '../../../contract/process.ts'

/** A stage as deals need it: its place and its gate. */
export type GateStage = Pick<Stage, 'id' | 'key' | 'name' | 'position' | 'gate' | 'entryCriteria' | 'exitCriteria'> & {
  readonly phases: readonly Phase[]
}

/** What a gate can see of a deal. */
export interface GateView {
  readonly amountKnown: boolean
  readonly expectedCloseKnown: boolean
  readonly ownerKnown: boolean
  readonly nextStepPlanned: boolean
  readonly hasLines: boolean
  /** A private customer is talked to, and decides, in person. */
  readonly customerIsPrivate: boolean
  readonly stakeholderRoles: readonly string[]
  /** What was found to be so. */
  readonly qualified: readonly string[]
  readonly confirmed: readonly { readonly stageKey: string; readonly criterion: string }[]
}

type Missing = ErrorData<'gate_not_met'>['gates'][number]

/** What is missing on a way, by gate: `enforced` stops the deal, `advised` is only said and counted. */
export interface Verdict {
  readonly enforced: readonly Missing[]
  readonly advised: readonly Missing[]
}

/** The stages between two, not counting these; none when the way goes back. */
export function passedOver(stages: readonly GateStage[], from: number, to: number): GateStage[] {
  return stages.filter((stage) => stage.position > from && stage.position < to)
}

/**
 * What a deal lacks on its way forward from one position to another: the exit criteria of the stage it leaves, both kinds
 * of each stage it passes over, the entry criteria of the stage it enters. Going back asks for nothing.
 */
export function gatesOnTheWay(stages: readonly GateStage[], from: number, to: number, deal: GateView): Verdict {
  const onTheWay = stages.filter((stage) => stage.position >= from && stage.position <= to)
  const gates = onTheWay.flatMap((stage): (Missing & Pick<GateStage, 'gate'>)[] => {
    const asked = [
      ...(stage.position === from ? [] : stage.entryCriteria),
      ...(stage.position === to ? [] : stage.exitCriteria),
    ]
    const missing = lacking(asked, stage.key, deal)
    if (missing.length === 0) return []
    return [{ stageId: stage.id, stage: stage.name, gate: stage.gate, missing }]
  })
  const only = (mode: GateStage['gate']): Missing[] =>
    gates.flatMap(({ gate, ...missing }) => (gate === mode ? [missing] : []))
  return { enforced: only('enforce'), advised: only('advise') }
}

/** The criteria of a stage that a deal does not meet. */
export function lacking(criteria: readonly Criterion[], stageKey: string, deal: GateView): Criterion[] {
  return criteria.filter((criterion) => !isMet(criterion, stageKey, deal))
}

function isMet(criterion: Criterion, stageKey: string, deal: GateView): boolean {
  switch (criterion.kind) {
    case 'statement':
      return deal.confirmed.some((done) => done.stageKey === stageKey && done.criterion === criterion.key)
    case 'amount_known':
      return deal.amountKnown
    case 'expected_close_known':
      return deal.expectedCloseKnown
    case 'contact_known':
      return deal.customerIsPrivate || deal.stakeholderRoles.length > 0
    case 'decider_known':
      return deal.customerIsPrivate || deal.stakeholderRoles.some((role) => role === 'decides' || role === 'signs')
    case 'owner_known':
      return deal.ownerKnown
    case 'next_step_planned':
      return deal.nextStepPlanned
    case 'lines_present':
      return deal.hasLines
    case 'need_confirmed':
      return deal.qualified.includes('need')
    case 'means_confirmed':
      return deal.qualified.includes('means')
    case 'authority_confirmed':
      return deal.qualified.includes('authority')
    case 'time_known':
      return deal.qualified.includes('time')
  }
}
