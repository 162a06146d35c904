import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { duration, estimate } from './measurement.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'
import { processMap } from './process-map.ts'

/** Nothing has come through a stage for so long: it is dead. */
export const deadAfterDays = 60

const stageNamed = { key: z.string(), name: z.string() }

/** What an audit finds, each with its numbers: worded by `processes.audit.<finding>`. */
export const auditFinding = z.discriminatedUnion('finding', [
  z.strictObject({
    finding: z.literal('slowest'),
    ...stageNamed,
    median: duration,
    n: z.int(),
    /** Deals in it at any time fewer, were it a day shorter. */
    fewerOpen: z.number(),
    /** Stages that may be as slow for all that is known: their limits and its own overlap. */
    asSlow: z.optional(z.array(z.strictObject({ ...stageNamed, median: duration, n: z.int() }))),
  }),
  z.strictObject({
    finding: z.literal('leakiest'),
    ...stageNamed,
    conversion: estimate,
    n: z.int(),
    /** A month, for one more deal in a hundred that goes on. */
    wins: z.number(),
    minor: z.nullable(z.number()),
  }),
  z.strictObject({ finding: z.literal('dead'), ...stageNamed, days: z.nullable(z.int()), open: z.int() }),
  z.strictObject({
    finding: z.literal('adherence'),
    moves: z.int(),
    clean: z.int(),
    overridden: z.int(),
    skipped: z.int(),
    reached: z.int(),
  }),
  z.strictObject({
    finding: z.literal('drift'),
    from: z.int(),
    to: z.int(),
    n: z.strictObject({ before: z.int(), after: z.int() }),
    /** Share won by `byDay` days after opening. */
    won: z.strictObject({ before: estimate, after: estimate }),
    byDay: z.int(),
    /** Of the log-rank test of the time to a win; null where it cannot be taken. */
    pValue: z.nullable(z.number()),
  }),
  /** Where the effort of the last `days` days went, as far as it is recorded: by minutes where touches tell them, else by how much was done. */
  z.strictObject({
    finding: z.literal('effort'),
    ...stageNamed,
    days: z.int(),
    by: z.enum(['minutes', 'count']),
    done: z.int(),
    all: z.int(),
    /** Of all, for deals that ended without a win. */
    withoutWin: z.int(),
    /** Touches, and those of them whose length was logged. */
    touches: z.int(),
    timed: z.int(),
  }),
])
export type AuditFinding = z.infer<typeof auditFinding>

export const auditReport = z.strictObject({ findings: z.array(auditFinding), map: processMap })
export type AuditReport = z.infer<typeof auditReport>

const auditSummary = {
  id,
  processId: id,
  processName: z.string(),
  versionNumber: z.int(),
  asOf: day,
  madeAt: instant,
  madeBy: z.nullable(z.string()),
  findings: z.array(auditFinding),
}
export const processAudit = z.strictObject({
  ...auditSummary,
  report: auditReport,
  /** The audit of the process before this one. */
  former: z.nullable(z.strictObject({ id, asOf: day, madeAt: instant, report: auditReport })),
})
export type ProcessAudit = z.infer<typeof processAudit>

export const listProcessAudits = endpoint({
  name: 'listProcessAudits',
  method: 'GET',
  path: '/process-audits',
  permission: 'measurement.read',
  summary: 'The audits of a process that one made oneself, or all of them for who sees all; newest first.',
  query: z.strictObject({ ...pageQuery, process: z.optional(id) }),
  output: page(z.strictObject(auditSummary)),
})
export type AuditSummary = z.infer<typeof listProcessAudits.output>['items'][number]
export const makeProcessAudit = endpoint({
  name: 'makeProcessAudit',
  method: 'POST',
  path: '/process-audits',
  permission: 'measurement.read',
  summary: 'Looks through a process as of a day, and keeps what it finds.',
  body: z.strictObject({ process: z.optional(id), asOf: z.optional(day) }),
  output: processAudit,
  status: 201,
  errors: ['no_published_process', 'not_found'],
})
export const showProcessAudit = endpoint({
  name: 'showProcessAudit',
  method: 'GET',
  path: '/process-audits/{id}',
  permission: 'measurement.read',
  summary: 'An audit as it was made, beside the one before.',
  params: z.strictObject({ id }),
  output: processAudit,
})
export const replayProcessAudit = endpoint({
  name: 'replayProcessAudit',
  method: 'GET',
  path: '/process-audits/{id}/replay',
  permission: 'measurement.read',
  summary: 'The same audit worked out once more from the log, as of its day and from what was known when it was made.',
  params: z.strictObject({ id }),
  output: z.strictObject({ isSame: z.boolean(), report: auditReport }),
  errors: ['no_published_process'],
})
