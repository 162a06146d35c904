import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { arm, armNumbers, experimentReading } from './experiment-reading.ts'
import { duration, estimate, measuredDeal, measurementFilters } from './measurement.ts'
import { stageKey } from './stage-playbook.ts'
import { day, id, instant, line, nothing, page, pageQuery, text } from './primitives.ts'

/**
 * What can be changed: another version of the process, which may differ in one gate or one script only; or the sequence that the
 * people of a deal are put into, which may differ in the text of the first touch only.
 */
export const experimentKinds = ['process_version', 'sequence'] as const
export type ExperimentKind = (typeof experimentKinds)[number]

/** What is counted by the horizon: that a deal is won, that the buyer answers, or that it comes to a stage or further. */
export const experimentMeasures = ['won', 'replied', 'reached'] as const
export type ExperimentMeasure = (typeof experimentMeasures)[number]

/** `planned`: not begun. `running`: new deals come to one arm or the other. `ended`: no more do; those inside go on. */
export const experimentStatuses = ['planned', 'running', 'ended', 'decided'] as const
export type ExperimentStatus = (typeof experimentStatuses)[number]

export const experimentDecisions = ['adopt', 'keep', 'undecided'] as const
export type ExperimentDecision = (typeof experimentDecisions)[number]

/** Whom an experiment takes in; null for all. Imports of history never enter one. */
const chosen = (most: number) => z._default(z.nullable(z.array(id).check(z.minLength(1), z.maxLength(most))), null)

const design = {
  kind: z._default(z.enum(experimentKinds), 'process_version'),
  processId: id,
  /** A draft of the process, or a version that was in use before; the other arm is the published version. Null where sequences are tested. */
  changedVersionId: z._default(z.nullable(id), null),
  /** Of an experiment on sequences: the one as now, and the one that is tried. Null where a version is tested. */
  controlSequenceId: z._default(z.nullable(id), null),
  changedSequenceId: z._default(z.nullable(id), null),
  sourceIds: chosen(50),
  teamIds: chosen(50),
  ownerIds: chosen(200),
  /** What chance gives an arm to: each deal, or each seller with all deals. */
  unit: z._default(z.enum(['deal', 'seller']), 'deal'),
  /** Keeps the split within each source, in blocks of ten deals. */
  bySource: z._default(z.boolean(), false),
  /** Of 100 deals, how many come to the changed arm: whole tens. */
  changedPercent: z._default(z.int().check(z.minimum(10), z.maximum(90), z.multipleOf(10)), 50),
  measure: z._default(z.enum(experimentMeasures), 'won'),
  /** The key of the stage that is to be reached, one that both versions have after their first; null for other measures. */
  measureStageKey: z._default(z.nullable(stageKey), null),
  /** The day after opening by which a deal counts. */
  horizonDays: z.int().check(z.minimum(1), z.maximum(730)),
  /** The smallest difference worth finding, in deals of 100. */
  smallestEffect: z.number().check(z.minimum(0.5), z.maximum(50)),
}

export const planVerdicts = ['decidable', 'too_long', 'no_arrivals', 'no_wins', 'too_few_sellers'] as const

/** How long an experiment takes with this workspace's own arrivals, and its own share of what is measured. */
export const experimentPlan = z.strictObject({
  verdict: z.enum(planVerdicts),
  /** Weeks until the smallest effect would be found in four cases of five; null where it would never be. */
  weeks: z.nullable(z.int()),
  /** Deals that it takes, both arms together. */
  deals: z.nullable(z.int()),
  /** Deals opened a week that would be in it, over the last `overWeeks` weeks. */
  dealsPerWeek: z.number(),
  overWeeks: z.int(),
  /** Share that comes to what is measured by the horizon, as it is now: of wins, unless another measure is chosen. */
  winRate: estimate,
  sellers: z.int(),
  /** The smallest difference that could be found in a year, in deals of 100; null where none could. */
  findableInYear: z.nullable(z.number()),
})
export type ExperimentPlan = z.infer<typeof experimentPlan>

const named = z.strictObject({ id, name: z.string() })
const versionRef = z.strictObject({ id, number: z.int() })

const experimentFields = {
  id,
  name: z.string(),
  hypothesis: z.string(),
  kind: z.enum(experimentKinds),
  status: z.enum(experimentStatuses),
  process: named,
  control: versionRef,
  changed: versionRef,
  /** What is tested where it is no version: both arms are then of one. */
  sequences: z.nullable(z.strictObject({ control: named, changed: named })),
  measure: z.enum(experimentMeasures),
  /** The stage that is to be reached; null for other measures. */
  measureStage: z.nullable(z.strictObject({ key: z.string(), name: z.string() })),
  horizonDays: z.int(),
  smallestEffect: z.number(),
  createdAt: instant,
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  decision: z.nullable(z.enum(experimentDecisions)),
  decidedAt: z.nullable(instant),
}
export const experimentSummary = z.strictObject(experimentFields)
export type ExperimentSummary = z.infer<typeof experimentSummary>

export const experiment = z.strictObject({
  ...experimentFields,
  sourceIds: z.nullable(z.array(id)),
  teamIds: z.nullable(z.array(id)),
  ownerIds: z.nullable(z.array(id)),
  unit: z.enum(['deal', 'seller']),
  bySource: z.boolean(),
  changedPercent: z.int(),
  createdBy: z.nullable(named),
  /** What was said when it began; before that, null. */
  plan: z.nullable(experimentPlan),
  decisionReason: z.nullable(z.string()),
  decidedBy: z.nullable(named),
  /** The numbers on which it was decided, as they were then. */
  decidedReading: z.nullable(experimentReading),
})
export type Experiment = z.infer<typeof experiment>

