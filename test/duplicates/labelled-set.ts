/**
 * People and companies of whom it is known which are the same: made from chance with a seed, in six languages, with the
 * errors that people and exports make, and with strangers who look alike. Nothing here knows how likeness is found.
 */
import type { Described } from '../../src/server/modules/duplicates/index.ts'
import { latin, plain, slip, transcribed } from './labelled-errors.ts'
import { type LabelledPlace, labelledPlaces } from './labelled-places.ts'

export interface Labelled {
  readonly kind: 'person' | 'company'
  readonly language: string
  /** Rows of one entity are the same. */
  readonly entity: number
  readonly row: Described
}

export interface Chance {
  /** What is taken: two companies do not share a site, nor two people a box, unless they are made to. */
  readonly taken: Set<string>
  /** From 0 to below 1. */
  next(): number
  pick<Item>(items: readonly Item[]): Item
  has(probability: number): boolean
}

/** mulberry32: the same seed, the same set, on every machine. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return { taken: new Set(), next, pick, has: (probability) => next() < probability }
}

/** Entities with one to four rows each, in equal parts of the six languages. */
export function labelledSet(seed: number, entitiesPerLanguage: number): Labelled[] {
  const luck = chance(seed)
  const set: Labelled[] = []
  let entity = 0
  for (const [language, place] of Object.entries(labelledPlaces)) {
    for (let count = 0; count < entitiesPerLanguage; count++) {
      for (const rows of [peopleOf(luck, place), companiesOf(luck, place)]) {
        for (const group of rows.groups) {
          entity++
          for (const row of group) set.push({ kind: rows.kind, language, entity, row })
        }
      }
    }
  }
  return set
}

type Draft = { -readonly [Field in keyof Described]: Described[Field] }

/** One person with copies, and sometimes a stranger who looks alike. */
function peopleOf(luck: Chance, place: LabelledPlace): { kind: 'person'; groups: Described[][] } {
  const person = newPerson(luck, place)
  const copies = luck.has(0.45) ? 1 + Math.floor(luck.next() * 2) : 0
  const group = [person, ...Array.from({ length: copies }, () => copyOfPerson(luck, place, person))]
  return { kind: 'person', groups: [group, ...(luck.has(0.35) ? [[strangerLike(luck, place, person)]] : [])] }
}

function newPerson(luck: Chance, place: LabelledPlace): Draft {
  const [given, family] = [luck.pick(place.given), luck.pick(place.family)]
  const company = companyCalled(luck, place)
  let box = `${latin(given)}.${latin(family)}`
  while (luck.taken.has(box)) box += Math.floor(luck.next() * 10)
  luck.taken.add(box)
  return {
    name: `${given} ${family}`,
    emails: luck.has(0.75) ? [luck.has(0.3) ? `${box}@gmail.com` : `${box}@${company.domain}`] : [],
    phones: luck.has(0.65) ? [number(luck, place)] : [],
    company: luck.has(0.8) ? company.name : null,
    city: luck.has(0.6) ? luck.pick(place.cities) : null,
    street: luck.has(0.25) ? `${luck.pick(place.streets)} ${1 + Math.floor(luck.next() * 80)}` : null,
    linkedin: luck.has(0.2)
      ? `https://www.linkedin.com/in/${latin(given)}-${latin(family)}-${Math.floor(luck.next() * 9999)}`
      : null,
  }
}

/** The same person, typed again by somebody else or come from another system. */
function copyOfPerson(luck: Chance, place: LabelledPlace, person: Described): Draft {
  const copy: Draft = { ...person, name: miswritten(luck, place, person.name) }
  const [mail] = person.emails ?? []
  if (mail) copy.emails = luck.pick([[mail], [mail.toUpperCase()], [otherBox(luck, mail)], [mail], []])
  if (person.phones?.length) copy.phones = luck.pick([person.phones, person.phones, [], [number(luck, place)]])
  if (person.company)
    copy.company = luck.pick([person.company, otherForm(luck, place, person.company), null, person.company])
  if (person.city && luck.has(0.3)) copy.city = null
  if (person.linkedin) copy.linkedin = luck.pick([`${person.linkedin}/?trk=x`, null])
  if (person.street && luck.has(0.5)) copy.street = null
  return copy
}

/** Somebody else: of the same name, of the same family, or at the same switchboard. */
function strangerLike(luck: Chance, place: LabelledPlace, person: Described): Draft {
  const other = newPerson(luck, place)
  const family = person.name.split(' ').slice(1).join(' ')
  return luck.pick<() => Draft>([
    // A namesake elsewhere.
    () => ({ ...other, name: person.name }),
    // Father and son of one name, under one roof.
    () => ({
      ...other,
      name: person.name,
      street: person.street ?? null,
      city: person.city ?? null,
      company: null,
      linkedin: null,
    }),
    // Brother and sister, or a couple with one box.
    () => ({
      ...other,
      name: `${luck.pick(place.given.filter((name) => !person.name.startsWith(name)))} ${family}`,
      emails: person.emails ?? [],
      city: person.city ?? null,
    }),
    // A colleague with the same number and the desk's box.
    () => ({
      ...other,
      phones: person.phones ?? [],
      company: person.company ?? null,
      emails: ['info@' + ((person.emails ?? [])[0]?.split('@')[1] ?? 'x.example')],
    }),
    // A name one letter away, at another company.
    () => ({ ...other, name: slip(luck, person.name), company: luck.has(0.5) ? (other.company ?? null) : null }),
  ])()
}

