import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { beginQuotaPlan, setFiscalCalendar } from '../../contract/quotas.ts'
import type { QuotaPlan } from '../../contract/quotas.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useSession } from '../shell/session.ts'
import { DateField, MoneyField, SelectField, useWords } from '../ui/index.ts'
import { monthName } from './months.ts'
import { useFiscalCalendar, useShown } from './queries.ts'

interface BeginDialogProps {
  readonly onDone: (plan: QuotaPlan) => void
  readonly onClose: () => void
}

/** A new year: when it begins, and the goal of the company. */
export function BeginDialog({ onDone, onClose }: BeginDialogProps) {
  const { t, locale } = useWords()
  const { workspace } = useSession()
  const calendar = useFiscalCalendar()
  const shown = useShown()
  const [firstMonth, setFirstMonth] = useState<number | null>(null)
  const [on, setOn] = useState<string | null>(null)
  const [goal, setGoal] = useState<number | null>(null)
  const month = firstMonth ?? calendar.data?.firstMonth ?? 1
  const day = on ?? calendar.data?.today ?? null
  const begin = useMutation({
    mutationFn: async () => {
      if (month !== calendar.data?.firstMonth) await call(setFiscalCalendar, { body: { firstMonth: month } })
      return call(beginQuotaPlan, { body: { on: day ?? '', goalMinor: goal ?? 0 } })
    },
    onSuccess: (plan) => {
      shown(plan)
      onDone(plan)
    },
  })
  return (
    <FormDialog
      title={t('quotas.begin')}
      submit={t('quotas.begin.submit')}
      onSubmit={() => begin.mutate()}
      problem={begin.error}
      isPending={begin.isPending}
      isDisabled={day === null}
      onClose={onClose}
    >
      <p className="text-ink-2">{t('quotas.begin.about')}</p>
      <MoneyField
        label={t('quotas.begin.goal')}
        name="goalMinor"
        currency={workspace.currency}
        value={goal}
        onChange={setGoal}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('quotas.begin.first-month')}
          options={Array.from({ length: 12 }, (_, place) => ({
            id: String(place + 1),
            label: new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, place, 1)),
          }))}
          value={String(month)}
          onChange={(id) => setFirstMonth(Number(id))}
        />
        <DateField
          label={t('quotas.begin.on')}
          description={day ? yearText(day, month, locale) : ''}
          value={day}
          onChange={setOn}
        />
      </div>
    </FormDialog>
  )
}

/** "April 2026 – March 2027". */
function yearText(day: string, firstMonth: number, locale: string): string {
  const since = (Number(day.slice(5, 7)) - firstMonth + 12) % 12
  const first = `${day.slice(0, 8)}01`
  return `${monthName(first, -since, locale, true)} – ${monthName(first, 11 - since, locale, true)}`
}
