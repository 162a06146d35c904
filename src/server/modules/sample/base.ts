import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { addressed, type Name, type Sector, sectors, spelt } from './places/place.ts'
import type { World } from './world.ts'

export interface Contact {
  readonly id: string
  readonly name: string
  /** Whether they decide by their title. */
  readonly decides: boolean
}

/** Somebody who may buy: a company, a household, or a person without a company. */
export interface Customer {
  readonly kind: 'company' | 'household' | 'person'
  readonly id: string
  readonly name: string
  /** What their deals are named by: a town, or a street. */
  readonly where: string
  readonly contacts: readonly Contact[]
}

/** Whom the sample company knows, as rows. Owner and source are those of the customer's latest deal. */
export interface Base {
  readonly companies: Row[]
  readonly people: Row[]
  readonly households: Row[]
  /** A new one. */
  company(day: number): Customer
  /** One that is known; undefined before there is any. */
  someCompany(): Customer | undefined
  household(day: number): Customer
  person(day: number): Customer
}

type Row = { id: string; owner_id: string | null; source_id: string | null; tag_ids: string[] } & Record<
  string,
  unknown
>

const titles = ['facilities', 'finance', 'technical', 'operations', 'purchasing', 'sustainability'] as const
const size: Readonly<Record<Sector, number>> = {
  logistics: 90,
  hotel: 45,
  food: 120,
  dairy: 60,
  bakery: 35,
  property: 40,
  school: 80,
  metal: 70,
  farm: 12,
  grocery: 25,
  cold: 30,
  timber: 55,
}

export function emptyBase(world: World): Base {
  const { random } = world
  const names = companyNames(world)
  const full = fullNames(world)
  const base: Pick<Base, 'companies' | 'people' | 'households'> = { companies: [], people: [], households: [] }
  const known: Customer[] = []
  return {
    ...base,
    company(day) {
      const customer = addCompany(world, base, next(names), full, day)
      known.push(customer)
      return customer
    },
    someCompany: () => (known.length > 0 ? random.pick(known) : undefined),
    household(day) {
      const family = random.pick(world.place.family)
      const city = random.pick(world.place.cities.slice(0, 4))
      const place = address(world, city)
      const name = world.place.household.replace('{}', spelt(family))
      const row = { ...begun(world, name, day), ...place, ...reached(world) }
      base.households.push(row)
      return { kind: 'household', id: row.id, name, where: place.street, contacts: [] }
    },
    person(day) {
      const city = random.pick(world.place.cities)
      const contact = addPerson(world, base, full, day, {})
      return { kind: 'person', id: contact.id, name: contact.name, where: city.name, contacts: [] }
    },
  }
}

function addCompany(
  world: World,
  base: Pick<Base, 'companies' | 'people'>,
  { name, stem, sector }: CompanyName,
  full: Iterator<FullName, undefined>,
  day: number,
): Customer {
  const { random } = world
  const city = random.pick(world.place.cities)
  const domain = `${addressed(stem).replaceAll('.', '-')}-${sector}.example`
  const row = {
    ...begun(world, name, day),
    domain,
    ...reached(world),
    email: `info@${domain}`,
    ...address(world, city),
    sector: world.say(`sector.${sector}`),
    founded_year: random.whole(1948, 2016),
    employees: Math.max(4, Math.round(random.around(size[sector], 0.6))),
    revenue_minor: world.price(random.around(9_000_000, 0.8)),
    revenue_currency: world.currency,
  }
  base.companies.push(row)
  const heads = ['managing' as const, ...shuffled(world, titles).slice(0, random.weighted(headCounts))]
  const contacts = heads.map((title) => addPerson(world, base, full, day, { title, company: { id: row.id, domain } }))
  return { kind: 'company', id: row.id, name, where: city.name, contacts }
}

/** Whom they know in a company beside the one who leads it. */
const headCounts = [
  [0, 3],
  [1, 4],
  [2, 3],
  [3, 1],
] as const

interface Employed {
  readonly title?: 'managing' | (typeof titles)[number]
  readonly company?: { readonly id: string; readonly domain: string }
}

function addPerson(
  world: World,
  base: Pick<Base, 'people'>,
  names: Iterator<FullName, undefined>,
  day: number,
  { title, company }: Employed,
): Contact {
  const { name, address: local } = next(names)
  const row = {
    ...begun(world, name, day),
    title: title ? world.say(`title.${title}`) : null,
    email: `${local}@${company?.domain ?? 'mail.example'}`,
    ...reached(world),
    company_id: company?.id ?? null,
  }
  base.people.push(row)
  return { id: row.id, name, decides: title === 'managing' }
}

/** A day or two before the first deal, somebody typed them in. */
function begun({ workspaceId, calendar }: World, name: string, day: number) {
  const at = calendar.at(day, 9 * 60)
  return {
    workspace_id: workspaceId,
    id: newId(),
    name,
    name_folded: fold(name),
    owner_id: null,
    source_id: null,
    tag_ids: [] as string[],
    created_at: at,
    updated_at: at,
  }
}

function address({ place, random }: World, city: World['place']['cities'][number]) {
  const street = `${random.pick(place.streets)} ${place.address.replace('{}', String(random.whole(1, 88)))}`
  return { street, postal_code: city.postalCode, city: city.name, country: place.country }
}

/** A number as people write it, and as it is found again. */
function reached({ place, random }: World) {
  const phone = place.phone.replaceAll('#', () => String(random.whole(0, 9)))
  return { phone, phone_e164: phone.replaceAll(' ', '') }
}

/** Every stem with every sector, in no order: more companies than two years need. */
function* companyNames(world: World): Generator<CompanyName, undefined> {
  const all = world.place.stems.flatMap((stem) => sectors.map((sector) => ({ stem, sector })))
  for (const { stem, sector } of shuffled(world, all))
    yield { name: world.place.forms[sector].replace('{}', spelt(stem)), stem, sector }
}

interface CompanyName {
  readonly name: string
  readonly stem: Name
  readonly sector: Sector
}

interface FullName {
  readonly name: string
  readonly address: string
}

/** Everybody once, then again: two people may have one name. */
function* fullNames(world: World): Generator<FullName, undefined> {
  const { given, family } = world.place
  const all = given.flatMap((first) => family.map((last) => [first, last] as const))
  for (;;)
    for (const [first, last] of shuffled(world, all))
      yield { name: `${spelt(first)} ${spelt(last)}`, address: `${addressed(first)}.${addressed(last)}` }
}

function next<Item>(items: Iterator<Item, undefined>): Item {
  const { value } = items.next()
  if (value === undefined) throw new RangeError('the story needs more names')
  return value
}

export function shuffled<Item>({ random }: Pick<World, 'random'>, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.share() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
