import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DealItem } from '../../contract/deals.ts'
import {
  addCompany,
  addHousehold,
  addPerson,
  listCompanies,
  listHouseholds,
  listPeople,
} from '../../contract/people.ts'
import { Problem, call } from '../api.ts'

export type CustomerKind = NonNullable<DealItem['customer']>['kind']

/** Somebody chosen in a form; without an id somebody new, to be added when the form is sent. */
export interface CustomerChoice {
  readonly kind: CustomerKind
  readonly id: string | null
  readonly name: string
}

export interface CustomerFound extends CustomerChoice {
  readonly id: string
  /** What tells two of one name apart: a town, an employer, a street. */
  readonly hint: string | null
}

const typingPauseMilliseconds = 180
const mostPerKind = 6

/** Companies, people and households by a piece of their name, as the text is typed; `isLate` while they are those of an earlier text. */
export function useFoundCustomers(text: string, kinds: readonly CustomerKind[]) {
  const q = usePaused(text.trim())
  const found = useQuery({
    queryKey: ['customers', kinds, q],
    queryFn: async () => (await Promise.all(kinds.map((kind) => find[kind](q)))).flat(),
    placeholderData: (before) => before,
  })
  return { data: found.data, isLate: q !== text.trim() || found.isPending || found.isPlaceholderData }
}

/** The id of a chosen customer, added first if new; if somebody has added the same name meanwhile, theirs is taken. */
export async function customerId({ kind, id, name }: CustomerChoice): Promise<string> {
  if (id !== null) return id
  try {
    return (await add[kind](name)).id
  } catch (error) {
    if (error instanceof Problem && error.code === 'name_taken' && 'id' in error.data) return String(error.data.id)
    throw error
  }
}

/** The fields of a deal that name its customer: one is set, the other two are not. */
export function customerFields(choice: { readonly kind: CustomerKind; readonly id: string } | null) {
  const of = (kind: CustomerKind) => (choice?.kind === kind ? choice.id : null)
  return { companyId: of('company'), personId: of('person'), householdId: of('household') }
}

const query = (q: string) => ({ query: { limit: mostPerKind, ...(q ? { q } : {}) } })

const find = {
  company: async (q: string) =>
    (await call(listCompanies, query(q))).items.map(({ id, name, city, domain }) =>
      found('company', id, name, city ?? domain),
    ),
  person: async (q: string) =>
    (await call(listPeople, query(q))).items.map(({ id, name, companyName, title }) =>
      found('person', id, name, companyName ?? title),
    ),
  household: async (q: string) =>
    (await call(listHouseholds, query(q))).items.map(({ id, name, street, city }) =>
      found('household', id, name, street ?? city),
    ),
} satisfies Record<CustomerKind, (q: string) => Promise<CustomerFound[]>>

const add = {
  company: (name: string) => call(addCompany, { body: { name } }),
  person: (name: string) => call(addPerson, { body: { name } }),
  household: (name: string) => call(addHousehold, { body: { name } }),
} satisfies Record<CustomerKind, (name: string) => Promise<{ id: string }>>

function found(kind: CustomerKind, id: string, name: string, hint: string | null): CustomerFound {
  return { kind, id, name, hint }
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
