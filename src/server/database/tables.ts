import type * as access from './tables/access.ts'
import type * as base from './tables/base.ts'
import type * as deals from './tables/deals.ts'
import type * as imports from './tables/imports.ts'

/** Every table, as the queries see it. */
export interface Tables {
  workspaces: access.Workspaces
  users: access.Users
  sessions: access.Sessions
  accounts: access.Accounts
  verifications: access.Verifications
  sign_in_attempts: access.SignInAttempts
  teams: access.Teams
  members: access.Members
  api_keys: access.ApiKeys
  audit_entries: access.AuditEntries
  idempotency_keys: access.IdempotencyKeys
  outbox: access.Outbox
  sources: base.Sources
  companies: base.Companies
  people: base.People
  households: base.Households
  products: base.Products
  processes: deals.Processes
  process_versions: deals.ProcessVersions
  stages: deals.Stages
  deals: deals.Deals
  deal_lines: deals.DealLines
  stakeholders: deals.Stakeholders
  confirmations: deals.Confirmations
  facts: deals.Facts
  fact_words: deals.FactWords
  imports: imports.Imports
  import_files: imports.ImportFiles
  import_file_pieces: imports.ImportFilePieces
  import_rejections: imports.ImportRejections
}
