import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { classes, ruleReasons, scorePart } from './prospects.ts'
import { id, instant, line, nothing, page, pageQuery } from './primitives.ts'
import { segmentKinds } from './segments.ts'

/** A score is made by rules until there are so many outcomes that it can be fitted to them, and tested. */
export const leastOutcomes = 200

export type RuleReason = (typeof ruleReasons)[number]

export const mostOwnRules = 30

const points = z.int().check(z.minimum(-200), z.maximum(200))
const ownRule = z.strictObject({
  name: line(60),
  kind: z.enum(segmentKinds),
  /** A filter as JSON (filters.ts); its fields are those of the kind. */
  filter: z.record(z.string(), z.unknown()),
  points,
})
export type OwnRule = z.infer<typeof ownRule>

export const scoreRules = z.strictObject({
  points: z.record(z.enum(ruleReasons), points),
  rules: z.array(ownRule).check(z.maxLength(mostOwnRules)),
  /** From so many points on: class A, and class B. */
  cutA: points,
  cutB: points,
})
export type ScoreRules = z.infer<typeof scoreRules>

/** Why a field is not used by the fitted score; worded by `scoring.excluded.<code>`. */
export const exclusions = [
  'private',
  'chosen_never',
  'stamped_after',
  'filled_after',
  'filled_later',
  'decides_outcome',
  'too_good',
  'named_after',
  'scored_elsewhere',
  'one_each',
  'one_value',
  'rarely_filled',
  'kind',
] as const
export type Exclusion = (typeof exclusions)[number]

const field = z.strictObject({
  key: z.string(),
  /** What it is called, of a field of the workspace's own. */
  name: z.nullable(z.string()),
  excluded: z.nullable(z.enum(exclusions)),
  /** It looks as if it were known only afterwards, and is used because somebody who knows said so. */
  anyway: z.boolean(),
  /** In how many of the cases something stands there. */
  filled: z.int(),
  /** Area under the ROC curve of this field alone; null where it says nothing. */
  area: z.nullable(z.number()),
  /** By how much the log odds of the cases are moved by it, on average. */
  weight: z.nullable(z.number()),
})
export type ScoreField = z.infer<typeof field>

const share = z.strictObject({
  estimate: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})

/** How a fitted score did on cases that it had not seen. */
export const scoreReport = z.strictObject({
  /** Cases it was fitted to and those it was tested on, with how many of each were won. */
  trained: z.strictObject({ n: z.int(), won: z.int() }),
  tested: z.strictObject({ n: z.int(), won: z.int() }),
  /** Tested on what ended later, or, where no days are known, on a part drawn by chance. */
  split: z.enum(['later', 'chance']),
  /** The day that parts them, for 'later'. */
  partedAt: z.nullable(instant),
  /** λ of the L2 penalty. */
  penalty: z.number(),
  area: share,
  brier: z.strictObject({ score: z.nullable(z.number()), base: z.nullable(z.number()), skill: z.nullable(z.number()) }),
  /** What it said beside what came true, in tenths of the probability. */
  reliability: z.array(
    z.strictObject({ from: z.number(), to: z.number(), n: z.int(), said: z.number(), cameTrue: share }),
  ),
  /** The mean of |said − came true|. */
  calibrationError: z.nullable(z.number()),
  /** Cases by score, the best tenth first: how many were won, and how many times the usual share that is. */
  lift: z.array(z.strictObject({ n: z.int(), won: z.int(), share, lift: z.nullable(z.number()) })),
  fields: z.array(field),
})
export type ScoreReport = z.infer<typeof scoreReport>

export const scoreVersion = z.strictObject({
  id,
  /** Counts from 1. */
  number: z.int(),
  kind: z.enum(['rules', 'model']),
  /** Points from which on one is of class A, and of class B. */
  cutA: z.int(),
  cutB: z.int(),
  rules: z.nullable(scoreRules),
  report: z.nullable(scoreReport),
  inUse: z.boolean(),
  madeBy: z.nullable(z.string()),
  madeAt: instant,
})
export type ScoreVersion = z.infer<typeof scoreVersion>

