import { useQuery } from '@tanstack/react-query'
import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import { DealBody } from '../deals/deal-body.tsx'
import { dealQuery } from '../deals/deal-query.ts'
import { useLook } from '../deals/use-look.ts'
import { WaitingDeal } from '../deals/waiting-deal.tsx'
import { useGo } from '../shell/places.ts'
import { ErrorState, IconButton, SidePanel, useWords } from '../ui/index.ts'

/** The deal that the address names, in a panel over the list: the one just claimed, "?claimed=018f…", or one in prospecting, "?deal=018f…". */
export function DealBeside() {
  const [{ claimed, deal = claimed }, setLook] = useLook()
  return deal ? <Beside key={deal} id={deal} onClose={() => setLook({ deal: undefined, claimed: undefined })} /> : null
}

function Beside({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const deal = useQuery(dealQuery(id))
  return (
    <SidePanel
      label={deal.data?.name ?? t('deals.deal')}
      title={<bdi>{deal.data?.name ?? t('deals.deal')}</bdi>}
      onClose={onClose}
      actions={
        <IconButton icon={IconArrowsDiagonal} label={t('deals.card.open-page')} onPress={() => go(`deals/${id}`)} />
      }
    >
      {deal.isPending && <WaitingDeal />}
      {deal.isError && <ErrorState error={deal.error} onRetry={() => void deal.refetch()} />}
      {deal.data && <DealBody deal={deal.data} layout="panel" />}
    </SidePanel>
  )
}
