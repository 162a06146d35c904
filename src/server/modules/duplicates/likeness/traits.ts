import { type CompanyName, companyName } from './company-name.ts'
import { type PersonName, personName } from './person-name.ts'
import { type Place, placeOf } from './address.ts'
import { companyDomain, isDesk, linkedinKey, mailKey } from './reach.ts'

/** The kinds of customers that can be there twice. */
export type AlikeKind = 'company' | 'person' | 'household'

/** What is known of somebody, as it was typed or read from a file. */
export interface Described {
  readonly name: string
  readonly emails?: readonly string[] | undefined
  /** E.164. */
  readonly phones?: readonly string[] | undefined
  readonly linkedin?: string | null | undefined
  /** A company's own site. */
  readonly domain?: string | null | undefined
  /** Where a person works, by name. */
  readonly company?: string | null | undefined
  readonly street?: string | null | undefined
  readonly postalCode?: string | null | undefined
  readonly city?: string | null | undefined
}

/** The same, read once for many comparisons. */
export interface Traits {
  /** Of a person; of a household the family's. */
  readonly person: PersonName | null
  /** Of a company; of a person where they work. */
  readonly company: CompanyName | null
  /** Of persons' own boxes. */
  readonly mails: readonly string[]
  readonly deskMails: readonly string[]
  readonly phones: readonly string[]
  readonly linkedin: string | null
  /** Registered domains of the site and of the mail addresses. */
  readonly domains: readonly string[]
  readonly place: Place
}

/** Reads what is known of somebody for comparing. */
export function traitsOf(kind: AlikeKind, described: Described): Traits {
  const mails = (described.emails ?? []).map(mailKey).filter((mail) => mail !== null)
  const sites = [...(described.domain ? [described.domain] : []), ...mails]
  const domains = kind === 'household' ? [] : sites.map(companyDomain).filter((domain) => domain !== null)
  const workplace = kind === 'company' ? described.name : described.company
  return {
    person: kind === 'company' ? null : personName(described.name),
    company: workplace ? companyName(workplace) : null,
    mails: mails.filter((mail) => !isDesk(mail)),
    deskMails: mails.filter(isDesk),
    phones: described.phones ?? [],
    linkedin: described.linkedin ? linkedinKey(described.linkedin) : null,
    domains: [...new Set(domains)],
    place: placeOf(described),
  }
}
