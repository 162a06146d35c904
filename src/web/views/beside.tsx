import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ListKind } from '../../contract/fields.ts'
import { CustomerBeside } from '../deals/customer-beside.tsx'
import { DealActs } from '../deals/deal-acts.tsx'
import { DealBody } from '../deals/deal-body.tsx'
import { dealQuery } from '../deals/deal-query.ts'
import { WaitingDeal } from '../deals/waiting-deal.tsx'
import { CustomerPanel } from '../people/customer-panel.tsx'
import type { CustomerKind } from '../people/customers.ts'
import { ProductPanel } from '../products/product-panel.tsx'
import { useGo } from '../shell/places.ts'
import { ErrorState, IconButton, SidePanel, useWords } from '../ui/index.ts'
import { useBeside } from './use-beside.ts'

/** A deal beside the list of deals. */
export function DealBeside() {
  const { t } = useWords()
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { close } = useBeside('deals')
  const deal = useQuery(dealQuery(id))
  return (
    <DealActs>
      <SidePanel
        label={deal.data?.name ?? t('deals.deal')}
        title={<bdi>{deal.data?.name ?? t('deals.deal')}</bdi>}
        onClose={close}
        actions={
          <IconButton icon={IconArrowsDiagonal} label={t('deals.card.open-page')} onPress={() => go(`deals/${id}`)} />
        }
      >
        {deal.isPending && <WaitingDeal />}
        {deal.isError && <ErrorState error={deal.error} onRetry={() => void deal.refetch()} />}
        {deal.data && <DealBody key={deal.data.id} deal={deal.data} layout="panel" />}
      </SidePanel>
      <CustomerBeside />
    </DealActs>
  )
}

export function CompanyBeside() {
  return <Customer kind="company" list="companies" />
}

export function PersonBeside() {
  return <Customer kind="person" list="people" />
}

export function HouseholdBeside() {
  return <Customer kind="household" list="households" />
}

/** A product beside the list of products. */
export function ProductBeside() {
  const { id = '' } = useParams({ strict: false })
  const { close } = useBeside('products')
  return <ProductPanel key={id} id={id} onClose={close} />
}

function Customer({ kind, list }: { kind: CustomerKind; list: ListKind }) {
  const { id = '' } = useParams({ strict: false })
  const { close } = useBeside(list)
  return <CustomerPanel key={id} kind={kind} id={id} onClose={close} />
}
