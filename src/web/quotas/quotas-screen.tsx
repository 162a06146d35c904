import { Suspense, lazy, useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { QuotaPlan } from '../../contract/quotas.ts'
import { WheelMark } from '../charts/index.ts'
import { useToday } from '../people/use-today.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  EmptyState,
  ErrorState,
  Loading,
  Notice,
  SelectField,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { Differences } from './differences.tsx'
import { GapSection } from './gap-section.tsx'
import { HistorySection } from './history-section.tsx'
import { yearName } from './months.ts'
import { PlanTable } from './plan-table.tsx'
import { useApprove, usePlan, usePlans } from './queries.ts'

const DiscardDialog = lazy(() =>
  import('./discard-dialog.tsx').then(({ DiscardDialog: Dialog }) => ({ default: Dialog })),
)
const BeginDialog = lazy(() => import('./begin-dialog.tsx').then(({ BeginDialog: Dialog }) => ({ default: Dialog })))

/** The quotas of a fiscal year: planned by whoever may, seen by everybody as far as they see. */
export function QuotasScreen() {
  const { t } = useWords()
  const mayPlan = useRight('quotas.plan')
  const plans = usePlans()
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBeginning, setIsBeginning] = useState(false)
  const today = useToday()
  const items = plans.data?.items ?? []
  const current = items.find(({ startsOn, endsOn }) => startsOn <= today && today < endsOn) ?? items[0]
  // A draft that was discarded is no longer among them.
  const id = items.find((plan) => plan.id === chosen)?.id ?? current?.id
  const begin = mayPlan && (
    <Button variant={items.length === 0 ? 'primary' : 'plain'} icon={IconPlus} onPress={() => setIsBeginning(true)}>
      {t('quotas.begin')}
    </Button>
  )
  const years = items.length > 1 && id !== undefined && (
    <SelectField
      label={t('quotas.year')}
      hideLabel
      className="w-32"
      options={items.map((plan) => ({ id: plan.id, label: yearName(plan) }))}
      value={id}
      onChange={setChosen}
    />
  )
  return (
    <Page title={t('quotas.title')} views={years} primary={items.length > 0 && begin}>
      <div className="mx-auto max-w-360">
        {plans.isPending && <Loading />}
        {plans.isError && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
        {plans.isSuccess && id === undefined && (
          <EmptyState picture={<WheelMark size={96} className="opacity-30 grayscale" />} action={begin}>
            {t(mayPlan ? 'quotas.none' : 'quotas.none-yet')}
          </EmptyState>
        )}
        {id !== undefined && <PlanBody key={id} id={id} mayPlan={mayPlan} />}
      </div>
      {isBeginning && (
        <Suspense>
          <BeginDialog
            onDone={(plan) => {
              setChosen(plan.id)
              setIsBeginning(false)
            }}
            onClose={() => setIsBeginning(false)}
          />
        </Suspense>
      )}
    </Page>
  )
}

function PlanBody({ id, mayPlan }: { id: string; mayPlan: boolean }) {
  const [number, setNumber] = useState<number | null>(null)
  const plan = usePlan(id, number)
  if (plan.isPending) return <Loading />
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
  const isLatest = plan.data.shown === plan.data.version
  return (
    <div className="flex flex-col gap-5">
      {isLatest ? <Standing plan={plan.data} /> : <FormerNotice plan={plan.data} onBack={() => setNumber(null)} />}
      {mayPlan && <Differences plan={plan.data} />}
      <PlanTable plan={plan.data} mayEdit={mayPlan && isLatest} />
      {plan.data.isWhole && (
        <div className="grid items-start gap-5 wide:grid-cols-[minmax(0,1fr)_360px]">
          <GapSection plan={plan.data} mayEdit={mayPlan && isLatest} />
          <HistorySection plan={plan.data} mayPlan={mayPlan} onShow={setNumber} />
        </div>
      )}
    </div>
  )
}

/** Whether what is shown holds. */
function Standing({ plan }: { plan: QuotaPlan }) {
  const { t } = useWords()
  const { day } = useFormats()
  const mayApprove = useRight('quotas.approve')
  const mayPlan = useRight('quotas.plan')
  const approve = useApprove(plan)
  const { approvedVersion, approvedAt, approvedBy, version } = plan
  if (approvedVersion === version) {
    return (
      <p className="flex flex-wrap items-center gap-2 text-ink-2">
        <Badge tone="ok">{t('quotas.approved')}</Badge>
        {approvedAt && t('quotas.approved.by', { day: day(approvedAt), who: approvedBy ?? 'none' })}
      </p>
    )
  }
  const isOpen = plan.gapMinor !== null && plan.gapMinor !== 0
  return (
    <Notice
      tone="plain"
      action={
        <span className="flex flex-wrap gap-2">
          {mayPlan && approvedVersion === null && <Discard plan={plan} />}
          {mayApprove && (
            <Button
              variant="primary"
              icon={IconCheck}
              isPending={approve.isPending}
              isDisabled={isOpen}
              onPress={() => approve.mutate()}
            >
              {t('quotas.approve')}
            </Button>
          )}
        </span>
      }
    >
      <span className="me-2">
        <Badge tone="warn">{t('quotas.draft')}</Badge>
      </span>
      {isOpen
        ? t('quotas.draft.gap')
        : t('quotas.draft.about', { version: approvedVersion === null ? 'none' : String(approvedVersion) })}
    </Notice>
  )
}

function FormerNotice({ plan, onBack }: { plan: QuotaPlan; onBack: () => void }) {
  const { t } = useWords()
  return (
    <Notice action={<Button onPress={onBack}>{t('quotas.former.back')}</Button>}>
      {t('quotas.former', { number: plan.shown })}
    </Notice>
  )
}

function Discard({ plan }: { plan: QuotaPlan }) {
  const { t } = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsking(true)}>
        {t('quotas.discard')}
      </Button>
      {isAsking && (
        <Suspense>
          <DiscardDialog plan={plan} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
