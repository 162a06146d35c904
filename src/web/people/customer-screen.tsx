import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { LookingHere, lookedAt } from '../live/looking-here.tsx'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { ErrorState, useWords } from '../ui/index.ts'
import { CustomerBody, WaitingCustomer } from './customer-body.tsx'
import { CustomerIcon } from './customer-kind.tsx'
import { CustomerMenu } from './customer-menu.tsx'
import { customerPlace, customerQuery } from './customer-query.ts'
import type { CustomerKind } from './customers.ts'

export function CompanyScreen() {
  const { companyId = '' } = useParams({ strict: false })
  return <CustomerPage key={companyId} kind="company" id={companyId} />
}

export function PersonScreen() {
  const { personId = '' } = useParams({ strict: false })
  return <CustomerPage key={personId} kind="person" id={personId} />
}

export function HouseholdScreen() {
  const { householdId = '' } = useParams({ strict: false })
  return <CustomerPage key={householdId} kind="household" id={householdId} />
}

/** A customer as a page of its own. */
function CustomerPage({ kind, id }: { kind: CustomerKind; id: string }) {
  const { t } = useWords()
  const address = useAddress()
  const customer = useQuery(customerQuery(kind, id))
  const shownId = customer.data?.row.id ?? id
  if (shownId !== id) return <Navigate to={address(customerPlace(kind, shownId))} replace />
  return (
    <Page
      title={customer.data?.row.name ?? t('people.kind', { kind })}
      views={
        <span className="order-first flex items-center">
          <CustomerIcon kind={kind} size={18} />
        </span>
      }
      primary={
        <span className="flex items-center gap-2">
          <LookingHere kind={lookedAt[kind]} id={id} />
          {customer.data && <CustomerMenu found={customer.data} />}
        </span>
      }
    >
      <div className="max-w-300">
        {customer.isPending && <WaitingCustomer />}
        {customer.isError && <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />}
        {customer.data && <CustomerBody found={customer.data} layout="page" />}
      </div>
    </Page>
  )
}
