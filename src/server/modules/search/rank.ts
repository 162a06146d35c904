import type { Found, RecordKind } from '../../../contract/search.ts'
import { fold, wordsIn } from '../../kernel/fold.ts'
import type { Asked } from './asked.ts'

type Match = NonNullable<Found['match']>

/** A row that an index brought, with everything in which the words may stand. */
export interface Candidate {
  readonly kind: RecordKind
  readonly id: string
  readonly name: string
  readonly beside: string | null
  readonly stage: { readonly key: string; readonly name: string } | null
  readonly outcome: NonNullable<Found['stage']>['outcome'] | null
  readonly texts: Readonly<Partial<Record<Match['field'], string | null>>>
  /** Further numbers and mail addresses. */
  readonly more: readonly { readonly number?: string; readonly address?: string }[]
  /** What the workspace's own field is called whose text is among them. */
  readonly ownName?: string | undefined
  /** Its place among what was opened last, from 1. */
  readonly recent: number | null
}

interface Judged {
  readonly candidate: Candidate
  readonly match: Match
  readonly score: number
}

// Opened lately, a record passes those that match one way better; only an exact name stays above.
const recentGain = 1.5
// Of each kind as many stay as a screen shows of a group, however many of another kind match better.
const ofEachKind = 4
const otherFields = ['email', 'domain', 'code', 'street', 'custom', 'note'] as const

/** The best of the candidates, best first; those in which the words do not stand are none. */
export function best(candidates: readonly Candidate[], asked: Asked, limit: number): Found[] {
  const judged = candidates.flatMap((candidate): Judged[] => {
    const found = judge(candidate, asked)
    if (!found) return []
    const [tier, match] = found
    return [{ candidate, match, score: tier - (candidate.recent !== null && tier > 0 ? recentGain : 0) }]
  })
  const sorted = onlyOnce(judged.sort(compare))
  const seen = new Map<RecordKind, number>()
  const first = sorted.filter(({ candidate: { kind } }) => {
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    return (seen.get(kind) ?? 0) <= ofEachKind
  })
  const kept = new Set([...new Set([...first, ...sorted])].slice(0, limit))
  return sorted.filter((each) => kept.has(each)).map(({ candidate, match }) => shown(candidate, match))
}

/** What a screen shows of a candidate. */
export function shown(candidate: Candidate, match: Found['match']): Found {
  const { kind, id, name, beside, stage, outcome, recent, ownName } = candidate
  const told = match?.field === 'custom' && ownName !== undefined ? { ...match, name: ownName } : match
  return {
    kind,
    id,
    name,
    beside,
    stage: stage && outcome && { ...stage, outcome },
    match: told,
    recent: recent !== null,
  }
}

function compare(a: Judged, b: Judged): number {
  return (
    a.score - b.score ||
    (a.candidate.recent ?? Number.POSITIVE_INFINITY) - (b.candidate.recent ?? Number.POSITIVE_INFINITY) ||
    Number(isOver(a.candidate)) - Number(isOver(b.candidate)) ||
    a.candidate.name.length - b.candidate.name.length ||
    (a.candidate.id < b.candidate.id ? 1 : -1)
  )
}

function isOver({ outcome }: Candidate): boolean {
  return outcome !== null && outcome !== 'open'
}

function onlyOnce(sorted: readonly Judged[]): Judged[] {
  const ids = new Set<string>()
  return sorted.filter(({ candidate: { id } }) => !ids.has(id) && ids.add(id))
}

/** How well a candidate fits, 0 the best, and why: exact name, beginning, beginnings of words, pieces, then other fields. */
export function judge(candidate: Candidate, asked: Asked): [number, Match] | null {
  const { texts, more } = candidate
  const phones = [texts.phone, ...more.map(({ number }) => number)]
  const emails = more.map(({ address }): [Match['field'], string | undefined] => ['email', address])
  return (
    byName(candidate, asked) ??
    firstOf(phones, (phone) => byNumber(phone, asked)) ??
    firstOf([...otherFields.map((field) => [field, texts[field]] as const), ...emails], (each) =>
      byField(each, asked),
    ) ??
    besideName(candidate, asked)
  )
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | null): Result | null {
  for (const item of items) {
    const found = find(item)
    if (found) return found
  }
  return null
}

function byName({ name }: Candidate, { text, words }: Asked): [number, Match] | null {
  const folded = fold(name)
  if (words.length === 0 || !words.every((word) => folded.includes(word))) return null
  const match = matchOf('name', name, words)
  if (folded === text) return [0, match]
  if (folded.startsWith(text)) return [1, match]
  return [words.every((word) => beginsWord(folded, word)) ? 2 : 3, match]
}

function byNumber(phone: string | null | undefined, { number }: Asked): [number, Match] | null {
  if (!number || !phone) return null
  const places = [...phone].flatMap((sign, at) => (/\d/.test(sign) ? [at] : []))
  const digits = places.map((at) => phone[at]).join('')
  const from = digits.indexOf(number.digits)
  if (from < 0) return null
  const first = places[from] ?? 0
  const last = places[from + number.digits.length - 1] ?? phone.length - 1
  return [digits.endsWith(number.digits) ? 0.5 : 2, { field: 'phone', text: phone, pieces: [[first, last + 1]] }]
}

type FieldText = readonly [Match['field'], string | null | undefined]

function byField([field, value]: FieldText, { lower, text, words }: Asked): [number, Match] | null {
  if (!value) return null
  const folded = fold(value)
  // An address is one word, whatever dashes it has.
  const isWhole = folded.includes(text) || value.toLowerCase().includes(lower)
  if (!isWhole && !words.every((word) => folded.includes(word))) return null
  const tier = field === 'note' ? 6 : folded === text ? 0.5 : folded.startsWith(text) ? 2 : 3
  return [tier, matchOf(field, value, isWhole ? [text] : words)]
}

/** Some words in the name, the others in that of the company or the customer: 'anna volvo'. */
function besideName({ name, texts }: Candidate, { words }: Asked): [number, Match] | null {
  const folded = fold(name)
  const field = texts.customer ? 'customer' : 'company'
  const other = texts[field]
  if (!other) return null
  const foldedOther = fold(other)
  if (!words.every((word) => folded.includes(word) || foldedOther.includes(word))) return null
  return [words.some((word) => folded.includes(word)) ? 3 : 4, matchOf(field, other, words)]
}

function matchOf(field: Match['field'], text: string, words: readonly string[]): Match {
  return { field, text, pieces: wordsIn(text, words) }
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[\s\p{P}]/u.test(text[at - 1] ?? '')) return true
  }
  return false
}
