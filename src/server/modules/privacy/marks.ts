import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fold, likeText } from '../../kernel/fold.ts'
import type { Who } from './about.ts'

/** By what somebody is known. */
export interface Marks {
  readonly names: readonly string[]
  readonly emails: readonly string[]
  /** In E.164. */
  readonly phones: readonly string[]
  readonly pages: readonly string[]
}

type Place = Pick<Context, 'tx' | 'workspace'>

/** All names, addresses and numbers of somebody, as their rows have them. */
export async function marksOf({ tx, workspace }: Place, who: Who): Promise<Marks> {
  const page = who.kind === 'person' ? sql`t.linkedin` : sql`null::text`
  const { rows } = await sql<Marks>`
    with rows as (
      select t.name, t.email, t.phone_e164, ${page} as page, t.more_emails, t.more_phones
      from ${sql.table(who.kind === 'person' ? 'people' : 'households')} t
      where t.workspace_id = ${workspace.id} and t.id = any(${[...who.ids]}::uuid[]))
    select array(select distinct name from rows) as names,
      array(select email from rows where email is not null
        union select m->>'address' from rows, jsonb_array_elements(more_emails) m) as emails,
      array(select phone_e164 from rows where phone_e164 is not null
        union select m->>'e164' from rows, jsonb_array_elements(more_phones) m where m->>'e164' is not null) as phones,
      array(select page from rows where page is not null) as pages`.execute(tx)
  return rows[0] ?? { names: [], emails: [], phones: [], pages: [] }
}

/**
 * Those by which texts can be searched: a name of two words at least, and nothing that another customer or a colleague is
 * called or reached by too: what is said of them must stay.
 */
export async function ownMarks({ tx, workspace }: Place, who: Who, marks: Marks): Promise<Marks> {
  const ours = sql`workspace_id = ${workspace.id}`
  const others = sql`
    select c.id, c.name, c.name_folded, c.email, c.phone_e164, c.more_emails, c.more_phones from companies c where ${ours}
    union all select p.id, p.name, p.name_folded, p.email, p.phone_e164, p.more_emails, p.more_phones from people p where ${ours}
    union all select h.id, h.name, h.name_folded, h.email, h.phone_e164, h.more_emails, h.more_phones from households h
      where ${ours}`
  const names = marks.names.filter((name) => name.trim().includes(' '))
  const { rows } = await sql<{ mark: string }>`
    with others as (select * from (${others}) o where o.id <> all(${[...who.ids]}::uuid[]))
    select n.name as mark from unnest(${names}::text[], ${names.map((name) => `%${likeText(fold(name))}%`)}::text[]) n (name, piece)
      where exists (select from others o where o.name_folded like n.piece)
        or exists (select from members m where m.workspace_id = ${workspace.id} and lower(m.name) = lower(n.name))
    union all select e from unnest(${[...marks.emails]}::text[]) e
      where exists (select from others o where o.email = e or o.more_emails @> jsonb_build_array(jsonb_build_object('address', e)))
    union all select p from unnest(${[...marks.phones]}::text[]) p
      where exists (select from others o where o.phone_e164 = p or o.more_phones @> jsonb_build_array(jsonb_build_object('e164', p)))
    `.execute(tx)
  const shared = new Set(rows.map(({ mark }) => mark))
  const own = (list: readonly string[]) => list.filter((mark) => !shared.has(mark))
  return { names: own(names), emails: own(marks.emails), phones: own(marks.phones), pages: marks.pages }
}

// Digits of a number that are the same however it is written; what stands before them may be written in several ways.
const coreDigits = 8
const between = String.raw`[-\s()./]*`

/**
 * What finds any of the marks in a text, for PostgreSQL and JavaScript alike, without regard to case; null: nothing can be
 * searched for. Numbers are found however they are parted, with or without their country.
 */
export function patternOf({ names, emails, phones, pages }: Marks): string | null {
  const words = [...new Set(names.flatMap((name) => [name, fold(name)]))].map((name) =>
    name.trim().split(/\s+/u).map(literal).join(String.raw`\s+`),
  )
  const numbers = phones
    .map((phone) => phone.replace(/\D/g, ''))
    .filter((digits) => digits.length >= coreDigits)
    .map((digits) => {
      const core = Array.from(digits.slice(-coreDigits)).join(between)
      const zero = String.raw`(?:\(0\)${between})?`
      const before = Array.from(digits.slice(0, -coreDigits), (digit) => `(?:${digit}${between}${zero})?`).join('')
      return String.raw`\+?0{0,2}${before}${core}(?!\d)`
    })
  const all = [...words, ...[...emails, ...pages].map(literal), ...numbers]
  return all.length === 0 ? null : all.join('|')
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

const coded = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/

/** The same text, or the same JSON, without what was found; what stands for it says that something stood there. */
export function without(value: unknown, pattern: RegExp, inPlace: string): unknown {
  if (typeof value === 'string') return coded.test(value) ? value : value.replace(pattern, inPlace)
  if (Array.isArray(value)) return value.map((one) => without(one, pattern, inPlace))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, pattern, inPlace)]))
}
