import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { playbook, stageKey } from './stage-playbook.ts'
import { id, instant, language, line, nothing, page, pageQuery, text, version } from './primitives.ts'

/** The common grain of every process, in order; a stage covers one phase or a run of them. Care comes after the win. */
export const phases = [
  'prospecting',
  'preparation',
  'outreach',
  'qualification',
  'presentation',
  'objections',
  'closing',
  'care',
] as const
export type Phase = (typeof phases)[number]

export const channels = [
  'phone',
  'email',
  'linkedin',
  'social',
  'letter',
  'signage',
  'in_person',
  'meeting',
  'visit',
  'chat',
  'referral',
] as const

/** Who gets in touch with whom. */
export const directions = ['outbound', 'inbound'] as const

/** What a gate can ask for: a sentence that a person confirms, or something the deal itself shows. */
export const criterionKinds = [
  'statement',
  'amount_known',
  'expected_close_known',
  'contact_known',
  'decider_known',
  'owner_known',
  'next_step_planned',
  'lines_present',
  'need_confirmed',
  'means_confirmed',
  'authority_confirmed',
  'time_known',
] as const

export const criterion = z.strictObject({
  key: stageKey,
  kind: z.enum(criterionKinds),
  /** The sentence to confirm; null for the other kinds, whose words stand in the catalogues. */
  text: z.nullable(line(300)),
})
export type Criterion = z.infer<typeof criterion>

/** Who of us makes a touchpoint; null is whoever owns the deal. */
export const touchpointHands = ['seller', 'manager', 'expert', 'marketing', 'care', 'partner', 'automatic'] as const

export const touchpoint = z.strictObject({
  channel: z.enum(channels),
  direction: z.enum(directions),
  by: z._default(z.nullable(z.enum(touchpointHands)), null),
  count: z.int().check(z.minimum(1), z.maximum(50)),
  spacingDays: z.int().check(z.minimum(0), z.maximum(365)),
})
export type Touchpoint = z.infer<typeof touchpoint>

const stageFields = {
  /** Stays the same through all versions of a process, so that numbers compare. */
  key: stageKey,
  name: line(80),
  phases: z.array(z.enum(phases)).check(z.minLength(1), z.maxLength(8)),
  purpose: z.nullable(text(1000)),
  /** What the buyer does meanwhile. */
  buyerStep: z.nullable(text(1000)),
  script: z.nullable(text(10_000)),
  playbook: z._default(playbook, { questions: [], dos: [], donts: [] }),
  /** 'enforce' stops a deal that lacks a criterion unless the gate is overridden; 'advise' only shows and counts it. */
  gate: z.enum(['advise', 'enforce']),
  entryCriteria: z.array(criterion).check(z.maxLength(20)),
  exitCriteria: z.array(criterion).check(z.maxLength(20)),
  touchpoints: z.array(touchpoint).check(z.maxLength(20)),
  targets: z.strictObject({
    durationDays: z.nullable(z.int().check(z.minimum(0), z.maximum(3650))),
    /** Percent of the deals that enter. */
    conversionPercent: z.nullable(z.number().check(z.minimum(0), z.maximum(100))),
    /** Deals a month that are to enter. */
    deals: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(1_000_000))), null),
  }),
}

/** A stage of one process version. */
export const stage = z.strictObject({ id, position: z.int(), ...stageFields })
export type Stage = z.infer<typeof stage>

/** A stage as it is edited in a draft or offered by a template. */
export const stageDraft = z.strictObject(stageFields)
export type StageDraft = z.infer<typeof stageDraft>

/** `trial`: an experiment opens deals in it, beside the published one. */
export const versionStatuses = ['draft', 'trial', 'published', 'retired'] as const

/** What keeps a draft from being published. `stage` is the key of the one to look at, null for the process as a whole. */
export const draftProblem = z.strictObject({
  problem: z.enum([
    'too_few',
    'too_many',
    'duplicate_key',
    'duplicate_name',
    'care_not_last',
    'phases_out_of_order',
    'sentence_missing',
  ]),
  stage: z.nullable(stageKey),
})
export type DraftProblem = z.infer<typeof draftProblem>

export const processVersion = z.strictObject({
  id,
  processId: id,
  number: z.int(),
  status: z.enum(versionStatuses),
  /** Who may override an enforced gate. */
  overrides: z.enum(['anyone', 'managers', 'nobody']),
  createdAt: instant,
  publishedAt: z.nullable(instant),
  publishedBy: z.nullable(z.strictObject({ id, name: z.string() })),
  retiredAt: z.nullable(instant),
  /** Open deals pinned to this version. */
  openDeals: z.int(),
  version,
  stages: z.array(stage),
  /** Empty for a version that is published. */
  problems: z.array(draftProblem),
})
export type ProcessVersion = z.infer<typeof processVersion>

