import type { Criterion, Phase, StageDraft, Touchpoint } from '../../../../contract/process.ts'

/** A criterion without its words. */
export type PlannedCriterion = Pick<Criterion, 'key' | 'kind'>

/** A stage without its words: those stand in the catalogues, under the template's and the stage's key. */
export interface PlannedStage
  extends Omit<
    StageDraft,
    'name' | 'purpose' | 'buyerStep' | 'script' | 'playbook' | 'entryCriteria' | 'exitCriteria'
  > {
  readonly entryCriteria: readonly PlannedCriterion[]
  readonly exitCriteria: readonly PlannedCriterion[]
}

export interface PlannedProcess {
  readonly key: string
  readonly stages: readonly PlannedStage[]
}

type Shape = Partial<Pick<PlannedStage, 'gate' | 'entryCriteria' | 'exitCriteria' | 'touchpoints'>>

/**
 * A stage of a template. Targets stay open: how long a stage takes and how many go on is this company's to find out, and a
 * figure from elsewhere would be taken for a fact.
 */
export function stage(key: string, phases: Phase[], shape: Shape = {}): PlannedStage {
  return {
    key,
    phases,
    gate: 'advise',
    entryCriteria: [],
    exitCriteria: [],
    touchpoints: [],
    targets: { durationDays: null, conversionPercent: null, deals: null },
    ...shape,
  }
}

/** A sentence that a person confirms. */
export const says = (key: string): PlannedCriterion => ({ key, kind: 'statement' })

/** Something the deal itself shows. */
export const shows = (kind: Exclude<PlannedCriterion['kind'], 'statement'>): PlannedCriterion => ({
  key: kind.replaceAll('_', '-'),
  kind,
})

export const reachOut = (channel: Touchpoint['channel'], count = 1, spacingDays = 0): Touchpoint => ({
  channel,
  direction: 'outbound',
  by: null,
  count,
  spacingDays,
})
export const comesIn = (channel: Touchpoint['channel']): Touchpoint => ({
  channel,
  direction: 'inbound',
  by: null,
  count: 1,
  spacingDays: 0,
})

/** Nobody is presented to who does not need it or cannot pay. */
export const needAndMeans = { gate: 'enforce', entryCriteria: [says('need'), says('means')] } satisfies Shape
