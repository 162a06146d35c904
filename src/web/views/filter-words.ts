import { useQueries } from '@tanstack/react-query'
import type { Field, ListKind, Referable } from '../../contract/fields.ts'
import { type Condition, type Filter, isCondition, me, todayValue } from '../../contract/filters.ts'
import { showCompany, showHousehold, showPerson } from '../../contract/people.ts'
import { showProduct } from '../../contract/products.ts'
import { call } from '../api.ts'
import { optionName } from '../fields/custom-text.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useChoices } from './choices.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'

/** Says a filter in the reader's language: "Owner is me and (Sector is Retail or Town is Lund)". */
export function useFilterWords(kind: ListKind, filter: Filter | undefined): (part: Filter) => string {
  const { t, locale } = useWords()
  const valueWords = useValueWords(kind, filter)
  const fields = useFields(kind)
  const nameOf = useFieldName(kind)
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  const say = (part: Filter, isInner: boolean): string => {
    if (isCondition(part)) {
      const field = fields.find(({ key }) => key === part.field)
      if (!field) return ''
      return t(`views.condition.${part.op}`, { field: nameOf(part.field), value: valueWords(field, part) })
    }
    const [parts, list] = 'and' in part ? [part.and, and] : [part.or, or]
    const words = list.format(parts.map((each) => say(each, true)).filter(Boolean))
    return isInner && parts.length > 1 ? `(${words})` : words
  }
  return (part) => say(part, false)
}

function useValueWords(kind: ListKind, filter: Filter | undefined): (field: Field, condition: Condition) => string {
  const { t, has, locale } = useWords()
  const { money, number, day } = useFormats()
  const { workspace } = useSession()
  const names = useNames(kind, filter)
  const one = (field: Field, value: unknown): string => {
    if (field.type === 'money') return money({ minor: Number(value), currency: workspace.currency })
    if (field.custom && field.choices) return optionName(field.custom, String(value))
    if (field.custom?.kind === 'number') return number(Number(value), 10)
    if (field.type === 'number') return field.key === 'foundedYear' ? String(value) : number(Number(value), 0)
    if (field.type === 'yes_no') return t('views.yes-no', { value: String(value) })
    if (value === me) return t('views.value.me')
    if (value === todayValue) return t('views.value.today')
    if (field.type === 'day' || field.type === 'instant') return day(String(value))
    if (field.type === 'choice' && has(`codes.${field.key}.${String(value)}`))
      return t(`codes.${field.key}.${String(value)}`)
    return names.get(String(value)) ?? (field.refersTo ? '…' : String(value))
  }
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  return (field, { op, value }) => {
    if (op === 'last_days' || op === 'next_days') return t('views.days', { count: Number(value) })
    if (Array.isArray(value)) return or.format(value.map((each) => one(field, each)))
    return value === undefined ? '' : one(field, value)
  }
}

const show = {
  companies: (id: string) => call(showCompany, { params: { id } }),
  people: (id: string) => call(showPerson, { params: { id } }),
  households: (id: string) => call(showHousehold, { params: { id } }),
  products: (id: string) => call(showProduct, { params: { id } }),
}

/** What the ids in a filter are called. */
function useNames(kind: ListKind, filter: Filter | undefined): ReadonlyMap<string, string> {
  const fields = useFields(kind)
  const named = conditionsOf(filter).flatMap(({ field: key, value }) => {
    const refersTo = fields.find((field) => field.key === key)?.refersTo
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string' && id !== me)
    return refersTo === undefined ? [] : ids.map((id) => ({ refersTo, id: String(id) }))
  })
  const read = useQueries({
    queries: named.flatMap(({ refersTo, id }) =>
      refersTo === 'companies' || refersTo === 'people' || refersTo === 'households' || refersTo === 'products'
        ? [{ queryKey: ['view-name', refersTo, id], queryFn: () => show[refersTo](id), staleTime: 60_000 }]
        : [],
    ),
  })
  const lists = useListedNames(kind, new Set(named.map(({ refersTo }) => refersTo)))
  return new Map([...lists, ...read.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : []))])
}

function useListedNames(kind: ListKind, named: ReadonlySet<Referable>): readonly (readonly [string, string])[] {
  const fields = useFields(kind)
  const by = (refersTo: Field['refersTo']) => fields.find((field) => field.refersTo === refersTo) ?? nothing
  const lists = [
    useChoices(kind, by('members'), ''),
    useChoices(kind, by('sources'), ''),
    useChoices(kind, by('tags'), ''),
    useChoices(kind, by('stages'), '', by('stages') !== nothing),
    useChoices(kind, by('processes'), '', by('processes') !== nothing),
    useChoices(kind, by('payment_terms'), '', named.has('payment_terms')),
  ]
  return lists.flatMap((options) => options.map(({ id, label }) => [id, label] as const))
}

const nothing: Field = {
  key: '',
  type: 'number',
  isColumn: false,
  isSortable: false,
  isFilterable: false,
  isGroupable: false,
  isEditable: false,
}

/** Every condition of a filter, however deep. */
export function conditionsOf(filter: Filter | undefined): Condition[] {
  if (filter === undefined) return []
  if (isCondition(filter)) return [filter]
  return ('and' in filter ? filter.and : filter.or).flatMap(conditionsOf)
}

/** The parts that all must hold: what stands as one chip each. */
export function partsOf(filter: Filter | undefined): readonly Filter[] {
  if (filter === undefined) return []
  return !isCondition(filter) && 'and' in filter ? filter.and : [filter]
}
