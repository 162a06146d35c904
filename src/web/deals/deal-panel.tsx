import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import { useGo } from '../shell/places.ts'
import { LookingHere } from '../live/looking-here.tsx'
import { ErrorState, IconButton, SidePanel, useWords } from '../ui/index.ts'
import { DealBody } from './deal-body.tsx'
import { dealQuery } from './deal-query.ts'
import { WaitingDeal } from './waiting-deal.tsx'
import { useLook } from './use-look.ts'

/** A deal beside the board. */
export function DealPanel() {
  const { t } = useWords()
  const go = useGo()
  const { dealId = '' } = useParams({ strict: false })
  const [{ owner, process }] = useLook()
  const deal = useQuery(dealQuery(dealId))
  const close = () => go('board', { ...(owner ? { owner } : {}), ...(process ? { process } : {}) })
  return (
    <SidePanel
      label={deal.data?.name ?? t('deals.deal')}
      title={<bdi>{deal.data?.name ?? t('deals.deal')}</bdi>}
      onClose={close}
      actions={
        <>
          <LookingHere kind="deals" id={dealId} />
          <IconButton
            icon={IconArrowsDiagonal}
            label={t('deals.card.open-page')}
            onPress={() => go(`deals/${dealId}`)}
          />
        </>
      }
    >
      {deal.isPending && <WaitingDeal />}
      {deal.isError && <ErrorState error={deal.error} onRetry={() => void deal.refetch()} />}
      {deal.data && <DealBody key={deal.data.id} deal={deal.data} layout="panel" />}
    </SidePanel>
  )
}
