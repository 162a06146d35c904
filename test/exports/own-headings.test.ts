import { expect, test } from 'vitest'
import type { ImportKind } from '../../src/contract/import-fields.ts'
import { languages } from '../../src/contract/primitives.ts'
import { bare, headerWords } from '../../src/server/modules/imports/guessing/header-words.ts'
import { words } from '../../src/words/node.ts'

const owned = { ownerId: 'owner', sourceId: 'source', externalId: 'externalId', tagIds: 'tags' }
const reached = {
  phone: 'phone',
  email: 'email',
  street: 'street',
  postalCode: 'postalCode',
  city: 'city',
  country: 'country',
}

/** What an import calls what a list shows. */
const fields = {
  companies: {
    name: 'name',
    domain: 'domain',
    sector: 'sector',
    employees: 'employees',
    revenueMinor: 'revenue',
    foundedYear: 'foundedYear',
    parentId: 'parent',
    ...reached,
    ...owned,
  },
  people: { name: 'name', title: 'title', companyId: 'company', linkedin: 'linkedin', ...reached, ...owned },
  households: { name: 'name', ...reached, ...owned },
  products: {
    'products.name': 'name',
    code: 'code',
    family: 'family',
    priceMinor: 'price',
    costMinor: 'cost',
    externalId: 'externalId',
  },
  deals: {
    'deals.name': 'name',
    customer: 'company',
    stage: 'stage',
    outcome: 'status',
    ownerId: 'owner',
    amountMinor: 'amount',
    expectedCloseOn: 'expectedCloseOn',
    nextStep: 'nextStep',
    nextStepOn: 'nextStepOn',
    openedAt: 'openedOn',
    stageEnteredAt: 'stageEnteredOn',
    endedAt: 'closedOn',
    sourceId: 'source',
    externalId: 'externalId',
  },
} as const satisfies Partial<Record<ImportKind, Record<string, string>>>

const kinds = ['companies', 'people', 'households', 'products', 'deals'] as const

test.each(languages)('what an export calls its columns in %s, an import knows', (language) => {
  const { t } = words(language)
  const unknown = kinds.flatMap((kind) =>
    Object.entries(fields[kind]).flatMap(([key, field]) => {
      const heading = t(`views.field.${key}`)
      const known = headerWords[kind].get(bare(heading))?.field
      // Turkish calls the first name and the whole name alike: alone, either is the name.
      return known === field || (known === 'firstName' && field === 'name')
        ? []
        : [`${kind}: ${heading} is ${field}, taken for ${known ?? 'nothing'}`]
    }),
  )
  const currency = t('exports.column.currency', { name: t('views.field.amountMinor') })
  if (headerWords.deals.get(bare(currency))?.field !== 'currency') unknown.push(`deals: ${currency} is currency`)
  expect(unknown).toEqual([])
})
