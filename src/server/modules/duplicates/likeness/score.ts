import type { AlikeReason } from '../../../../contract/duplicates.ts'
import { comparePlaces } from './address.ts'
import { compareCompanyNames } from './company-name.ts'
import { comparePersonNames } from './person-name.ts'
import type { AlikeKind, Traits } from './traits.ts'
import { weights } from './weights.ts'

/** How sure it is that two rows are one, from 0 to 1, and what speaks for it, the strongest first. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly AlikeReason[]
}

interface Finding {
  readonly bits: number
  /** What it is called when it speaks for sameness. */
  readonly reason: AlikeReason | null
}

/** Compares two rows of one kind; the same both ways round. The formula stands in weights.ts. */
export function likeness(kind: AlikeKind, a: Traits, b: Traits): Likeness {
  const table = weights[kind]
  const found: Finding[] = [
    ...(kind === 'company' ? companyFindings(a, b) : personFindings(kind, a, b)),
    overlap(a.phones, b.phones, table.phone, 'same_phone'),
    mailFinding(kind, a, b),
    single(a.linkedin, b.linkedin, table.linkedin, 'same_linkedin'),
    placeFinding(kind, a, b),
  ]
  const bits = found.reduce((sum: number, finding) => sum + finding.bits, table.prior)
  const reasons = found
    .filter(({ bits, reason }) => bits > 0 && reason !== null)
    .sort((one, other) => other.bits - one.bits)
    .flatMap(({ reason }) => (reason === null ? [] : [reason]))
  return { score: 1 / (1 + 2 ** -bits), reasons: [...new Set(reasons)] }
}

function personFindings(kind: 'person' | 'household', a: Traits, b: Traits): Finding[] {
  const name = a.person && b.person ? comparePersonNames(a.person, b.person) : 'unknown'
  const findings: Finding[] = [{ bits: weights[kind].name[name], reason: nameReasons[name] }]
  if (kind === 'household') return findings
  const { company, domain } = weights.person
  const workplace = a.company && b.company ? compareCompanyNames(a.company, b.company) : 'unknown'
  const domains = overlap(a.domains, b.domains, domain, 'same_domain')
  // Who works where a mail address says is said once: by the company's name, or by its domain.
  // One box has one domain: it is not said again.
  const isOneBox = a.mails.some((mail) => b.mails.includes(mail))
  if (!isOneBox && company[workplace] <= 0 && domains.reason) return [...findings, domains]
  return [...findings, { bits: company[workplace], reason: 'same_company' }]
}

function companyFindings(a: Traits, b: Traits): Finding[] {
  const name = a.company && b.company ? compareCompanyNames(a.company, b.company) : 'unknown'
  return [
    { bits: weights.company.name[name], reason: companyReasons[name] },
    overlap(a.domains, b.domains, weights.company.domain, 'same_domain'),
  ]
}

function mailFinding(kind: AlikeKind, a: Traits, b: Traits): Finding {
  const { same, desk, other } = weights[kind].mail
  const own = overlap(a.mails, b.mails, { same, other }, 'same_email')
  const shared = overlap(a.deskMails, b.deskMails, { same: desk, other: 0 }, 'same_email')
  return own.reason ? own : shared.reason ? shared : own
}

function placeFinding(kind: AlikeKind, a: Traits, b: Traits): Finding {
  const place = comparePlaces(a.place, b.place)
  return { bits: weights[kind].place[place], reason: place === 'same' ? 'same_address' : 'same_town' }
}

interface Agreement {
  readonly same: number
  readonly other: number
}

function overlap(a: readonly string[], b: readonly string[], bits: Agreement, reason: AlikeReason): Finding {
  if (a.length === 0 || b.length === 0) return { bits: 0, reason: null }
  return a.some((each) => b.includes(each)) ? { bits: bits.same, reason } : { bits: bits.other, reason: null }
}

function single(a: string | null, b: string | null, bits: Agreement, reason: AlikeReason): Finding {
  return overlap(a === null ? [] : [a], b === null ? [] : [b], bits, reason)
}

const nameReasons = {
  same: 'same_name',
  spelling: 'name_spelling',
  more: 'name_more',
  slip: 'name_slip',
  initial: 'name_initial',
  part: 'name_part',
  different: null,
  unknown: null,
} as const satisfies Record<string, AlikeReason | null>

const companyReasons = {
  same: 'same_name',
  spelling: 'name_spelling',
  other_form: 'other_form',
  slip: 'name_slip',
  initials: 'name_initial',
  more: 'name_more',
  sister: null,
  different: null,
  unknown: null,
} as const satisfies Record<string, AlikeReason | null>
