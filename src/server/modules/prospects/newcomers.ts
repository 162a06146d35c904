import { sql } from 'kysely'
import type { PasteFate } from '../../../contract/lists.ts'
import type { Context } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { sees } from '../../kernel/seen.ts'
import { keepForgotten } from '../people/index.ts'
import type { PastedRow } from './pasted-table.ts'

/** A pasted row with who it is: somebody of the base, somebody new, or why it cannot be taken. */
export interface MatchedRow {
  readonly pasted: PastedRow
  readonly kind: 'person' | 'company'
  readonly fate: PasteFate
  /** Of somebody known; of somebody new, who will get it. */
  readonly id: string | null
  readonly knownAs: string | null
  /** Of a person: the company that is known or will be added. */
  readonly companyId: string | null
}

interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly name_folded: string
  readonly email: string | null
  readonly owner_id: string | null
  readonly company_folded: string | null
  readonly listed: boolean
}
interface KnownCompany {
  readonly id: string
  readonly name: string
  readonly name_folded: string
  readonly domain: string | null
  readonly owner_id: string | null
  readonly listed: boolean
}

export interface Newcomers {
  readonly rows: readonly MatchedRow[]
  readonly companies: ReadonlyMap<
    string,
    { readonly id: string; readonly name: string; readonly row: MatchedRow | null }
  >
}

/** The name of the person, or else of the company, that a row tells of. */
export function nameOf({ fields }: PastedRow): { kind: 'person' | 'company'; name: string } | null {
  const parts = [fields.firstName, fields.lastName].filter((part) => part !== undefined).join(' ')
  const person = fields.name ?? (parts || undefined) ?? (fields.company === undefined ? fields.email : undefined)
  if (person !== undefined) return { kind: 'person', name: person.slice(0, 200) }
  return fields.company === undefined ? null : { kind: 'company', name: fields.company }
}

/**
 * Finds who of the pasted rows is known: a person by e-mail address, else by name and company; a company by its domain,
 * else by its name. Whoever comes twice in the table is taken once.
 */
export async function matchRows(ctx: Context, rows: readonly PastedRow[], listId: string | null): Promise<Newcomers> {
  const people = await knownPeople(ctx, rows, listId)
  const companies = await knownCompanies(ctx, rows, listId)
  const begun = new Map<string, { id: string; name: string; row: MatchedRow | null }>()
  const met = new Set<string>()
  const companyFor = (name: string): string => {
    const known = companies.byName.get(fold(name))
    if (known) return known.id
    const fresh = begun.get(fold(name)) ?? { id: newId(), name, row: null }
    begun.set(fold(name), fresh)
    return fresh.id
  }
  const matched = rows.map((pasted): MatchedRow => {
    const who = nameOf(pasted)
    if (!who) return { pasted, kind: 'person', fate: 'nameless', id: null, knownAs: null, companyId: null }
    const { fields } = pasted
    const known =
      who.kind === 'person'
        ? (fields.email && people.byEmail.get(fields.email)) || people.byName.get(personKey(who.name, fields.company))
        : (fields.domain && companies.byDomain.get(fields.domain)) || companies.byName.get(fold(who.name))
    const key =
      known?.id ?? (who.kind === 'person' ? (fields.email ?? personKey(who.name, fields.company)) : fold(who.name))
    const base = { pasted, kind: who.kind, companyId: null }
    if (known && !sees(ctx.actor, known.owner_id)) return { ...base, fate: 'hidden', id: null, knownAs: null }
    if (met.has(key)) return { ...base, fate: 'twice', id: null, knownAs: known?.name ?? null }
    met.add(key)
    if (known) return { ...base, fate: known.listed ? 'listed' : 'known', id: known.id, knownAs: known.name }
    if (who.kind === 'company') {
      const row = { ...base, fate: 'new', id: companyFor(who.name), knownAs: null } as const
      begun.set(fold(who.name), { id: row.id, name: who.name, row })
      return row
    }
    const companyId = fields.company === undefined ? null : companyFor(fields.company)
    return { ...base, fate: 'new', id: newId(), knownAs: null, companyId }
  })
  return { rows: matched, companies: begun }
}

function personKey(name: string, company: string | null | undefined): string {
  return `${fold(name)}\n${company ? fold(company) : ''}`
}

