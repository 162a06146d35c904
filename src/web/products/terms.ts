import { useQuery } from '@tanstack/react-query'
import { listPaymentTerms } from '../../contract/terms.ts'
import type { PaymentTerms } from '../../contract/terms.ts'
import { call } from '../api.ts'
import { useWords } from '../ui/index.ts'

const none: readonly PaymentTerms[] = []

/** The terms of payment that the workspace offers; those it no longer does, last. None are read until they are wanted. */
export function usePaymentTerms(isWanted = true): readonly PaymentTerms[] {
  const terms = useQuery({
    queryKey: ['payment-terms'],
    queryFn: () => call(listPaymentTerms),
    enabled: isWanted,
    staleTime: 60_000,
  })
  return terms.data?.items ?? none
}

/** What terms are called: by their own name, else by what they are. */
export function useTermsName(): (terms: Omit<PaymentTerms, 'id' | 'version' | 'retired'>) => string {
  const { t } = useWords()
  return ({ name, kind, days, instalments, everyMonths, depositPercent }) => {
    if (name !== null) return name
    const numbers = { days: days ?? 0, count: instalments ?? 0, months: everyMonths ?? 0 }
    const text = t('products.terms.name', { kind, ...numbers })
    return depositPercent === null ? text : t('products.terms.deposit', { terms: text, percent: depositPercent })
  }
}

/** The names of terms by their ids, for sentences. */
export function useTermsNames(isWanted = true): (id: unknown) => string | null {
  const terms = usePaymentTerms(isWanted)
  const name = useTermsName()
  return (id) => {
    const found = terms.find((each) => each.id === id)
    return found ? name(found) : null
  }
}
