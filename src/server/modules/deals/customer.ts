import { failFields } from '../../kernel/fail.ts'

/** Who the customer of a deal is: at most one of the three. */
export interface CustomerFields {
  readonly companyId?: string | null | undefined
  readonly personId?: string | null | undefined
  readonly householdId?: string | null | undefined
}

export interface CustomerColumns {
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
}

/** The columns of the customer that is named; who is named takes the place of who was there. */
export function customerColumns(input: CustomerFields): CustomerColumns {
  const named = ['companyId', 'personId', 'householdId'] as const
  const second = named.filter((field) => input[field]).at(1)
  if (second) failFields([{ field: second, code: 'unknown' }])
  return {
    company_id: input.companyId ?? null,
    person_id: input.personId ?? null,
    household_id: input.householdId ?? null,
  }
}

/** Whether a change names the customer at all. */
export function namesCustomer(input: CustomerFields): boolean {
  return input.companyId !== undefined || input.personId !== undefined || input.householdId !== undefined
}
