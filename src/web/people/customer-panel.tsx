import { useQuery } from '@tanstack/react-query'
import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import { LookingHere, lookedAt } from '../live/looking-here.tsx'
import { useGo } from '../shell/places.ts'
import { ErrorState, IconButton, SidePanel, useWords } from '../ui/index.ts'
import { CustomerBody, WaitingCustomer } from './customer-body.tsx'
import { CustomerIcon } from './customer-kind.tsx'
import { CustomerMenu } from './customer-menu.tsx'
import { customerPlace, customerQuery } from './customer-query.ts'
import type { CustomerKind } from './customers.ts'

interface CustomerPanelProps {
  readonly kind: CustomerKind
  readonly id: string
  readonly onClose: () => void
}

/** A customer beside whatever it was opened from. */
export function CustomerPanel({ kind, id, onClose }: CustomerPanelProps) {
  const { t } = useWords()
  const go = useGo()
  const customer = useQuery(customerQuery(kind, id))
  const name = customer.data?.row.name ?? t('people.kind', { kind })
  return (
    <SidePanel
      label={name}
      title={
        <span className="flex items-center gap-2">
          <CustomerIcon kind={kind} size={18} />
          <span className="truncate">
            <bdi>{name}</bdi>
          </span>
        </span>
      }
      actions={
        <>
          <LookingHere kind={lookedAt[kind]} id={id} />
          {customer.data && <CustomerMenu found={customer.data} />}
          <IconButton
            icon={IconArrowsDiagonal}
            label={t('people.open-page')}
            onPress={() => go(customerPlace(kind, id))}
          />
        </>
      }
      onClose={onClose}
    >
      {customer.isPending && <WaitingCustomer />}
      {customer.isError && <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />}
      {customer.data && <CustomerBody key={id} found={customer.data} layout="panel" />}
    </SidePanel>
  )
}