const byId = z.strictObject({ id })

/** As it stood at the end of a day, by what was known at a moment; both now unless said. */
const { as_of, known_at } = measurementFilters
const clocks = { as_of, known_at }

export const listExperiments = endpoint({
  name: 'listExperiments',
  method: 'GET',
  path: '/experiments',
  permission: 'measurement.read',
  summary: 'Experiments, newest first: planned, running, ended and decided.',
  query: z.strictObject(pageQuery),
  output: page(experimentSummary),
})
export const showExperiment = endpoint({
  name: 'showExperiment',
  method: 'GET',
  path: '/experiments/{id}',
  permission: 'measurement.read',
  summary: 'One experiment: what is changed, for whom, what counts, what was decided.',
  params: byId,
  output: experiment,
})
export const readExperiment = endpoint({
  name: 'readExperiment',
  method: 'GET',
  path: '/experiments/{id}/reading',
  permission: 'measurement.read',
  summary: 'What an experiment says today, or said on a day: may be read on any day, as often as one likes.',
  params: byId,
  query: z.strictObject(clocks),
  output: z.extend(experimentReading, { knownAt: instant }),
})
export const listExperimentDeals = endpoint({
  name: 'listExperimentDeals',
  method: 'GET',
  path: '/experiments/{id}/deals',
  permission: 'measurement.read',
  summary: 'The deals behind a number of an experiment, newest first: as many as its reading says.',
  params: byId,
  query: z.strictObject({
    ...pageQuery,
    ...clocks,
    arm: z.optional(arm),
    number: z._default(z.enum(armNumbers), 'n'),
    /** Whose deals they were when they came in; `none` for nobody's. */
    seller: z.optional(z.union([id, z.literal('none')])),
  }),
  output: page(measuredDeal),
})
export const addExperiment = endpoint({
  name: 'addExperiment',
  method: 'POST',
  path: '/experiments',
  permission: 'process.edit',
  summary: 'Plans an experiment; nothing begins.',
  body: z.strictObject({ name: line(80), hypothesis: text(1000), ...design }),
  output: experiment,
  status: 201,
  errors: ['unknown_reference', 'no_published_process', 'sequence_retired'],
})
export const removeExperiment = endpoint({
  name: 'removeExperiment',
  method: 'DELETE',
  path: '/experiments/{id}',
  permission: 'process.edit',
  summary: 'Drops an experiment that has not begun.',
  params: byId,
  output: nothing,
  errors: ['experiment_not_so'],
})
export const planExperiment = endpoint({
  name: 'planExperiment',
  method: 'POST',
  path: '/experiment-plans',
  permission: 'process.edit',
  summary: 'How many weeks such an experiment takes, or that it cannot be decided with this volume; writes nothing.',
  body: z.strictObject(design),
  output: experimentPlan,
  errors: ['unknown_reference', 'no_published_process', 'sequence_retired'],
})
export const startExperiment = endpoint({
  name: 'startExperiment',
  method: 'POST',
  path: '/experiments/{id}/start',
  permission: 'process.edit',
  summary:
    'Begins an experiment: from now on chance gives new deals one version or the other, or one sequence or the other.',
  params: byId,
  body: z.strictObject({
    /** The weeks that were shown, null for "cannot be decided": who has not seen them does not begin. */
    weeksSeen: z.nullable(z.int().check(z.nonnegative())),
  }),
  output: experiment,
  errors: [
    'experiment_not_so',
    'experiment_running',
    'change_under_way',
    'experiment_plan_changed',
    'experiment_stage_gone',
    'experiment_version_unfit',
    'sequence_retired',
    'no_published_process',
    'stages_invalid',
  ],
})
export const endExperiment = endpoint({
  name: 'endExperiment',
  method: 'POST',
  path: '/experiments/{id}/end',
  permission: 'process.edit',
  summary: 'Lets no more deals in; those inside go on and are still read.',
  params: byId,
  output: experiment,
  errors: ['experiment_not_so'],
})
export const decideExperiment = endpoint({
  name: 'decideExperiment',
  method: 'POST',
  path: '/experiments/{id}/decision',
  permission: 'process.edit',
  summary:
    'Records what was decided and why, with the numbers as they are; adopting publishes the changed version, where one was tried.',
  params: byId,
  body: z.strictObject({ decision: z.enum(experimentDecisions), reason: text(1000).check(z.minLength(1)) }),
  output: experiment,
  errors: ['experiment_not_so', 'experiment_running', 'stages_invalid'],
})

/** Two versions that followed each other: what came before, and what after. No test. */
export const versionComparison = z.strictObject({
  asOf: day,
  knownAt: instant,
  horizonDays: z.int(),
  /** The earlier one first; fewer than two where the process has had one version only. */
  sides: z.array(
    z.strictObject({
      version: versionRef,
      n: z.int(),
      from: z.nullable(day),
      to: z.nullable(day),
      won: z.int(),
      wonByHorizon: estimate,
      timeToSignature: duration,
    }),
  ),
})
export type VersionComparison = z.infer<typeof versionComparison>

export const compareVersions = endpoint({
  name: 'compareVersions',
  method: 'GET',
  path: '/experiments/before-and-after',
  permission: 'measurement.read',
  summary: 'Two versions of a process that followed each other, side by side: before and after, which is no test.',
  query: z.strictObject({
    ...clocks,
    /** The default one unless said. */
    process: z.optional(id),
    /** Versions of it; the two that were in use last unless said. */
    before: z.optional(id),
    after: z.optional(id),
    by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
  }),
  output: versionComparison,
})
