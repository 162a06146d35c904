import * as z from 'zod/mini'
import { customValue } from './custom-values.ts'
import {
  disqualifyReasons,
  lostReasons,
  marketMaturities,
  outcomes,
  reversalReasons,
  signals,
  stakeholderRoles,
} from './fact-codes.ts'
import { currency, day, id, instant, minor } from './primitives.ts'
import { sellingFacts } from './selling-facts.ts'

export * from './fact-codes.ts'

const skipped = z.array(id)

/**
 * The facts of a deal: append-only, each with its data. Ids, codes and numbers only: words of people live in rows that
 * can be erased. Fields may be added as optional ones; none is ever renamed or removed.
 * The columns of the log itself say deal, time, actor, and for changes of stage the stage left and the stage entered.
 */
export const facts = {
  /**
   * The deal began: its first stage, its place in a process version. `missing` are the criteria that gates before this
   * stage ask for in vain.
   */
  'deal.opened': z.strictObject({
    versionId: id,
    sourceId: z.optional(z.nullable(id)),
    previousDealId: z.optional(id),
    importId: z.optional(id),
    /** What the deal began with; later changes are facts of their own. */
    ownerId: z.optional(z.nullable(id)),
    minor: z.optional(z.nullable(minor)),
    currency: z.optional(currency),
    expectedCloseOn: z.optional(z.nullable(day)),
    missing: z.optional(z.array(z.string())),
    /** Of a deal whose days nobody knows: how many there were from its opening to its end. */
    lengthDays: z.optional(z.int()),
  }),
  /** It came into an experiment when it was opened, to this arm, and stays in it whatever becomes of it. */
  'deal.assigned_to_arm': z.strictObject({
    experimentId: id,
    arm: z.enum(['control', 'changed']),
    versionId: id,
    /** Whose deal it was then. */
    ownerId: z.nullable(id),
  }),
  /**
   * Forward, or back; stages passed over are named, not counted as zero days. `missing` are the criteria that advising
   * gates on the way asked for in vain.
   */
  'deal.moved': z.strictObject({
    direction: z.enum(['forward', 'back']),
    skipped,
    missing: z.optional(z.array(z.string())),
  }),
  /**
   * Moved to another version or another process by a mapping of stages: no step forward or back, and the deal's clock runs
   * on. `enteredAt` is since when it counts as being in its stage: kept where the stage is the same by its key. `missing`
   * are the criteria that the new stage's gate asks for in vain.
   */
  'deal.version_changed': z.strictObject({
    fromVersionId: id,
    toVersionId: id,
    fromNumber: z.int(),
    toNumber: z.int(),
    /** Where it came from and where it came to; equal within one process. */
    fromProcessId: id,
    processId: id,
    from: z.string(),
    to: z.string(),
    enteredAt: instant,
    changeoverId: z.optional(id),
    missing: z.optional(z.array(z.string())),
  }),
  /** A gate was passed although something was missing, by the move `moveId`; the reason's words stand beside the fact, erasable. */
  'deal.gate_overridden': z.strictObject({ missing: z.array(z.string()), moveId: z.optional(id) }),
  /** A criterion of a gate was confirmed by a person, or the confirmation was taken back. */
  'deal.criterion_confirmed': z.strictObject({ criterion: z.string(), met: z.boolean() }),
  /** `minorBefore` is there when the win changed the amount: an undone win gives it back. */
  'deal.won': z.strictObject({
    signal: z.enum(signals),
    skipped,
    minor: z.nullable(minor),
    currency,
    minorBefore: z.optional(z.nullable(minor)),
  }),
  'deal.win_reversed': z.strictObject({ reason: z.enum(reversalReasons) }),
  /** `competitorId` is to whom, where that is known. */
  'deal.lost': z.strictObject({
    reason: z.enum(lostReasons),
    comeBackOn: z.nullable(day),
    competitorId: z.optional(id),
  }),
  'deal.disqualified': z.strictObject({ reason: z.enum(disqualifyReasons) }),
  'deal.postponed': z.strictObject({ comeBackOn: day }),
  /** A mistake corrected: the same clock runs on. */
  'deal.reopened': z.strictObject({ was: z.enum(outcomes) }),
  /** On the old deal: its customer came back in a new one. */
  'deal.came_back': z.strictObject({ newDealId: id }),
  /** The latest change of stage or outcome was a slip: the named fact does not count. */
  'deal.undone': z.strictObject({ type: z.string() }),
  'deal.assigned': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  /** Who shares the win, in hundredths of a per cent; none: it is the owner's. The latest holds for the win, also one before it. */
  'deal.split_set': z.strictObject({ memberIds: z.array(id), basisPoints: z.array(z.int()) }),
  'deal.amount_changed': z.strictObject({ from: z.nullable(minor), to: z.nullable(minor), currency }),
  'deal.expected_close_changed': z.strictObject({ from: z.nullable(day), to: z.nullable(day) }),
  'deal.customer_changed': z.strictObject({
    companyId: z.nullable(id),
    personId: z.nullable(id),
    householdId: z.nullable(id),
  }),
  'deal.source_changed': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  'deal.renamed': z.strictObject({}),
  'deal.stakeholder_set': z.strictObject({ personId: id, role: z.enum(stakeholderRoles) }),
  'deal.stakeholder_removed': z.strictObject({ personId: id }),
  'deal.next_step_planned': z.strictObject({ on: day }),
  'deal.next_step_done': z.strictObject({ on: day }),
  'deal.next_step_dropped': z.strictObject({}),
  'deal.terms_changed': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  'deal.maturity_changed': z.strictObject({
    from: z.nullable(z.enum(marketMaturities)),
    to: z.nullable(z.enum(marketMaturities)),
  }),
  'deal.tagged': z.strictObject({ added: z.array(id), removed: z.array(id) }),
  /** A field of the workspace's own; what a text was before stands beside the fact, erasable, and what it is now on the deal. */
  'deal.custom_changed': z.strictObject({
    fieldId: id,
    from: z.optional(z.nullable(customValue)),
    to: z.optional(z.nullable(customValue)),
  }),
  ...sellingFacts,
  'deal.lines_changed': z.strictObject({ count: z.int(), minor, currency }),
} satisfies Record<string, z.ZodMiniType>

