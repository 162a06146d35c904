import type { Fact } from '../../contract/facts.ts'
import { factSentence } from '../deals/fact-sentence.ts'
import { useFormats, useWords } from '../ui/index.ts'

type Row = Readonly<Record<string, unknown>>

/** A row as people read it: when, and what it says. */
export interface Entry {
  readonly key: string
  readonly at: string | null
  readonly when: string
  readonly lines: readonly string[]
}

// What tells when something happened stands before when it was written down.
const times = [
  'occurred_at',
  'held_at',
  'raised_at',
  'starts_at',
  'called_at',
  'asked_at',
  'done_at',
  'learned_on',
].concat([
  'on_day',
  'started_at',
  'opened_at',
  'starts_on',
  'offered_at',
  'scored_at',
  'set_at',
  'chosen_at',
  'created_at',
])
const instantText = /^\d{4}-\d\d-\d\dT/
const idText = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
// Codes and names of the program: the file has them all.
const codes = [
  'kind',
  'state',
  'status',
  'type',
  'basis',
  'confidence',
  'class',
  'link',
  'reasons',
  'media_type',
  'sha256',
]
  .concat([
    'outcome',
    'channel',
    'direction',
    'form',
    'time_zone',
    'reaction',
    'verdict',
    'way',
    'end_reason',
    'currency',
  ])
  .concat([
    'drop_reason',
    'author_kind',
    'added_kind',
    'actor_kind',
    'stage_key',
    'question_key',
    'technique',
    'signal',
  ])
  .concat([
    'answer',
    'phone_e164',
    'phone_kind',
    'email_kind',
    'address_kind',
    'content',
    'action',
    'variant',
    'approach',
  ])
  .concat([
    'grade',
    'role',
    'use',
    'cancelled_by',
    'subject_kind',
    'introduction_language',
    'decline_reason',
    'knownBy',
  ])

/** Reads rows as they are kept: their words, what their ids are called, and facts as the sentences they are told in. */
export function useRowReader(names: Readonly<Record<string, string>>): (table: string, row: Row) => Entry {
  const { t, locale } = useWords()
  const formats = useFormats()
  const own = { version: undefined, terms: () => null, own: [], ownText: () => '' }
  return (table, row) => {
    const at = times.map((name) => row[name]).find((value) => typeof value === 'string') ?? null
    const lines =
      table === 'facts'
        ? [factSentence(factOf(row, names), { t, locale, formats, ...own })]
        : [...new Set(sayings(row, names))]
    return {
      key: `${table} ${String(row['id'] ?? row['row_id'])}`,
      at: typeof at === 'string' ? at : null,
      when: typeof at !== 'string' ? '' : instantText.test(at) ? formats.instant(at) : formats.day(at),
      lines,
    }
  }
}

/** The words of a row, one after the other; an id says what it is called, or nothing. */
function sayings(row: Row, names: Readonly<Record<string, string>>): string[] {
  return Object.entries(row).flatMap(([column, value]) => {
    if (value === null || codes.includes(column) || times.includes(column)) return []
    if (typeof value === 'string') return saying(value, names)
    if (typeof value !== 'object') return []
    return sayings(Object.fromEntries(Object.entries(value).map(([key, one]) => [names[key] ?? key, one])), names)
  })
}

function saying(value: string, names: Readonly<Record<string, string>>): string[] {
  if (idText.test(value)) return names[value] === undefined ? [] : [names[value]]
  return value === '' || instantText.test(value) ? [] : [value]
}

/** A row of the log as the API tells facts. */
function factOf(row: Row, names: Fact['names']): Fact {
  const id = (name: string) => (typeof row[name] === 'string' ? row[name] : null)
  const actorId = id('actor_id')
  return {
    id: String(row['id']),
    type: row['type'] as Fact['type'], // The database keeps no other.
    occurredAt: String(row['occurred_at']),
    recordedAt: String(row['recorded_at']),
    dated: row['dated'] === true,
    actor: {
      kind: row['actor_kind'] as Fact['actor']['kind'], // As above.
      id: actorId,
      name: actorId === null ? null : (names[actorId] ?? null),
    },
    fromStageId: id('from_stage_id'),
    stageId: id('stage_id'),
    undoneBy: null,
    data: row['data'] as Fact['data'], // As above: by type.
    words: null,
    names,
  }
}
