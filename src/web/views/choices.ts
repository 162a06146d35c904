import { useQuery } from '@tanstack/react-query'
import { listCompanies, listHouseholds, listPeople } from '../../contract/people.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { me } from '../../contract/filters.ts'
import { listProcesses, showProcess } from '../../contract/process.ts'
import { listProducts } from '../../contract/products.ts'
import { listTags, type Tag } from '../../contract/tags.ts'
import { groupBase, groupDeals } from '../../contract/views.ts'
import { call } from '../api.ts'
import { openOptions } from '../fields/custom-text.ts'
import { optionDot } from '../fields/option-mark.tsx'
import { useSources } from '../deals/deal-query.ts'
import { useMembers } from '../people/members.ts'
import { usePaymentTerms, useTermsName } from '../products/terms.ts'
import { type Option, useFormats, useWords } from '../ui/index.ts'

/** The tags of the workspace. */
export function useTags(): readonly Tag[] {
  const tags = useQuery({ queryKey: ['tags', 'all'], queryFn: () => call(listTags), staleTime: 60_000 })
  return tags.data?.items ?? noTags
}

const noTags: readonly Tag[] = []

/**
 * What can be chosen for a field: codes, members, stages, tags, or, of texts and rows of other lists, the values in use. `typed`
 * narrows what is too much to hold at once.
 */
export function useChoices(kind: ListKind, field: Field, typed: string, isWanted = true): readonly Option[] {
  const { t } = useWords()
  const { compare } = useFormats()
  const members = useMembers()
  const sources = useSources()
  const tags = useTags()
  const terms = usePaymentTerms(isWanted && field.refersTo === 'payment_terms')
  const termsName = useTermsName()
  const found = useQuery({
    queryKey: ['view-choices', kind, field.key, isSearched(field) ? typed : ''],
    queryFn: () => findChoices(kind, field, typed),
    enabled: isWanted && isAsked(field),
    staleTime: 30_000,
    placeholderData: (before) => before,
  })
  const named = (rows: readonly { readonly id: string; readonly name: string }[]): Option[] =>
    rows.map(({ id, name }) => ({ id, label: name })).toSorted((a, b) => compare(a.label, b.label))
  if (field.custom && field.choices)
    return openOptions(field.custom).map(({ key, name, colour }) => ({ id: key, label: name, mark: optionDot(colour) }))
  if (field.type === 'choice') return (field.choices ?? []).map((id) => ({ id, label: t(`codes.${field.key}.${id}`) }))
  if (field.refersTo === 'members') return [{ id: me, label: t('views.value.me') }, ...named(members)]
  if (field.refersTo === 'sources') return named(sources)
  if (field.refersTo === 'tags') return named(tags)
  if (field.refersTo === 'payment_terms') return terms.map((each) => ({ id: each.id, label: termsName(each) }))
  return found.data ?? []
}

/** What a field can be set to: what it can be asked for, without terms that are offered no more and without "me". */
export function useNewChoices(kind: ListKind, field: Field, typed: string): readonly Option[] {
  const terms = usePaymentTerms(field.refersTo === 'payment_terms')
  const closed = new Set([me, ...terms.filter(({ retired }) => retired).map(({ id }) => id)])
  return useChoices(kind, field, typed).filter(({ id }) => !closed.has(id))
}

const heldWhole: readonly Field['refersTo'][] = ['members', 'sources', 'tags', 'payment_terms']

function isAsked({ type, refersTo }: Field): boolean {
  return type === 'text' || (refersTo !== undefined && !heldWhole.includes(refersTo))
}

function isSearched({ refersTo }: Field): boolean {
  return refersTo === 'companies' || refersTo === 'people' || refersTo === 'households' || refersTo === 'products'
}

const query = (q: string) => ({ query: { limit: 20, ...(q ? { q } : {}) } })

async function findChoices(kind: ListKind, field: Field, typed: string): Promise<Option[]> {
  const options = ({ items }: { items: readonly { readonly id: string; readonly name: string }[] }): Option[] =>
    items.map(({ id, name }) => ({ id, label: name }))
  switch (field.refersTo) {
    case 'companies':
      return options(await call(listCompanies, query(typed)))
    case 'people':
      return options(await call(listPeople, query(typed)))
    case 'households':
      return options(await call(listHouseholds, query(typed)))
    case 'products':
      return options(await call(listProducts, query(typed)))
    case 'processes':
      return options(await call(listProcesses, { query: { limit: 100 } }))
    case 'stages':
      return stages()
    default:
      return field.isGroupable ? values(kind, field.key) : []
  }
}

/** The stages of every process as they are now, by their keys. */
async function stages(): Promise<Option[]> {
  const { items } = await call(listProcesses, { query: { limit: 100 } })
  const processes = await Promise.all(items.map(({ id }) => call(showProcess, { params: { id } })))
  const published = processes.flatMap(({ versions }) => versions.filter(({ status }) => status === 'published'))
  const found = new Map(published.flatMap((version) => version.stages.map(({ key, name }) => [key, name] as const)))
  return [...found].map(([id, label]) => ({ id, label }))
}

/** The values that a text field has, the most used first. */
async function values(kind: ListKind, by: string): Promise<Option[]> {
  const { groups } = await (kind === 'deals'
    ? call(groupDeals, { query: { by } })
    : call(groupBase, { params: { kind }, query: { by } }))
  return groups.flatMap(({ value }) => (value === null ? [] : [{ id: value, label: value }]))
}
