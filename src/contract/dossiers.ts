import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { confidences } from './facts.ts'
import { day, id, instant, line, nothing, page, pageQuery, text, version } from './primitives.ts'
import { sourceBases } from './sources.ts'

/** What may be known of anybody. */
export const openKinds = ['business', 'plans', 'education', 'other'] as const
/** Private life: kept only where the workspace has stated why it may. */
export const privateKinds = ['interests', 'habits', 'family', 'age', 'lifestyle'] as const
export const factKinds = [...openKinds, ...privateKinds] as const
export type FactKind = (typeof factKinds)[number]
export type PrivateKind = (typeof privateKinds)[number]

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const kind = z.enum(factKinds)
const confidence = z.enum(confidences)
const basis = z.enum(sourceBases)
export const whomBody = { companyId: z.optional(id), personId: z.optional(id), householdId: z.optional(id) }
export const whomQuery = { company: z.optional(id), person: z.optional(id), household: z.optional(id) }

/** Something known of a customer: from where, since when, how surely, on which basis, and until when it is kept. */
export const dossierFact = z.strictObject({
  id,
  version,
  kind,
  text: z.string(),
  source: z.string(),
  learnedOn: day,
  confidence,
  basis,
  expiresOn: day,
  addedBy: z.nullable(named),
})
export type DossierFact = z.infer<typeof dossierFact>

export const listDossierFacts = endpoint({
  name: 'listDossierFacts',
  method: 'GET',
  path: '/dossier-facts',
  permission: 'base.read',
  summary:
    'What is known of a company, a person or a household, by kind. Private life is counted here, and read by a call of its own.',
  query: z.strictObject({ ...pageQuery, ...whomQuery }),
  output: z.extend(page(dossierFact), {
    /** How many facts of private life there are; 0 for who may not read them. */
    privateCount: z.int(),
    /** The kinds that may be added: those of private life only while their basis is stated. */
    kinds: z.array(kind),
  }),
})
export const readPrivateFacts = endpoint({
  name: 'readPrivateFacts',
  method: 'POST',
  path: '/private-readings',
  permission: 'private.read',
  summary: 'Reads what is known of the private life of a person or a household; the audit log keeps who did.',
  body: z.strictObject({ personId: whomBody.personId, householdId: whomBody.householdId }),
  output: z.strictObject({ items: z.array(dossierFact) }),
  secret: true,
  errors: ['unknown_reference'],
})

const factFields = {
  kind,
  text: line(500),
  source: line(200),
  learnedOn: day,
  confidence,
  /** For private life it is the one that the workspace has stated. */
  basis,
  expiresOn: day,
}

export const addDossierFact = endpoint({
  name: 'addDossierFact',
  method: 'POST',
  path: '/dossier-facts',
  permission: 'base.edit',
  summary: 'Notes something about a customer; kept for two years unless said, what is private for one.',
  body: z.strictObject({
    ...whomBody,
    kind,
    text: factFields.text,
    source: factFields.source,
    learnedOn: z.optional(day),
    confidence: z._default(confidence, 'medium'),
    basis: z.optional(basis),
    expiresOn: z.optional(day),
  }),
  output: dossierFact,
  status: 201,
  errors: ['unknown_reference', 'private_not_stated', 'too_many', 'forbidden'],
})
export const changeDossierFact = endpoint({
  name: 'changeDossierFact',
  method: 'PATCH',
  path: '/dossier-facts/{id}',
  permission: 'base.edit',
  summary: 'Corrects a fact, or keeps it for longer.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(factFields)),
  output: dossierFact,
  errors: ['private_not_stated', 'forbidden'],
})
export const eraseDossierFact = endpoint({
  name: 'eraseDossierFact',
  method: 'DELETE',
  path: '/dossier-facts/{id}',
  permission: 'base.edit',
  summary: 'Erases a fact, at once and for good.',
  params: byId,
  output: nothing,
  errors: ['forbidden'],
})

export const exportDossier = endpoint({
  name: 'exportDossier',
  method: 'POST',
  path: '/dossier-files',
  permission: 'exports.run',
  summary: 'Everything that the dossier of somebody holds, private life included, to be handed to them; audited.',
  body: z.strictObject(whomBody),
  output: z.strictObject({
    of: z.strictObject({ kind: z.enum(['company', 'person', 'household']), id, name: z.string() }),
    exportedAt: instant,
    facts: z.array(dossierFact),
  }),
  secret: true,
  errors: ['unknown_reference'],
})
export const eraseDossier = endpoint({
  name: 'eraseDossier',
  method: 'POST',
  path: '/dossier-erasures',
  permission: 'base.delete',
  summary: 'Erases the whole dossier of somebody, as they may ask; the audit log keeps that it was, not what it held.',
  body: z.strictObject(whomBody),
  output: z.strictObject({ erased: z.int() }),
  errors: ['unknown_reference'],
})

/** Why facts of private life may be kept, as the owner stated it. */
export const privateStatement = z.strictObject({
  id,
  kinds: z.array(z.enum(privateKinds)),
  basis: z.nullable(basis),
  wording: z.nullable(z.string()),
  statedAt: instant,
  statedBy: z.nullable(named),
})
export type PrivateStatement = z.infer<typeof privateStatement>

export const listPrivateStatements = endpoint({
  name: 'listPrivateStatements',
  method: 'GET',
  path: '/private-statements',
  permission: 'workspace.read',
  summary: 'What the workspace has stated about facts of private life, newest first: the first one holds.',
  query: z.strictObject(pageQuery),
  output: page(privateStatement),
})
export const statePrivate = endpoint({
  name: 'statePrivate',
  method: 'POST',
  path: '/private-statements',
  permission: 'privacy.manage',
  summary:
    'States which facts of private life are kept, and on which basis. Kinds left out are shown to nobody from now on, and erased within the hour.',
  body: z.strictObject({
    kinds: z.array(z.enum(privateKinds)).check(z.maxLength(5)),
    basis: z.nullable(basis),
    /** The purpose, and where the consent or the weighing of interests is kept. */
    wording: z.nullable(text(2000)),
  }),
  output: privateStatement,
  status: 201,
})