const processFields = {
  id,
  name: z.string(),
  isDefault: z.boolean(),
  /** Since when no new deal begins in it. */
  retiredAt: z.nullable(instant),
  version,
}

export const processSummary = z.strictObject({
  ...processFields,
  /** In all its versions. */
  openDeals: z.int(),
  publishedVersionId: z.nullable(id),
  draftVersionId: z.nullable(id),
})
export type ProcessSummary = z.infer<typeof processSummary>
export const processDetail = z.strictObject({
  ...processFields,
  /** Newest first; at most 50. */
  versions: z.array(processVersion),
})
export type ProcessDetail = z.infer<typeof processDetail>

export const template = z.strictObject({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  stages: z.array(stageDraft),
})

const byId = z.strictObject({ id })

export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/process-templates',
  permission: 'anyone',
  summary: 'The process templates in one language.',
  query: z.strictObject({ language: z._default(language, 'en') }),
  output: z.strictObject({ items: z.array(template) }),
})
export const listProcesses = endpoint({
  name: 'listProcesses',
  method: 'GET',
  path: '/processes',
  permission: 'process.read',
  summary: 'The ways this workspace sells.',
  query: z.strictObject(pageQuery),
  output: page(processSummary),
})
export const showProcess = endpoint({
  name: 'showProcess',
  method: 'GET',
  path: '/processes/{id}',
  permission: 'process.read',
  summary: 'One process with its versions and their stages.',
  params: byId,
  output: processDetail,
})
export const addProcess = endpoint({
  name: 'addProcess',
  method: 'POST',
  path: '/processes',
  permission: 'process.edit',
  summary: 'Adds a process from a template or as a copy of another one, published as version 1.',
  body: z.strictObject({
    /** The key of a template; without it `copyOf` is needed. */
    template: z.optional(line(60)),
    /** A process whose published version is copied. */
    copyOf: z.optional(id),
    name: z.optional(line(80)),
    language: z.optional(language),
  }),
  output: processDetail,
  status: 201,
  errors: ['unknown_reference', 'name_taken'],
})
export const changeProcess = endpoint({
  name: 'changeProcess',
  method: 'PATCH',
  path: '/processes/{id}',
  permission: 'process.edit',
  summary: 'Renames a process, makes it the default one, retires it or takes it back into use.',
  versioned: true,
  params: byId,
  body: z.strictObject({
    name: z.optional(line(80)),
    isDefault: z.optional(z.literal(true)),
    isRetired: z.optional(z.boolean()),
  }),
  output: processDetail,
  errors: ['name_taken', 'default_process_stays', 'no_published_process'],
})
export const draftProcess = endpoint({
  name: 'draftProcess',
  method: 'POST',
  path: '/processes/{id}/draft',
  permission: 'process.edit',
  summary: 'Begins a draft from the published version.',
  params: byId,
  output: processVersion,
  status: 201,
  errors: ['draft_exists', 'no_published_process'],
})
export const changeDraft = endpoint({
  name: 'changeDraft',
  method: 'PUT',
  path: '/process-versions/{id}',
  permission: 'process.edit',
  summary:
    'Replaces the stages of a draft, in their order; what keeps them from being published is said in `problems`.',
  versioned: true,
  params: byId,
  body: z.strictObject({
    overrides: z.optional(z.enum(['anyone', 'managers', 'nobody'])),
    stages: z.array(stageDraft).check(z.minLength(1), z.maxLength(20)),
  }),
  output: processVersion,
  errors: ['version_not_draft', 'stages_invalid'],
})
export const publishDraft = endpoint({
  name: 'publishDraft',
  method: 'POST',
  path: '/process-versions/{id}/publish',
  permission: 'process.edit',
  summary: 'Publishes a draft and retires the version before it; running deals stay on theirs.',
  params: byId,
  output: processVersion,
  errors: ['version_not_draft', 'stages_invalid', 'experiment_running'],
})
export const discardDraft = endpoint({
  name: 'discardDraft',
  method: 'DELETE',
  path: '/process-versions/{id}',
  permission: 'process.edit',
  summary: 'Discards a draft.',
  params: byId,
  output: nothing,
  errors: ['version_not_draft', 'in_use'],
})
