import type { QuotaPlan } from '../../contract/quotas.ts'
import { SelectField, useWords } from '../ui/index.ts'
import { monthName } from './months.ts'

interface FromMonthProps {
  readonly plan: QuotaPlan
  readonly value: number
  readonly onChange: (month: number) => void
  readonly label: string
}

/** A month of the plan. */
export function FromMonth({ plan, value, onChange, label }: FromMonthProps) {
  const { locale } = useWords()
  return (
    <SelectField
      label={label}
      options={Array.from({ length: plan.months }, (_, month) => ({
        id: String(month),
        label: monthName(plan.startsOn, month, locale, true),
      }))}
      value={String(value)}
      onChange={(month) => onChange(Number(month))}
    />
  )
}
