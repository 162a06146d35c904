import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { LookingHere } from '../live/looking-here.tsx'
import { ErrorState, buttonClass, useWords } from '../ui/index.ts'
import { CustomerBeside } from './customer-beside.tsx'
import { DealActs } from './deal-acts.tsx'
import { DealBody } from './deal-body.tsx'
import { dealQuery } from './deal-query.ts'
import { WaitingDeal } from './waiting-deal.tsx'

/** A deal as a page of its own. */
export function DealScreen() {
  const { t } = useWords()
  const address = useAddress()
  const { dealId = '' } = useParams({ strict: false })
  const deal = useQuery(dealQuery(dealId))
  return (
    <DealActs>
      <Page
        primary={<LookingHere kind="deals" id={dealId} />}
        title={deal.data?.name ?? t('deals.deal')}
        views={
          <Link to={address('board')} className={`${buttonClass('quiet')} order-first -ms-2`}>
            <IconArrowLeft size={16} stroke={1.75} className="rtl:rotate-180" />
            {t('deals.board.title')}
          </Link>
        }
      >
        <div className="max-w-300">
          {deal.isPending && <WaitingDeal />}
          {deal.isError && <ErrorState error={deal.error} onRetry={() => void deal.refetch()} />}
          {deal.data && <DealBody key={deal.data.id} deal={deal.data} layout="page" />}
        </div>
      </Page>
      <CustomerBeside />
    </DealActs>
  )
}
