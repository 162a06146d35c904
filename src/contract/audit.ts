import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'

/** What the audit log tells, by what it is about. A sentence for each stands in the area `audit`, `audit.say.<action>`. */
export const auditActions = {
  access: [
    'signed_in',
    'sign_in_failed',
    'signed_out',
    'password_changed',
    'session_ended',
    'second_factor_on',
    'second_factor_off',
    'recovery_codes_renewed',
    'recovery_code_used',
    'passkey_added',
    'passkey_removed',
    'refused',
  ],
  team: [
    'member.changed',
    'member.deactivated',
    'member.reactivated',
    'member.joined',
    'team.added',
    'team.renamed',
    'team.deleted',
    'invitation.made',
    'invitation.renewed',
    'invitation.revoked',
  ],
  keys: ['key.created', 'key.revoked', 'key.kept', 'key.stopped'],
  workspace: [
    'workspace.created',
    'workspace.changed',
    'sample.loaded',
    'sample.removed',
    'field.added',
    'field.changed',
    'field.retired',
    'field.restored',
  ],
  process: [
    'process.published',
    'process.changed',
    'objections.moved',
    'experiment.started',
    'experiment.ended',
    'experiment.decided',
    'improvement.started',
    'improvement.finished',
    'improvement.dropped',
    'improvement.taken_up',
    'improvement.removed',
  ],
  files: ['import.started', 'import.undone', 'export.made', 'archive.restored'],
  records: [
    'company.deleted',
    'person.deleted',
    'household.deleted',
    'merge.made',
    'merge.undone',
    'product.deleted',
    'tag.deleted',
    'prices.changed',
    'cost.changed',
    'cost.deleted',
  ],
  privacy: [
    'private.stated',
    'private.read',
    'dossier.exported',
    'dossier.erased',
    'person.read',
    'household.read',
    'person.erased',
    'household.erased',
  ],
} as const
export const auditTopics = ['access', 'team', 'keys', 'workspace', 'process', 'files', 'records', 'privacy'] as const
export type AuditTopic = (typeof auditTopics)[number]
export type AuditAction = (typeof auditActions)[AuditTopic][number]

export const auditEntry = z.strictObject({
  id,
  at: instant,
  actor: z.strictObject({ kind: z.string(), id: z.nullable(z.string()), name: z.nullable(z.string()) }),
  action: z.string(),
  /** What it was done to, as it is called now. */
  subject: z.nullable(z.strictObject({ kind: z.string(), id: z.string(), name: z.nullable(z.string()) })),
  /** Codes, names and numbers that the sentence needs. */
  data: z.record(z.string(), z.unknown()),
  /** Where the request came from, when that was kept. */
  address: z.nullable(z.string()),
})
export type AuditEntry = z.infer<typeof auditEntry>

const filters = {
  /** Who did it: a member, a key, an import. */
  actor: z.optional(id),
  topic: z.optional(z.enum(auditTopics)),
  /** What it was done to: a member, a team, a key, … */
  subject: z.optional(id),
  /** The first and last day, in the workspace's zone. */
  from: z.optional(day),
  to: z.optional(day),
}

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/audit',
  permission: 'audit.read',
  summary: 'Who did what in this workspace, and what was refused; newest first.',
  query: z.strictObject({ ...pageQuery, ...filters }),
  output: page(auditEntry),
})

export const downloadAudit = endpoint({
  name: 'downloadAudit',
  method: 'GET',
  path: '/audit/file',
  permission: 'audit.read',
  summary: 'The same as CSV, with the sentences in the language asked for; at most 100,000 entries, newest first.',
  query: z.strictObject({ ...filters, language: z.optional(z.string().check(z.maxLength(10))) }),
  output: z.string(),
  produces: 'text/csv',
})