export type FactType = keyof typeof facts
export type FactData<Type extends FactType> = z.infer<(typeof facts)[Type]>

/** The facts that change a deal's stage or outcome: only `deals/moves.ts` writes them. */
export const stateFacts = [
  'deal.opened',
  'deal.moved',
  'deal.won',
  'deal.win_reversed',
  'deal.lost',
  'deal.disqualified',
  'deal.postponed',
  'deal.reopened',
  'deal.version_changed',
  'deal.undone',
] as const satisfies readonly FactType[]

/** A fact as the API gives it: `data` by type; `words` are the erasable text that belongs to it; `names` what its ids are called now. */
export const fact = z.strictObject({
  id,
  type: z.enum(Object.keys(facts) as [FactType, ...FactType[]]), // Object.keys forgets the literal keys.
  occurredAt: instant,
  recordedAt: instant,
  /** False when an import knew no date: the time is the import's, and no duration is taken from it. */
  dated: z.boolean(),
  actor: z.strictObject({
    kind: z.enum(['member', 'key', 'import', 'automation']),
    id: z.nullable(id),
    name: z.nullable(z.string()),
  }),
  fromStageId: z.nullable(id),
  stageId: z.nullable(id),
  /** The later fact that undid this one. */
  undoneBy: z.nullable(id),
  data: z.record(z.string(), z.unknown()),
  words: z.nullable(z.string()),
  names: z.record(id, z.string()),
})
export type Fact = z.infer<typeof fact>