function miswritten(luck: Chance, place: LabelledPlace, name: string): string {
  const [given = '', ...rest] = name.split(' ')
  const family = rest.join(' ')
  const short = Object.keys(place.nicknames).find((nick) => place.nicknames[nick] === given)
  return luck.pick<() => string>([
    () => name,
    () => name,
    () => `${family} ${given}`,
    () => `${family}, ${given}`,
    () => `${luck.pick(place.titles)}${place.top === 'co.th' ? '' : ' '}${name}`,
    () => plain(name),
    () => name.toLocaleUpperCase(),
    () => slip(luck, name),
    () => (short ? `${short} ${family}` : name),
    () => `${given} ${luck.pick(place.given)} ${family}`,
    () => `${given[0]}. ${family}`,
    () => transcribed(name),
    () => name.replace(/(?<=[א-ת])[וי](?=[א-ת])/, ''),
  ])()
}

/** One company with copies, and sometimes a sister or a namesake. */
function companiesOf(luck: Chance, place: LabelledPlace): { kind: 'company'; groups: Described[][] } {
  const company = newCompany(luck, place)
  const copies = luck.has(0.45) ? 1 + Math.floor(luck.next() * 2) : 0
  const group = [company, ...Array.from({ length: copies }, () => copyOfCompany(luck, place, company))]
  return { kind: 'company', groups: [group, ...(luck.has(0.35) ? [[companyLike(luck, place, company)]] : [])] }
}

function newCompany(luck: Chance, place: LabelledPlace): Draft {
  const { name, domain } = companyCalled(luck, place)
  return {
    name,
    domain: luck.has(0.65) ? domain : null,
    emails: luck.has(0.4) ? [`info@${domain}`] : [],
    phones: luck.has(0.55) ? [number(luck, place)] : [],
    city: luck.has(0.75) ? luck.pick(place.cities) : null,
    street: luck.has(0.4) ? `${luck.pick(place.streets)} ${1 + Math.floor(luck.next() * 80)}` : null,
  }
}

function copyOfCompany(luck: Chance, place: LabelledPlace, company: Described): Draft {
  const copy: Draft = { ...company }
  copy.name = luck.pick<() => string>([
    () => company.name,
    () => otherForm(luck, place, company.name),
    () => bare(place, company.name),
    () => plain(company.name),
    () => company.name.toLocaleUpperCase(),
    () => slip(luck, company.name),
    () => transcribed(company.name),
  ])()
  if (company.domain) copy.domain = luck.pick([company.domain, `https://www.${company.domain}/contact`, null])
  if (company.emails?.length) copy.emails = luck.pick([company.emails, []])
  if (company.phones?.length) copy.phones = luck.pick([company.phones, [], [number(luck, place)]])
  if (company.city && luck.has(0.25)) copy.city = null
  if (company.street && luck.has(0.4)) copy.street = null
  return copy
}

function companyLike(luck: Chance, place: LabelledPlace, company: Described): Draft {
  const other = newCompany(luck, place)
  const stem = bare(place, company.name)
  const form = luck.pick(place.forms)[0] ?? ''
  const sister = () => dressed(`${stem} ${luck.pick(place.sisters)}`, form)
  return luck.pick<() => Draft>([
    // A sister with a site and a number of her own.
    () => ({ ...other, name: sister() }),
    // A sister under the same roof and site.
    () => ({
      ...other,
      name: sister(),
      domain: company.domain ?? null,
      street: company.street ?? null,
      city: company.city ?? null,
    }),
    // A sister abroad: the same name, another legal form, another country's site.
    () => ({
      ...other,
      name: `${stem} GmbH`,
      domain: company.domain ? `${company.domain.split('.')[0]}.de` : null,
      city: 'Hamburg',
    }),
    // A namesake in another town, with another site.
    () => ({
      ...other,
      name: company.name,
      city: luck.pick(place.cities.filter((city) => city !== company.city)),
      domain: other.domain ?? `other-${stem.length}.${place.top}`,
    }),
    // The next of a row: a second house of one landlord.
    () => ({ ...other, name: dressed(`${stem} 2`, form), city: company.city ?? null }),
  ])()
}

function companyCalled(luck: Chance, place: LabelledPlace): { name: string; domain: string } {
  const trade = luck.pick(place.trades)
  let stem = luck.pick(place.stems)
  while (luck.taken.has(`${stem} ${trade}`)) stem += luck.pick(place.endings)
  luck.taken.add(`${stem} ${trade}`)
  const name = `${stem} ${trade}`
  return { name: dressed(name, luck.pick(place.forms)[0] ?? ''), domain: `${latin(name)}.${place.top}` }
}

function dressed(name: string, form: string): string {
  return form.includes('…') ? form.replace('…', name) : `${name} ${form}`
}

function bare(place: LabelledPlace, name: string): string {
  const forms = place.forms.flat().sort((one, other) => other.length - one.length)
  for (const form of forms) {
    const [before = '', after = ''] = form.includes('…') ? form.split('…') : ['', ` ${form}`]
    if (name.startsWith(before) && name.endsWith(after))
      return name.slice(before.length, name.length - after.length).trim()
  }
  return name
}

function otherForm(luck: Chance, place: LabelledPlace, name: string): string {
  const stem = bare(place, name)
  const same = place.forms.find((forms) => forms.some((form) => dressed(stem, form) === name))
  return same ? dressed(stem, luck.pick(same)) : stem
}

function otherBox(luck: Chance, mail: string): string {
  const [box = '', host = ''] = mail.split('@')
  if (host === 'gmail.com') return luck.pick([`${box.replaceAll('.', '')}@gmail.com`, `${box}+crm@gmail.com`])
  return luck.pick([`${box}@gmail.com`, mail])
}

function number(luck: Chance, { dial }: LabelledPlace): string {
  return dial + String(1_000_000 + Math.floor(luck.next() * 8_999_999))
}
