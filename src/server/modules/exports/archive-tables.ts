/** A table as the archive has it. */
export interface ArchivedTable {
  readonly name: string
  /** The columns of its key beside the workspace: the order of its rows. */
  readonly key: readonly string[]
  /** Columns that stay here, with the reason in a comment. */
  readonly without: readonly string[]
  /** Whether the rows of a workspace in which nobody has worked yet stand here already: its owner, its process. */
  readonly isSetUp: boolean
  /** Rows that each Rondo goes on writing by itself: left out where two archives are compared. */
  readonly goesOn: boolean
}

function table(name: string, more: Partial<ArchivedTable> = {}): ArchivedTable {
  return { name, key: ['id'], without: [], isSetUp: false, goesOn: false, ...more }
}

/** Everything of a workspace that is data; a table stands behind those that its rows refer to. */
export const archivedTables: readonly ArchivedTable[] = [
  table('teams'),
  // Who signs in, and by what, belongs to the place: a member that comes from elsewhere is invited again.
  table('members', { without: ['user_id'], isSetUp: true }),
  table('custom_fields'),
  table('sources'),
  table('tags'),
  table('payment_terms', { isSetUp: true }),
  table('companies'),
  table('people'),
  table('households'),
  table('positions'),
  table('products'),
  table('price_lists'),
  table('prices'),
  table('cost_entries'),
  table('exchange_rates'),
  table('kpi_choices'),
  table('forecast_commits'),
  table('forecast_snapshots', { goesOn: true }),
  table('processes', { isSetUp: true }),
  table('process_versions', { isSetUp: true }),
  table('stages', { isSetUp: true }),
  table('process_audits'),
  table('experiments'),
  table('experiment_strata', { key: ['experiment_id', 'stratum'] }),
  table('deals'),
  table('deal_lines'),
  table('stakeholders'),
  table('confirmations'),
  table('facts'),
  table('fact_words'),
  table('changeovers'),
  table('changeover_deals', { key: ['changeover_id', 'deal_id'] }),
  table('touches'),
  table('touch_people'),
  table('touch_deals'),
  table('promises'),
  table('appointments'),
  table('appointment_people'),
  table('appointment_deals'),
  table('appointment_reminders'),
  table('answers'),
  table('answer_versions', { key: ['answer_id', 'version'] }),
  table('objection_kinds'),
  table('objections'),
  table('dossier_facts'),
  table('private_statements'),
  table('cards'),
  table('card_versions', { key: ['card_id', 'version'] }),
  table('deal_competitors'),
  table('areas'),
  table('visits'),
  table('coordinates'),
  table('way_rules'),
  table('chosen_ways'),
  table('needs'),
  table('presentations'),
  table('presentation_people'),
  table('trials'),
  table('gift_limits'),
  table('asked_questions'),
  table('playbook_feedback'),
  table('notes'),
  table('files'),
  table('segments'),
  table('lists'),
  table('list_workers', { key: ['list_id', 'member_id'] }),
  table('prospects'),
  table('remarks'),
  table('dashboards'),
  table('fiscal_calendars'),
  table('quota_plans'),
  table('quota_versions'),
  table('today_figures'),
  table('product_phases'),
  table('views'),
  table('first_views'),
  table('bulk_edits'),
  table('bulk_edit_rows'),
  table('samples'),
  table('sample_rows'),
  table('first_steps', { isSetUp: true }),
  table('imports'),
  table('import_files'),
  table('import_rejections'),
  table('import_rows', { key: ['import_id', 'row_id'] }),
  table('import_mappings'),
  table('merges'),
  table('merge_parts'),
  table('merge_links'),
  // A scan finds more of them wherever the base is.
  table('duplicates', { goesOn: true }),
  table('audit_entries', { isSetUp: true, goesOn: true }),
]

/** Tables that are in no archive, and why. A table that stands in neither list fails a test. */
export const leftOut: Readonly<Record<string, string>> = {
  workspaces: 'the part "workspace" has what it is called and how it counts; its id and address are of the place',
  users: 'who signs in belongs to the place: members are invited again',
  sessions: 'secrets',
  accounts: 'secrets',
  verifications: 'secrets',
  second_factors: 'secrets',
  recovery_codes: 'secrets',
  passkeys: 'secrets',
  sign_in_attempts: 'of the place, and soon over',
  api_keys: 'secrets',
  invitations: 'links that open this place and no other',
  idempotency_keys: 'answers kept for a day for requests that are repeated',
  outbox: 'work under way',
  change_log: 'kept for an hour for those who look on',
  stored_histories: 'made anew from the facts',
  stored_blocks: 'made anew from the facts',
  recents: 'what each of us opened last: a trace of use, and no data',
  file_pieces: 'the contents of files are parts of their own, files/<id>',
  import_parts: 'kept while an import runs, until its deals are read',
  likeness_keys: 'made anew from the base by the next scan for duplicates',
  likeness_scans: 'how far a scan is: it begins anew',
  import_file_pieces: 'files that came in from other systems: what they brought is in the base',
  exports: 'files on their way out, kept for a day',
  export_pieces: 'files on their way out, kept for a day',
  restores: 'archives on their way in',
  restore_pieces: 'archives on their way in',
}

/** What an archive has of the workspace itself. */
export const workspaceColumns = [
  'created_at',
  'currency',
  'field_versions',
  'language',
  'name',
  'time_zone',
  'version',
] as const
