import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, occurredAt, page, pageQuery } from './primitives.ts'
import { criterionKinds } from './process.ts'
import { stageKey } from './stage-playbook.ts'

// Running deals stay on the version they began with, unless they are moved by an explicit mapping of stages: a changeover.

/** Key of a stage that is left → key of the stage that is entered. The deals of a stage that is not named stay. */
const mapping = z.record(stageKey, stageKey)

/**
 * What a gate of the new version that is not met means: 'tell' takes the deal along and says in its fact what is missing,
 * 'hold' leaves a deal where it is that lacks what an enforced gate of its new stage asks for on entry.
 */
const gates = z._default(z.enum(['tell', 'hold']), 'tell')

/** Why a deal was left where it is. */
export const leftReasons = ['gate_not_met', 'changed_since'] as const

const wanted = {
  fromVersionId: id,
  toVersionId: id,
  gates,
  /** Only these deals. */
  dealIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(200))),
  /** When the deals changed over, if not now: a deal whose stage or outcome has changed since is left where it is. */
  occurredAt,
}

const stageCount = z.strictObject({ key: stageKey, name: z.string(), deals: z.int() })

export const changeoverPreview = z.strictObject({
  /** The stages left, with their open deals; `to` is null where they stay. */
  from: z.array(
    z.strictObject({
      ...stageCount.shape,
      to: z.nullable(stageKey),
      /** Whether it is the same stage of the same process: then the time in it runs on. */
      isSame: z.boolean(),
    }),
  ),
  /** The stages entered, with the open deals that are in them already and those that come. */
  to: z.array(z.strictObject({ ...stageCount.shape, coming: z.int() })),
  /** What gates of the new version ask for on entry and deals lack. */
  gates: z.array(
    z.strictObject({
      stage: stageKey,
      name: z.string(),
      gate: z.enum(['advise', 'enforce']),
      /** Deals that lack something. */
      deals: z.int(),
      missing: z.array(
        z.strictObject({
          key: z.string(),
          kind: z.enum(criterionKinds),
          text: z.nullable(z.string()),
          deals: z.int(),
        }),
      ),
    }),
  ),
  moving: z.int(),
  staying: z.int(),
  /** Deals that would be left, by reason. */
  left: z.array(z.strictObject({ reason: z.enum(leftReasons), deals: z.int() })),
})
export type ChangeoverPreview = z.infer<typeof changeoverPreview>

const versionRef = z.strictObject({ id, number: z.int(), processId: id, processName: z.string() })
const namedDeal = z.strictObject({ id, name: z.string(), reason: z.nullable(z.enum(leftReasons)) })

export const changeoverStatuses = ['queued', 'running', 'done', 'undoing', 'undone', 'failed'] as const

const changeoverFields = {
  id,
  status: z.enum(changeoverStatuses),
  from: versionRef,
  to: versionRef,
  createdAt: instant,
  createdBy: z.nullable(z.strictObject({ id, name: z.string() })),
  finishedAt: z.nullable(instant),
  undoneAt: z.nullable(instant),
  /** Until when it can be undone as a whole; null when it cannot. */
  undoableUntil: z.nullable(instant),
  /** Deals that were to be moved. */
  total: z.int(),
  moved: z.int(),
  left: z.int(),
  /** Of an undo: moved back, and kept because somebody has moved or ended them since. */
  undone: z.int(),
  kept: z.int(),
}
export const changeoverSummary = z.strictObject(changeoverFields)
export const changeover = z.strictObject({
  ...changeoverFields,
  mapping,
  gates: z.enum(['tell', 'hold']),
  /** The first 50 of the deals that were left, and of those that an undo kept. */
  leftDeals: z.array(namedDeal),
  keptDeals: z.array(namedDeal),
})
export type Changeover = z.infer<typeof changeover>

const byId = z.strictObject({ id })

export const previewChangeover = endpoint({
  name: 'previewChangeover',
  method: 'POST',
  path: '/changeovers/preview',
  permission: 'process.edit',
  summary: 'What moving the running deals of a version to another one would do; without a mapping, one is proposed.',
  body: z.strictObject({ ...wanted, mapping: z.optional(mapping) }),
  output: changeoverPreview,
  errors: ['changeover_invalid', 'occurred_in_future', 'unknown_reference'],
})
export const startChangeover = endpoint({
  name: 'startChangeover',
  method: 'POST',
  path: '/changeovers',
  permission: 'process.edit',
  summary: 'Moves the running deals of a version to a published one by a mapping of stages; many of them in batches.',
  body: z.strictObject({ ...wanted, mapping }),
  output: changeover,
  status: 201,
  errors: ['changeover_invalid', 'occurred_in_future', 'unknown_reference'],
})
export const showChangeover = endpoint({
  name: 'showChangeover',
  method: 'GET',
  path: '/changeovers/{id}',
  permission: 'process.read',
  summary: 'How far a changeover has come, and which deals were left or kept.',
  params: byId,
  output: changeover,
})
export const listChangeovers = endpoint({
  name: 'listChangeovers',
  method: 'GET',
  path: '/processes/{id}/changeovers',
  permission: 'process.read',
  summary: 'The changeovers from and to the versions of a process, newest first.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(changeoverSummary),
})
export const undoChangeover = endpoint({
  name: 'undoChangeover',
  method: 'POST',
  path: '/changeovers/{id}/undo',
  permission: 'process.edit',
  summary: 'Moves the deals of a changeover back, within a day; those moved or ended since are kept and named.',
  params: byId,
  output: changeover,
  errors: ['changeover_not_undoable'],
})
