import type { Generated } from 'kysely'
import type { Role, Sight } from '../../../contract/permissions.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Workspaces {
  id: string
  slug: string
  name: string
  language: Language
  currency: string
  time_zone: string
  custom_version: Generated<number>
  /** Whether members who chose nothing get the summary of the week by mail. */
  weekly_summary: Generated<boolean>
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Users {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface Sessions {
  id: string
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface Accounts {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Date | null
  refresh_token_expires_at: Date | null
  scope: string | null
  password: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface Verifications {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface SignInAttempts {
  key: string
  failures: number
  window_ends_at: Date
}

export interface Teams {
  workspace_id: string
  id: string
  name: string
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Members {
  workspace_id: string
  id: string
  user_id: string | null
  name: string
  role: Role
  language: Language
  theme: Generated<'system' | 'light' | 'dark'>
  single_keys: Generated<boolean>
  /** Whether they get the summary of the week by mail; null: as the workspace chose. */
  weekly_summary: boolean | null
  external_id: string | null
  team_id: string | null
  sees: Generated<Sight>
  deactivated_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface ApiKeys {
  workspace_id: string
  id: string
  name: string
  role: Role
  secret_hash: Buffer
  created_by: string | null
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
  member_id: string | null
  scopes: string[] | null
}

export interface AuditEntries {
  workspace_id: string
  id: string
  occurred_at: Date
  actor_kind: string
  actor_id: string | null
  action: string
  subject_kind: string | null
  subject_id: string | null
  data: Json<Record<string, unknown>>
  address: string | null
}

export interface IdempotencyKeys {
  workspace_id: string
  actor_id: string
  key: string
  request_hash: Buffer
  status: number
  response: Json<unknown>
  created_at: Date
}

export interface Outbox {
  workspace_id: string
  id: string
  kind: string
  payload: Json<Record<string, unknown>>
  created_at: Date
  relayed_at: Date | null
  done_at: Date | null
}
