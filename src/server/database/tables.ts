import type * as access from './tables/access.ts'
import type * as appointments from './tables/appointments.ts'
import type * as base from './tables/base.ts'
import type * as calling from './tables/calling.ts'
import type * as changeovers from './tables/changeovers.ts'
import type { ClosedDays } from './tables/closed-days.ts'
import type * as commission from './tables/commission.ts'
import type * as closing from './tables/closing.ts'
import type * as coaching from './tables/coaching.ts'
import type * as dashboards from './tables/dashboards.ts'
import type * as deals from './tables/deals.ts'
import type * as duplicates from './tables/duplicates.ts'
import type { CustomFields } from './tables/fields.ts'
import type * as experiments from './tables/experiments.ts'
import type { Improvements } from './tables/improvements.ts'
import type * as exports from './tables/exports.ts'
import type * as forecast from './tables/forecast.ts'
import type * as handoffs from './tables/handoffs.ts'
import type * as imports from './tables/imports.ts'
import type { Invitations } from './tables/invitations.ts'
import type * as kpis from './tables/kpis.ts'
import type * as nurture from './tables/nurture.ts'
import type * as objections from './tables/objections.ts'
import type * as outreach from './tables/outreach.ts'
import type * as playbooks from './tables/playbooks.ts'
import type * as presenting from './tables/presenting.ts'
import type { ProcessAudits } from './tables/process-audits.ts'
import type * as privacy from './tables/privacy.ts'
import type * as prospects from './tables/prospects.ts'
import type * as quotas from './tables/quotas.ts'
import type * as live from './tables/live.ts'
import type * as research from './tables/research.ts'
import type * as visits from './tables/visits.ts'
import type * as records from './tables/records.ts'
import type * as sequences from './tables/sequences.ts'
import type * as scoring from './tables/scoring.ts'
import type { Segments } from './tables/segments.ts'
import type * as talks from './tables/talks.ts'
import type * as views from './tables/views.ts'
import type * as secondFactor from './tables/second-factor.ts'
import type * as search from './tables/search.ts'
import type * as sample from './tables/sample.ts'
import type * as summaries from './tables/summaries.ts'
import type * as storedHistories from './tables/stored-histories.ts'

