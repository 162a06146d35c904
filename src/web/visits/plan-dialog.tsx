import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Area } from '../../contract/areas.ts'
import { planVisits } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { CustomerField } from '../people/customer-field.tsx'
import { FormDialog } from '../people/form-dialog.tsx'
import { customerId } from '../people/customers.ts'
import type { CustomerChoice } from '../people/customers.ts'
import { bodyOf } from '../research/dossier-read.ts'
import { Button, DateField, NumberField, SegmentedControl, SelectField, toast, useWords } from '../ui/index.ts'
import { areasQuery, useVisitsRead } from './visits-read.ts'

/** As many as one can go to in a day. */
const usualCount = 20

interface PlanDialogProps {
  readonly day: string
  readonly memberId: string
  readonly onClose: () => void
  readonly onAreas: () => void
}

/** Doors for a day: those of an area that are due, or one in particular. */
export function PlanDialog({ day: shown, memberId, onClose, onAreas }: PlanDialogProps) {
  const { t } = useWords()
  const areas = useQuery(areasQuery)
  const items = areas.data?.items ?? []
  const [by, setBy] = useState<'area' | 'customer'>('area')
  const [day, setDay] = useState(shown)
  const [areaId, setAreaId] = useState<string | null>(null)
  const [count, setCount] = useState<number | null>(usualCount)
  const [customer, setCustomer] = useState<CustomerChoice | null>(null)
  const area = areaId ?? items.find((each) => each.memberId === memberId)?.id ?? items[0]?.id ?? null
  const plan = usePlanning(onClose)
  const send = () =>
    plan.mutate({
      day,
      memberId,
      ...(by === 'area' ? { areaId: area, count: count ?? usualCount } : { customer }),
    })
  return (
    <FormDialog
      title={t('visits.plan')}
      onSubmit={send}
      problem={plan.error}
      isPending={plan.isPending}
      isDisabled={by === 'area' ? area === null : customer === null}
      submit={t('visits.plan')}
      onClose={onClose}
    >
      <SegmentedControl
        label={t('visits.plan.by')}
        options={[
          { value: 'area', label: t('visits.plan.area') },
          { value: 'customer', label: t('visits.plan.customer') },
        ]}
        value={by}
        onChange={setBy}
      />
      <DateField label={t('visits.day')} name="day" value={day} onChange={(next) => next && setDay(next)} />
      {by === 'customer' && (
        <CustomerField label={t('visits.plan.customer')} name="customers" value={customer} onChange={setCustomer} />
      )}
      {by === 'area' && areas.isSuccess && (
        <AreaChoice
          items={items}
          value={area}
          onChange={setAreaId}
          count={count}
          onCount={setCount}
          onAreas={onAreas}
        />
      )}
    </FormDialog>
  )
}

interface AreaChoiceProps {
  readonly items: readonly Area[]
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly count: number | null
  readonly onCount: (count: number | null) => void
  readonly onAreas: () => void
}

function AreaChoice({ items, value, onChange, count, onCount, onAreas }: AreaChoiceProps) {
  const { t } = useWords()
  if (items.length === 0) {
    return (
      <div className="flex flex-col items-start gap-2">
        <p>{t('visits.areas.none')}</p>
        <Button onPress={onAreas}>{t('visits.area.add')}</Button>
      </div>
    )
  }
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-[minmax(0,1fr)_140px]">
        <SelectField
          label={t('visits.area')}
          name="areaId"
          options={items.map(({ id, name }) => ({ id, label: name }))}
          value={value}
          onChange={onChange}
        />
        <NumberField
          label={t('visits.count')}
          name="count"
          value={count}
          onChange={onCount}
          minValue={1}
          maxValue={100}
        />
      </div>
      <p className="text-12 text-ink-2">{t('visits.plan.due')}</p>
    </>
  )
}

interface Planned {
  readonly day: string
  readonly memberId: string
  readonly areaId?: string | null
  readonly count?: number
  readonly customer?: CustomerChoice | null
}

function usePlanning(onClose: () => void) {
  const { t } = useWords()
  const readAnew = useVisitsRead()
  return useMutation({
    mutationFn: async ({ day, memberId, areaId, count, customer }: Planned) => {
      const what = customer
        ? { customers: [bodyOf({ kind: customer.kind, id: await customerId(customer) })] }
        : { ...(areaId ? { areaId } : {}), ...(count ? { count } : {}) }
      return call(planVisits, { body: { day, memberId, ...what } })
    },
    onSuccess: ({ planned }) => {
      readAnew()
      onClose()
      toast({ text: t('visits.planned', { count: planned }) })
    },
  })
}