const run = z.strictObject({
  id,
  status: z.enum(['asked', 'done', 'failed']),
  /** Why it failed, or why what was fitted is not in use; worded by `scoring.run.<code>`. */
  code: z.nullable(z.enum(['too_few', 'no_fields', 'no_better', 'defect'])),
  askedAt: instant,
  endedAt: z.nullable(instant),
})
export type ScoreRun = z.infer<typeof run>

export const showScoring = endpoint({
  name: 'showScoring',
  method: 'GET',
  path: '/scoring',
  permission: 'measurement.read',
  summary:
    'How likely customers to buy are scored: the rules, the latest fitted score with its test, what is in use, and how it has done since.',
  output: z.strictObject({
    /** The rules as they are now; with those that every workspace begins with, no version. */
    rules: scoreRules,
    /** What is in use; null for the rules that every workspace begins with. */
    inUse: z.nullable(scoreVersion),
    /** The latest that was fitted. */
    model: z.nullable(scoreVersion),
    run: z.nullable(run),
    /** Deals that ended, which a score can be fitted to, counted up to 10,000: won, and lost or disqualified. */
    outcomes: z.strictObject({ won: z.int(), lost: z.int() }),
    /** Of the deals that were scored when they were opened and have ended since: by class, how many were won. */
    since: z.array(z.strictObject({ class: z.enum(classes), ended: z.int(), won: z.int(), winRate: share })),
  }),
})
export type Scoring = z.infer<typeof showScoring.output>

export const changeScoreRules = endpoint({
  name: 'changeScoreRules',
  method: 'PUT',
  path: '/scoring/rules',
  permission: 'process.edit',
  summary:
    'Says how many points each reason gives and from where on somebody is of class A or B: a new version, in use at once unless a fitted one is.',
  body: scoreRules,
  output: scoreVersion,
})
export const fitScore = endpoint({
  name: 'fitScore',
  method: 'POST',
  path: '/scoring/fits',
  permission: 'process.edit',
  summary:
    'Fits the score anew to the deals that have ended, and tests it; it is put in use if it does better than the share of wins alone.',
  body: z.strictObject({}),
  output: run,
  status: 202,
})
export const useScoreVersion = endpoint({
  name: 'useScoreVersion',
  method: 'PUT',
  path: '/scoring/version',
  permission: 'process.edit',
  summary: 'Puts a version of the score in use, or with null the rules that every workspace begins with.',
  body: z.strictObject({ versionId: z.nullable(id) }),
  output: nothing,
  errors: ['unknown_reference'],
})
export const chooseScoreField = endpoint({
  name: 'chooseScoreField',
  method: 'PUT',
  path: '/scoring/fields',
  permission: 'process.edit',
  summary:
    'Keeps a field out of the fitted score, or uses one that seems to be known only afterwards; private fields are never used. It counts from the next fit on.',
  body: z.strictObject({
    key: z.string().check(z.regex(/^[A-Za-z][\w.]{0,80}$/)),
    choice: z.enum(['never', 'anyway', 'usual']),
  }),
  output: nothing,
})
export const listScoreVersions = endpoint({
  name: 'listScoreVersions',
  method: 'GET',
  path: '/scoring/versions',
  permission: 'measurement.read',
  summary: 'The versions of the score, the latest first, each with its rules or its test.',
  query: z.strictObject(pageQuery),
  output: page(scoreVersion),
})

const scored = z.strictObject({
  points: z.int(),
  class: z.enum(classes),
  /** The probability to be won, of a fitted score. */
  chance: z.nullable(z.number()),
  parts: z.array(scorePart),
})

export const showScore = endpoint({
  name: 'showScore',
  method: 'GET',
  path: '/scores/{kind}/{id}',
  permission: 'base.read',
  summary: 'How likely a customer is to buy, as a sum that adds up; of a deal also what was said when it was opened.',
  params: z.strictObject({ kind: z.enum([...segmentKinds, 'deals']), id }),
  output: z.strictObject({
    /** Number of the version in use; null for the rules that every workspace begins with. */
    version: z.nullable(z.int()),
    kind: z.enum(['rules', 'model']),
    now: scored,
    atOpening: z.nullable(z.strictObject({ ...scored.shape, scoredAt: instant })),
  }),
  errors: ['not_found'],
})
export type ScoreShown = z.infer<typeof showScore.output>
export type Scored = z.infer<typeof scored>
