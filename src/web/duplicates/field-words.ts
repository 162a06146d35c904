import type { Comparison } from '../../contract/duplicates.ts'
import { listKeyOf } from '../../contract/custom-values.ts'
import { useCustomFields } from '../fields/custom-query.ts'
import type { CustomerKind } from '../people/customers.ts'
import { useFormats, useWords } from '../ui/index.ts'

type Value = Comparison['fields'][number]['values'][number]

const records = { company: 'companies', person: 'people', household: 'households' } as const

const words: Readonly<Record<string, string>> = {
  name: 'people.field.name',
  title: 'people.field.title',
  domain: 'people.field.domain',
  linkedin: 'people.field.linkedin',
  sector: 'people.field.sector',
  employees: 'people.field.employees',
  revenueMinor: 'people.field.revenue',
  foundedYear: 'people.field.foundedYear',
  companyId: 'people.field.company',
  parentId: 'people.field.parent',
  ownerId: 'people.field.owner',
  sourceId: 'people.field.source',
  externalId: 'duplicates.field.externalId',
  phones: 'people.reach.phones',
  emails: 'people.reach.emails',
  addresses: 'people.reach.addresses',
  tagIds: 'people.tags',
}

/** How fields of a comparison are called, and how their values read. */
export function useFieldWords(kind: CustomerKind) {
  const { t } = useWords()
  const { number } = useFormats()
  const own = useCustomFields(records[kind])
  return {
    nameOf: (field: string) => {
      const id = words[field]
      return id === undefined ? (own.find((each) => listKeyOf(each) === field)?.name ?? field) : t(id)
    },
    textOf: (field: string, value: Value) => {
      if (value === null) return t('duplicates.dialog.nothing')
      if (field === 'foundedYear') return String(value)
      if (typeof value === 'number') return number(value, 0)
      return Array.isArray(value) ? value.join(', ') : value
    },
  }
}