/** Every table, as the queries see it. */
export interface Tables {
  workspaces: access.Workspaces
  users: access.Users
  sessions: access.Sessions
  accounts: access.Accounts
  verifications: access.Verifications
  sign_in_attempts: access.SignInAttempts
  second_factors: secondFactor.SecondFactors
  recovery_codes: secondFactor.RecoveryCodes
  passkeys: secondFactor.Passkeys
  teams: access.Teams
  members: access.Members
  api_keys: access.ApiKeys
  audit_entries: access.AuditEntries
  invitations: Invitations
  idempotency_keys: access.IdempotencyKeys
  outbox: access.Outbox
  change_log: live.ChangeLog
  stored_histories: storedHistories.StoredHistories
  stored_blocks: storedHistories.StoredBlocks
  custom_fields: CustomFields
  sources: base.Sources
  companies: base.Companies
  people: base.People
  households: base.Households
  products: base.Products
  processes: deals.Processes
  process_versions: deals.ProcessVersions
  stages: deals.Stages
  process_audits: ProcessAudits
  deals: deals.Deals
  changeovers: changeovers.Changeovers
  changeover_deals: changeovers.ChangeoverDeals
  deal_lines: deals.DealLines
  stakeholders: deals.Stakeholders
  confirmations: deals.Confirmations
  facts: deals.Facts
  fact_words: deals.FactWords
  likeness_keys: duplicates.LikenessKeys
  likeness_scans: duplicates.LikenessScans
  duplicates: duplicates.Duplicates
  merges: duplicates.Merges
  merge_parts: duplicates.MergeParts
  merge_links: duplicates.MergeLinks
  tags: records.Tags
  touches: outreach.Touches
  touch_people: outreach.TouchPeople
  touch_deals: outreach.TouchDeals
  promises: outreach.Promises
  sequences: sequences.Sequences
  sequence_versions: sequences.SequenceVersions
  enrolments: sequences.Enrolments
  enrolment_steps: sequences.EnrolmentSteps
  appointments: appointments.Appointments
  appointment_people: appointments.AppointmentPeople
  appointment_deals: appointments.AppointmentDeals
  appointment_reminders: appointments.AppointmentReminders
  answers: objections.Answers
  answer_versions: objections.AnswerVersions
  objections: objections.Objections
  competitors: closing.Competitors
  losses: closing.Losses
  close_techniques: closing.CloseTechniques
  scarcities: closing.Scarcities
  incentive_limits: closing.IncentiveLimits
  incentives: closing.Incentives
  close_asks: closing.CloseAsks
  closing_templates: closing.ClosingTemplates
  closing_items: closing.ClosingItems
  nurture_tracks: nurture.NurtureTracks
  nurtures: nurture.Nurtures
  nurture_touches: nurture.NurtureTouches
  closed_days: ClosedDays
  working_hours: handoffs.WorkingHours
  handoff_kinds: handoffs.HandoffKinds
  handoffs: handoffs.Handoffs
  needs: presenting.Needs
  presentations: presenting.Presentations
  presentation_people: presenting.PresentationPeople
  trials: presenting.Trials
  gift_limits: presenting.GiftLimits
  asked_questions: playbooks.AskedQuestions
  playbook_feedback: playbooks.PlaybookFeedback
  objection_kinds: playbooks.ObjectionKinds
  dossier_facts: research.DossierFacts
  private_statements: research.PrivateStatements
  erasures: privacy.Erasures
  forgotten_contacts: privacy.ForgottenContacts
  cards: research.Cards
  card_versions: research.CardVersions
  deal_competitors: research.DealCompetitors
  areas: visits.Areas
  visits: visits.Visits
  coordinates: visits.Coordinates
  way_rules: visits.WayRuleRows
  chosen_ways: visits.ChosenWays
  positions: records.Positions
  notes: records.Notes
  files: records.Files
  file_pieces: records.FilePieces
  cost_entries: records.CostEntries
  past_costs: records.PastCosts
  weekly_summaries: summaries.WeeklySummaries
  exchange_rates: kpis.ExchangeRates
  kpi_choices: kpis.KpiChoices
  coaching_advices: coaching.CoachingAdvices
  coaching_choices: coaching.CoachingChoices
  coaching_days: coaching.CoachingDays
  talks: talks.Talks
  talk_points: talks.TalkPoints
  forecast_commits: forecast.ForecastCommits
  forecast_snapshots: forecast.ForecastSnapshots
  price_lists: records.PriceLists
  prices: records.Prices
  payment_terms: records.PaymentTerms
  imports: imports.Imports
  import_files: imports.ImportFiles
  import_file_pieces: imports.ImportFilePieces
  import_rejections: imports.ImportRejections
  import_rows: imports.ImportRows
  import_parts: imports.ImportParts
  import_mappings: imports.ImportMappings
  experiments: experiments.Experiments
  improvements: Improvements
  experiment_strata: experiments.ExperimentStrata
  exports: exports.Exports
  export_pieces: exports.ExportPieces
  restores: exports.Restores
  restore_pieces: exports.RestorePieces
  segments: Segments
  score_versions: scoring.ScoreVersions
  score_choices: scoring.ScoreChoices
  score_runs: scoring.ScoreRuns
  deal_scores: scoring.DealScores
  lists: prospects.Lists
  list_workers: prospects.ListWorkers
  prospects: prospects.Prospects
  calls: calling.Calls
  known_numbers: calling.KnownNumbers
  opt_outs: calling.OptOuts
  handings: calling.Handings
  campaigns: calling.Campaigns
  campaign_faults: calling.CampaignFaults
  campaign_rules: calling.CampaignRules
  recents: search.Recents
  samples: sample.Samples
  sample_rows: sample.SampleRows
  first_steps: sample.FirstSteps
  remarks: dashboards.Remarks
  dashboards: dashboards.Dashboards
  fiscal_calendars: quotas.FiscalCalendars
  quota_plans: quotas.QuotaPlans
  quota_versions: quotas.QuotaVersions
  quota_reasons: quotas.QuotaReasons
  quota_stays: quotas.QuotaStays
  commission_plans: commission.CommissionPlans
  commission_terms: commission.CommissionTermsRows
  commission_members: commission.CommissionMembers
  deal_splits: commission.DealSplits
  commission_statements: commission.CommissionStatements
  commission_lines: commission.CommissionLines
  commission_comments: commission.CommissionComments
  today_figures: dashboards.TodayFigures
  product_phases: dashboards.ProductPhases
  views: views.Views
  first_views: views.FirstViews
  bulk_edits: views.BulkEdits
  bulk_edit_rows: views.BulkEditRows
}
