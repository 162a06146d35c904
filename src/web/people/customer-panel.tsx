import { useQuery } from '@tanstack/react-query'
import { showCompany, showHousehold, showPerson } from '../../contract/people.ts'
import type { Company, Household, Person } from '../../contract/people.ts'
import { call } from '../api.ts'
import { LookingHere } from '../live/looking-here.tsx'
import { ErrorState, SidePanel, Skeleton, useWords } from '../ui/index.ts'
import { CompanyFields } from './company-fields.tsx'
import { CustomerDeals } from './customer-deals.tsx'
import { CustomerIcon } from './customer-kind.tsx'
import type { CustomerKind } from './customers.ts'
import { HouseholdFields } from './household-fields.tsx'
import { PersonFields } from './person-fields.tsx'

interface CustomerPanelProps {
  readonly kind: CustomerKind
  readonly id: string
  readonly onClose: () => void
}

/** A customer beside whatever it was opened from: who they are, and every cycle they went through with us. */
export function CustomerPanel({ kind, id, onClose }: CustomerPanelProps) {
  const { t } = useWords()
  const customer = useQuery({ queryKey: ['customer', kind, id], queryFn: () => read[kind](id) })
  const name = customer.data?.row.name
  return (
    <SidePanel
      label={name ?? t('people.kind', { kind })}
      title={
        <span className="flex items-center gap-2">
          <CustomerIcon kind={kind} size={18} />
          <span className="truncate">
            <bdi>{name ?? t('people.kind', { kind })}</bdi>
          </span>
        </span>
      }
      onClose={onClose}
      actions={<LookingHere kind={kinds[kind]} id={id} />}
    >
      {customer.isPending && <Waiting />}
      {customer.isError && <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />}
      {customer.data && (
        <div className="flex flex-col gap-6">
          <CustomerFields found={customer.data} />
          <CustomerDeals kind={kind} id={id} />
        </div>
      )}
    </SidePanel>
  )
}

const kinds = { company: 'companies', person: 'people', household: 'households' } as const

type Found =
  | { readonly kind: 'company'; readonly row: Company }
  | { readonly kind: 'person'; readonly row: Person }
  | { readonly kind: 'household'; readonly row: Household }

const read: Record<CustomerKind, (id: string) => Promise<Found>> = {
  company: async (id: string) => ({ kind: 'company', row: await call(showCompany, { params: { id } }) }),
  person: async (id: string) => ({ kind: 'person', row: await call(showPerson, { params: { id } }) }),
  household: async (id: string) => ({ kind: 'household', row: await call(showHousehold, { params: { id } }) }),
}

function CustomerFields({ found }: { found: Found }) {
  switch (found.kind) {
    case 'company':
      return <CompanyFields company={found.row} />
    case 'person':
      return <PersonFields person={found.row} />
    case 'household':
      return <HouseholdFields household={found.row} />
  }
}

function Waiting() {
  const { t } = useWords()
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t('ui.loading')}</span>
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-1/2', 'w-3/5'].map((width, index) => (
        <Skeleton key={index} className={`h-6 ${width}`} />
      ))}
    </div>
  )
}
