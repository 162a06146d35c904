import { Suspense, lazy, useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { CommissionPlan } from '../../contract/commission-plans.ts'
import { Badge, Button, Card, EmptyState, ErrorState, Loading, useFormats, useWords } from '../ui/index.ts'
import { useCommissionPlans } from './queries.ts'
import { PlanMenu } from './plan-menu.tsx'
import { TermsText } from './terms-text.tsx'

const PlanDialog = lazy(() => import('./plan-dialog.tsx').then(({ PlanDialog: Dialog }) => ({ default: Dialog })))
const MembersDialog = lazy(() =>
  import('./members-dialog.tsx').then(({ MembersDialog: Dialog }) => ({ default: Dialog })),
)

/** The plans: their terms, who is on them. */
export function PlansView() {
  const { t } = useWords()
  const plans = useCommissionPlans()
  const [edited, setEdited] = useState<CommissionPlan | 'new' | null>(null)
  const [peopled, setPeopled] = useState<CommissionPlan | null>(null)
  if (plans.isPending) return <Loading />
  if (plans.isError) return <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />
  const add = (
    <Button variant="primary" icon={IconPlus} onPress={() => setEdited('new')}>
      {t('commission.plans.add')}
    </Button>
  )
  const { items } = plans.data
  return (
    <>
      {items.length === 0 ? (
        <EmptyState action={add}>{t('commission.plans.none')}</EmptyState>
      ) : (
        <div className="flex justify-end">{add}</div>
      )}
      <div className="grid items-start gap-4 desktop:grid-cols-2">
        {items.map((plan) => (
          <PlanCard key={plan.id} plan={plan} onEdit={() => setEdited(plan)} onPeople={() => setPeopled(plan)} />
        ))}
      </div>
      <Suspense>
        {edited && <PlanDialog plan={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
        {peopled && <MembersDialog plan={peopled} onClose={() => setPeopled(null)} />}
      </Suspense>
    </>
  )
}

function PlanCard({ plan, onEdit, onPeople }: { plan: CommissionPlan; onEdit: () => void; onPeople: () => void }) {
  const { t } = useWords()
  const { day } = useFormats()
  const [current] = plan.terms
  return (
    <Card
      title={<bdi>{plan.name}</bdi>}
      actions={
        <>
          <Button variant="quiet" onPress={onPeople} aria-label={t('commission.members.of', { plan: plan.name })}>
            {t('commission.members')}
          </Button>
          <Button variant="quiet" onPress={onEdit} aria-label={t('commission.plans.terms-of', { plan: plan.name })}>
            {t('commission.plans.terms')}
          </Button>
          <PlanMenu plan={plan} />
        </>
      }
    >
      {plan.retired && (
        <p>
          <Badge tone="warn">{t('commission.plans.retired')}</Badge>
        </p>
      )}
      {current && (
        <div>
          <p className="text-12 text-ink-2">
            {t('commission.plans.since', { number: current.number, day: day(current.validFrom) })}
          </p>
          <TermsText terms={current.terms} />
        </div>
      )}
      <p className="flex flex-wrap gap-1.5">
        {plan.members.map(({ id, name }) => (
          <Badge key={id}>{name}</Badge>
        ))}
        {plan.members.length === 0 && <span className="text-ink-3">{t('commission.members.none')}</span>}
      </p>
    </Card>
  )
}