// Common names have many bearers; beyond so many somebody may be doubled, and nothing breaks.
const mostKnown = 50_000

async function knownPeople(ctx: Context, rows: readonly PastedRow[], listId: string | null) {
  const named = rows.flatMap((row) => nameOf(row)?.name ?? [])
  const emails = rows.flatMap(({ fields }) => fields.email ?? [])
  const { rows: found } = await sql<KnownPerson>`
    select h.id, h.name, h.name_folded, h.email, h.owner_id,
      (select c.name_folded from companies c where c.workspace_id = h.workspace_id and c.id = h.company_id) as company_folded,
      exists (select 1 from prospects p
        where p.workspace_id = h.workspace_id and p.person_id = h.id and p.list_id = ${listId}::uuid) as listed
    from people h
    where h.workspace_id = ${ctx.workspace.id} and h.archived_at is null
      and (h.name_folded = any(${named.map(fold)}::text[]) or h.email = any(${emails}::text[]))
    order by h.id desc limit ${mostKnown}`.execute(ctx.tx)
  // Of two the older counts: it comes last and stays.
  const byEmail = new Map(found.flatMap((one) => (one.email === null ? [] : [[one.email, one] as const])))
  const byName = new Map(found.map((one) => [`${one.name_folded}\n${one.company_folded ?? ''}`, one]))
  return { byEmail, byName }
}

async function knownCompanies(ctx: Context, rows: readonly PastedRow[], listId: string | null) {
  const named = rows.flatMap(({ fields }) => fields.company ?? [])
  const domains = rows.flatMap(({ fields }) => fields.domain ?? [])
  const { rows: found } = await sql<KnownCompany>`
    select c.id, c.name, c.name_folded, c.domain, c.owner_id,
      exists (select 1 from prospects p
        where p.workspace_id = c.workspace_id and p.company_id = c.id and p.list_id = ${listId}::uuid) as listed
    from companies c
    where c.workspace_id = ${ctx.workspace.id} and c.archived_at is null
      and (c.name_folded = any(${named.map(fold)}::text[]) or c.domain = any(${domains}::text[]))
    order by c.id desc limit ${mostKnown}`.execute(ctx.tx)
  const byDomain = new Map(found.flatMap((one) => (one.domain === null ? [] : [[one.domain, one] as const])))
  const byName = new Map(found.map((one) => [one.name_folded, one]))
  return { byDomain, byName }
}

/** Adds those who are new to the base: companies first, then the people who work there. */
export async function addNewcomers(ctx: Context, { rows, companies }: Newcomers): Promise<void> {
  const reach = ({ fields }: PastedRow) => ({
    phone: fields.phone,
    email: fields.email,
    city: fields.city,
    country: fields.country,
  })
  const begun = [...companies.values()].map(({ id, name, row }) => ({
    id,
    name,
    name_folded: fold(name),
    ...(row ? { domain: row.pasted.fields.domain, ...reach(row.pasted) } : {}),
  }))
  await sql`
    insert into companies (workspace_id, id, name, name_folded, domain, phone, email, city, country, created_at, updated_at)
    select ${ctx.workspace.id}, r.id, r.name, r.name_folded, r.domain, r.phone, r.email, r.city, r.country, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb)
      as r (id uuid, name text, name_folded text, domain text, phone text, email text, city text, country text)`.execute(
    ctx.tx,
  )
  const people = rows.flatMap(({ fate, kind, id, companyId, pasted }) => {
    const name = nameOf(pasted)?.name
    if (fate !== 'new' || kind !== 'person' || name === undefined) return []
    const { title, linkedin } = pasted.fields
    return { id, name, name_folded: fold(name), title, linkedin, company_id: companyId, ...reach(pasted) }
  })
  await sql`
    insert into people (workspace_id, id, name, name_folded, title, email, phone, linkedin, city, country, company_id, created_at, updated_at)
    select ${ctx.workspace.id}, r.id, r.name, r.name_folded, r.title, r.email, r.phone, r.linkedin, r.city, r.country, r.company_id,
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r (id uuid, name text, name_folded text, title text,
      email text, phone text, linkedin text, city text, country text, company_id uuid)`.execute(ctx.tx)
  await keepForgotten(
    ctx,
    'person',
    people.flatMap(({ id }) => id ?? []),
  )
}
