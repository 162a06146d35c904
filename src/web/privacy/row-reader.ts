import type { Fact } from '../../contract/facts.ts'
import type { KeptAbout } from '../../contract/privacy.ts'
import { factSentence } from '../deals/fact-sentence.ts'
import { useFormats, useWords } from '../ui/index.ts'

type Row = Readonly<Record<string, unknown>>

/** A row as people read it: when, and what it says. */
export interface Entry {
  readonly key: string
  readonly at: string | null
  readonly when: string
  readonly lines: readonly string[]
  /** What it hangs on, and who wrote it. */
  readonly named: readonly string[]
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
const dayText = /^\d{4}-\d\d-\d\d/
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
export function useRowReader({ of, names }: Pick<KeptAbout, 'of' | 'names'>): (table: string, row: Row) => Entry {
  const { t, locale } = useWords()
  const formats = useFormats()
  const own = { version: undefined, terms: () => null, own: [], ownText: () => '' }
  return (table, row) => {
    const at = times.map((name) => row[name]).find((value) => typeof value === 'string') ?? null
    const said = sayings(row, names)
    const isFact = table === 'facts'
    return {
      key: `${table} ${String(row['id'] ?? row['row_id'])}`,
      at: typeof at === 'string' ? at : null,
      when: typeof at !== 'string' ? '' : instantText.test(at) ? formats.instant(at) : formats.day(at),
      lines: isFact ? [factSentence(factOf(row, names), { t, locale, formats, ...own })] : [...new Set(said.words)],
      named: isFact ? [] : [...new Set(said.ids)].flatMap((id) => (id === of.id ? [] : (names[id] ?? []))),
    }
  }
}

/** The words of a row, one after the other, and the ids in it. */
function sayings(row: Row, names: KeptAbout['names']): { words: string[]; ids: string[] } {
  const [words, ids]: [string[], string[]] = [[], []]
  for (const [column, value] of Object.entries(row)) {
    if (value === null || column === 'id' || codes.includes(column) || times.includes(column)) continue
    if (typeof value === 'string') {
      if (idText.test(value)) ids.push(value)
      else if (value !== '' && !dayText.test(value)) words.push(names[column] ? `${names[column]}: ${value}` : value)
    } else if (typeof value === 'object') {
      const inside = sayings(value as Row, names) // An object or a list, whose keys are its places.
      words.push(...inside.words)
      ids.push(...inside.ids)
    }
  }
  return { words, ids }
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
