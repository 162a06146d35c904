/**
 * Kestrel sells measuring instruments from Gothenburg, in seven steps. Ada owns the company, Mia leads the sellers Sam and
 * Bo, Rita only reads. They know Nordlys, a wind farm in Aarhus, where Freja decides and Jens uses; and the Öberg family.
 */
import type { RequestOf } from '../../src/contract/endpoint.ts'
import type { Deal } from '../../src/contract/deals.ts'
import * as deals from '../../src/contract/deals.ts'
import * as people from '../../src/contract/people.ts'
import * as processes from '../../src/contract/process.ts'
import { addProduct } from '../../src/contract/products.ts'
import { type App, type Person, startApp } from './app.ts'
import { disagreementsIn } from './disagreements.ts'

type Member = Person & { readonly memberId: string }
type NewDeal = RequestOf<typeof deals.openDeal>['body']

export interface World {
  readonly rondo: App
  readonly ada: Person
  readonly mia: Member
  readonly sam: Member
  readonly bo: Member
  readonly rita: Member
  readonly nordlys: people.Company
  readonly freja: people.Person
  readonly jens: people.Person
  readonly oberg: people.Household
  /** 125.50 EUR. */
  readonly anemometer: { readonly id: string }
  readonly process: processes.ProcessDetail
  /** Sam opens a deal with Nordlys; `more` changes what it is like. */
  openPilot(more?: Partial<NewDeal>): Promise<Deal>
  disagreements(): ReturnType<typeof disagreementsIn>
}

export async function startWorld(): Promise<World> {
  const rondo = await startApp()
  const ada = rondo.owner
  const [mia, sam, bo, rita] = await Promise.all([
    rondo.member('manager', 'Mia Falk'),
    rondo.member('seller', 'Sam Berg'),
    rondo.member('seller', 'Bo Lund'),
    rondo.member('read-only', 'Rita Holm'),
  ])
  const nordlys = await ada.call(people.addCompany, { body: { name: 'Nordlys A/S', city: 'Aarhus' } })
  const companyId = nordlys.id
  const freja = await ada.call(people.addPerson, { body: { name: 'Freja Holst', title: 'COO', companyId } })
  const jens = await ada.call(people.addPerson, { body: { name: 'Jens Krogh', companyId } })
  const oberg = await ada.call(people.addHousehold, { body: { name: 'Familjen Öberg' } })
  const anemometer = await ada.call(addProduct, { body: { name: 'Anemometer', priceMinor: 12_550, costMinor: 7_000 } })
  const { items } = await ada.call(processes.listProcesses, {})
  const process = await ada.call(processes.showProcess, { params: { id: items[0]?.id ?? '' } })
  return {
    rondo,
    ada,
    mia,
    sam,
    bo,
    rita,
    nordlys,
    freja,
    jens,
    oberg,
    anemometer,
    process,
    openPilot: (more = {}) =>
      sam.call(deals.openDeal, { body: { name: 'Pilot at Nordlys', companyId: nordlys.id, ...more } }),
    disagreements: () => disagreementsIn(rondo),
  }
}

/** The stages of a version as they are edited. */
export function draftsOf(version: processes.ProcessVersion | undefined): processes.StageDraft[] {
  return (version?.stages ?? []).map((stage) => {
    const { id: _id, position: _position, ...draft } = stage
    return draft
  })
}

/** An instant so many days ago. */
export function daysAgo(days: number): string {
  return Temporal.Now.zonedDateTimeISO('Europe/Stockholm')
    .subtract({ days })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' })
}

/** The day so many days ago, where Kestrel is. */
export function dayAgo(days: number): string {
  return Temporal.Now.plainDateISO('Europe/Stockholm').subtract({ days }).toString()
}

/** The day of an instant, where Kestrel is. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Stockholm').toPlainDate().toString()
}
