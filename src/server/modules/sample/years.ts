import { type Base, type Customer, emptyBase } from './base.ts'
import { season } from './course.ts'
import { type Opening, type Played, play } from './deal.ts'
import type { SourceKey } from './goods.ts'
import type { Offered, Seller, Version } from './scene.ts'
import type { World } from './world.ts'

/** The first day of the story, counted from today: two years and a little. */
export const beginning = -735

/** Everybody and everything the two years are played with. */
export interface Cast extends Offered {
  readonly sources: Readonly<Record<SourceKey, string>>
  /** Each with its share of the new deals, since the day they came. */
  readonly companySellers: readonly Hired[]
  readonly householdSellers: readonly Hired[]
  /** Oldest first. */
  readonly companyVersions: readonly Version[]
  readonly householdVersions: readonly Version[]
}

export interface Hired {
  readonly seller: Seller
  readonly since: number
  readonly until: number
  readonly share: number
}

/** A deal that is about to begin, in whatever version is published then. */
type Asked = Omit<Opening, 'version'>

interface Market {
  readonly kind: 'company' | 'household'
  /** New deals on a usual workday. */
  readonly perDay: number
  readonly sellers: readonly Hired[]
  readonly sources: (day: number) => readonly (readonly [SourceKey, number])[]
  readonly names: readonly string[]
}

/** How much readier than usual those are who come this way. */
const readiness: Readonly<Record<SourceKey, number>> = {
  referral: 1.6,
  partner: 1.3,
  website: 1.1,
  fair: 1,
  door: 1,
  ads: 0.9,
  calls: 0.85,
  list: 0.7,
}

/** Plays two years day by day; deals stand in the order they were opened. */
export function playYears(world: World, cast: Cast): { readonly played: readonly Played[]; readonly base: Base } {
  const base = emptyBase(world)
  const played: Played[] = []
  const followUps = new Map<number, Asked[]>()
  for (let day = beginning; day < -1; day++) {
    const openings = followUps.get(day) ?? []
    if (world.calendar.workday(day) === day)
      for (const market of marketsOf(cast)) openings.push(...arrivals(world, cast, base, market, day))
    for (const opening of openings) {
      const deal = play(
        world,
        { products: cast.products, terms: cast.terms, answers: cast.answers },
        { ...opening, version: versionOf(cast, opening, day) },
      )
      played.push(deal)
      tellOfReturn(deal)
      const next = followUp(world, deal)
      if (next) followUps.set(next.day, [...(followUps.get(next.day) ?? []), next])
    }
  }
  knowOwners(base, played)
  return { played, base }
}

function marketsOf(cast: Cast): Market[] {
  return [
    {
      kind: 'company',
      perDay: 0.67,
      sellers: cast.companySellers,
      // The bought list did badly and was not renewed; the fair is twice a year.
      sources: (day) => [
        ['website', 18],
        ['calls', 17],
        ['partner', 15],
        ['fair', 11],
        ['ads', 9],
        ['list', day < -310 ? 26 : 0],
        ['referral', day < -600 ? 2 : 17],
      ],
      names: ['roof', 'roof', 'warehouse', 'carport', 'parking', 'storage', 'office', 'whole', 'facade'],
    },
    {
      kind: 'household',
      perDay: 0.36,
      sellers: cast.householdSellers,
      sources: (day) => [
        ['door', 55],
        ['website', 18],
        ['referral', day < -600 ? 3 : 27],
      ],
      names: ['home', 'home', 'home', 'home-battery', 'home-charger'],
    },
  ]
}

function arrivals(world: World, cast: Cast, base: Base, market: Market, day: number): Asked[] {
  const { random, calendar } = world
  // They sold a third more in the second year than in the first.
  const growth = 1 + (0.33 * (day - beginning)) / -beginning
  const expected = market.perDay * growth * (season[calendar.month(day) - 1] ?? 1)
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
  return Array.from({ length: count }, () => {
    const source = random.weighted(market.sources(day))
    const here = market.sellers.filter(({ since, until }) => since <= day && day < until)
    const customer = newCustomer(world, base, market, day)
    return {
      day,
      customer,
      name: world.say(`deal.${random.pick(market.names)}`, { place: customer.where }),
      seller: random.weighted(here.map(({ seller, share }) => [seller, share] as const)),
      sourceId: cast.sources[source],
      readiness: readiness[source],
      previous: null,
    }
  })
}

function newCustomer({ random }: World, base: Base, { kind }: Market, day: number): Customer {
  // A company with one roof often has two, and asks a second time.
  if (kind === 'company') return (random.chance(0.34) ? base.someCompany() : undefined) ?? base.company(day)
  return random.chance(0.07) ? base.person(day) : base.household(day)
}

/** The one that is published on the day: also for who comes back. */
function versionOf(cast: Cast, { customer }: Asked, day: number): Version {
  const versions = customer.kind === 'company' ? cast.companyVersions : cast.householdVersions
  const version = versions.findLast(({ since }) => since <= day) ?? versions[0]
  if (!version) throw new RangeError('a process has versions')
  return version
}

/** In the log of the deal before: its customer came back. */
function tellOfReturn({ story, opening }: Played): void {
  opening.previous?.scene.happenings.push({
    kind: 'came_back',
    newDealId: story.id,
    at: story.opened.at,
    by: story.opened.by,
  })
}

/** Who said "later" is asked again, and who was content may buy more. */
function followUp({ random, calendar, say }: World, deal: Played): Asked | null {
  const { opening, outcome, askAgain, scene } = deal
  const again = { ...opening, readiness: opening.readiness * 1.25, previous: deal }
  if (askAgain !== null && askAgain < -3 && random.chance(0.45)) return { ...again, day: askAgain }
  if (outcome !== 'won' || opening.customer.kind !== 'company' || !random.chance(0.2)) return null
  const day = calendar.workday(scene.day + random.whole(80, 280))
  if (day > -3) return null
  return { ...again, day, previous: null, name: say('deal.second', { place: opening.customer.where }) }
}

/** Customers belong to whoever has their latest deal, and came from where it came from. */
function knowOwners(base: Base, played: readonly Played[]): void {
  const rows = new Map([...base.companies, ...base.households, ...base.people].map((row) => [row.id, row]))
  for (const { opening, scene } of played) {
    const { id, contacts } = opening.customer
    for (const known of [id, ...contacts.map((contact) => contact.id)]) {
      const row = rows.get(known)
      if (row) Object.assign(row, { owner_id: scene.by, source_id: opening.sourceId })
    }
  }
}
