import { type RawBuilder, sql } from 'kysely'
import type { KeptPart } from '../../../contract/privacy.ts'
import type { By } from './about.ts'

/** A table whose rows may be about somebody: where an export tells them, which they are, and what an erasure does with them. */
export interface Part {
  readonly part: KeptPart
  readonly table: string
  readonly by: readonly By[]
  /** 'goes': the row. 'stays': it is counted, and holds no words. Else what is set: the row is counted, its words go. */
  readonly erase: 'goes' | 'stays' | RawBuilder<unknown>
}

/** Where a column must say something. */
export const nothingLeft = '…'

const both = ['person', 'household'] as const

/** Rows of a table that belong to rows of another one. */
const of = (table: string, column: string, ...by: By[]): By => ({ table, key: 'id', column, by })

/** What a table of those who were there names: touches, appointments, presentations. */
const withThem = (table: string, key: string): By => ({ table, key, column: 'id', by: ['person'] })

/**
 * Every table whose rows name a person or a household, or hang on a deal of theirs, in the order they are told; a test reads
 * the database's references and misses none. Words of what is counted go wholly, also where others were there too.
 */
export const parts: readonly Part[] = [
  { part: 'positions', table: 'positions', by: ['person'], erase: 'goes' },
  { part: 'places', table: 'coordinates', by: both, erase: 'goes' },
  { part: 'places', table: 'chosen_ways', by: both, erase: 'goes' },
  { part: 'consent', table: 'opt_outs', by: both, erase: 'stays' },
  { part: 'dossier', table: 'dossier_facts', by: both, erase: 'goes' },
  { part: 'files', table: 'files', by: [...both, 'deal', of('notes', 'note_id', ...both, 'deal')], erase: 'goes' },
  { part: 'notes', table: 'notes', by: [...both, 'deal'], erase: 'goes' },
  {
    part: 'touches',
    table: 'touches',
    by: ['household', 'deal', withThem('touch_people', 'touch_id')],
    erase: sql`words = null`,
  },
  { part: 'touches', table: 'touch_people', by: ['person'], erase: 'stays' },
  { part: 'promises', table: 'promises', by: ['person', 'deal'], erase: sql`text = ${nothingLeft}` },
  {
    part: 'appointments',
    table: 'appointments',
    by: ['household', 'deal', withThem('appointment_people', 'appointment_id')],
    erase: sql`title = ${nothingLeft}, place = null,
      without_decider = case when t.without_decider is not null then ${nothingLeft} end`,
  },
  { part: 'appointments', table: 'appointment_people', by: ['person'], erase: 'stays' },
  {
    part: 'sequences',
    table: 'enrolments',
    by: ['person', 'deal'],
    erase: sql`ended_at = coalesce(t.ended_at, now()), end_reason = coalesce(t.end_reason, 'stopped')`,
  },
  { part: 'sequences', table: 'enrolment_steps', by: [of('enrolments', 'enrolment_id', 'person')], erase: 'stays' },
  { part: 'visits', table: 'visits', by: both, erase: 'stays' },
  { part: 'deals', table: 'stakeholders', by: ['person'], erase: 'stays' },
  { part: 'deals', table: 'deal_lines', by: ['deal'], erase: 'stays' },
  { part: 'history', table: 'fact_words', by: [of('facts', 'id', 'deal')], erase: 'goes' },
  // What a field of the workspace's own was and became is the one thing of theirs that the log says itself.
  {
    part: 'history',
    table: 'facts',
    by: ['deal'],
    erase: sql`data = case when t.type = 'deal.custom_changed' then t.data - 'from' - 'to' else t.data end`,
  },
  { part: 'scores', table: 'deal_scores', by: ['deal'], erase: sql`features = '{}'` },
  { part: 'qualification', table: 'asked_questions', by: ['deal'], erase: sql`words = null` },
  { part: 'needs', table: 'needs', by: ['person', 'deal'], erase: sql`words = ${nothingLeft}` },
  {
    part: 'presentations',
    table: 'presentations',
    by: ['deal', withThem('presentation_people', 'presentation_id')],
    erase: sql`topic = null`,
  },
  {
    part: 'presentations',
    table: 'presentation_people',
    by: ['person', of('presentations', 'presentation_id', 'deal')],
    erase: sql`asked = null`,
  },
  { part: 'objections', table: 'objections', by: ['person', 'deal'], erase: sql`words = null, reply = null` },
  { part: 'trials', table: 'trials', by: ['person', 'deal'], erase: sql`feedback = null` },
  { part: 'closing', table: 'close_asks', by: ['deal'], erase: 'stays' },
  { part: 'closing', table: 'incentives', by: ['deal'], erase: 'stays' },
  { part: 'closing', table: 'closing_items', by: ['deal'], erase: 'stays' },
  {
    part: 'care',
    table: 'handoffs',
    by: ['deal'],
    erase: sql`note = null, introduction = null, decline_words = null`,
  },
  { part: 'care', table: 'nurtures', by: ['deal'], erase: 'stays' },
  { part: 'care', table: 'nurture_touches', by: [of('nurtures', 'nurture_id', 'deal')], erase: 'stays' },
  { part: 'lists', table: 'campaign_faults', by: [of('prospects', 'prospect_id', ...both)], erase: 'goes' },
  {
    part: 'lists',
    table: 'prospects',
    by: [...both, 'deal'],
    erase: sql`note = null, held_by = null, held_until = null, call_at = null, retry_at = null, score_parts = null,
      state = case when t.state in ('waiting', 'set_aside') then 'dropped' else t.state end,
      drop_reason = case when t.state in ('waiting', 'set_aside') then 'other' else t.drop_reason end,
      set_aside_until = null`,
  },
  {
    part: 'calls',
    table: 'calls',
    by: [of('prospects', 'prospect_id', ...both, 'deal')],
    erase: sql`number = null, before = t.before || '{"note": null}'`,
  },
  // What rows were before, kept so that it can be taken back.
  { part: 'earlier', table: 'import_rows', by: [{ id: 'row_id' }], erase: 'goes' },
  { part: 'earlier', table: 'bulk_edit_rows', by: [{ id: 'row_id' }], erase: 'goes' },
  { part: 'earlier', table: 'merge_parts', by: [{ id: 'survivor_id' }], erase: 'goes' },
  { part: 'earlier', table: 'duplicates', by: [{ id: 'one_id' }, { id: 'other_id' }], erase: 'goes' },
  { part: 'log', table: 'audit_entries', by: [{ id: 'subject_id' }], erase: 'stays' },
]

/** Tables that hang on deals and tell nothing of whoever buys: what is sold by whom and to what, in codes and numbers. */
export const ofDealsAlone: readonly string[] = [
  'stakeholders',
  'confirmations',
  'changeover_deals',
  'touch_deals',
  'appointment_deals',
  'losses',
  'deal_competitors',
  'deal_splits',
  'coaching_advices',
  // Told of a playbook; where it names somebody the search finds it.
  'playbook_feedback',
]
