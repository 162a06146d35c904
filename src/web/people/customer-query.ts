import { queryOptions } from '@tanstack/react-query'
import type { ListKind } from '../../contract/fields.ts'
import { showCompany, showHousehold, showPerson } from '../../contract/people.ts'
import type { Company, Household, Person } from '../../contract/people.ts'
import { Problem, call } from '../api.ts'
import type { CustomerKind } from './customers.ts'

/** A customer's record with its kind. */
export type FoundCustomer =
  | { readonly kind: 'company'; readonly row: Company }
  | { readonly kind: 'person'; readonly row: Person }
  | { readonly kind: 'household'; readonly row: Household }

const read: Record<CustomerKind, (id: string) => Promise<FoundCustomer>> = {
  company: async (id) => ({ kind: 'company', row: await call(showCompany, { params: { id } }) }),
  person: async (id) => ({ kind: 'person', row: await call(showPerson, { params: { id } }) }),
  household: async (id) => ({ kind: 'household', row: await call(showHousehold, { params: { id } }) }),
}

export function customerQuery(kind: CustomerKind, id: string) {
  return queryOptions({ queryKey: ['customer', kind, id], queryFn: () => read[kind](id).catch(readOn(kind)) })
}

/** The list that a customer of each kind stands in, named as its address is. */
export const customerLists = {
  company: 'companies',
  person: 'people',
  household: 'households',
} as const satisfies Record<CustomerKind, ListKind>

/** The address of a customer's page, below the workspace's. */
export function customerPlace(kind: CustomerKind, id?: string): string {
  return id === undefined ? customerLists[kind] : `${customerLists[kind]}/${id}`
}

/** Who was merged into another is shown as that one. */
function readOn(kind: CustomerKind) {
  return (error: unknown): Promise<FoundCustomer> => {
    const into = error instanceof Problem && error.code === 'merged' ? Reflect.get(error.data, 'id') : undefined
    if (typeof into !== 'string') throw error
    return read[kind](into)
  }
}
