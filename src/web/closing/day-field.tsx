import { useInsightsChange } from '../measurement/search.ts'
import { NumberField } from '../ui/index.ts'

interface DayFieldProps {
  readonly label: string
  /** Its name in the address. */
  readonly name: 'ask_days' | 'end_days'
  readonly value: number
}

/** The day by which something counts, kept in the address. */
export function DayField({ label, name, value }: DayFieldProps) {
  const change = useInsightsChange()
  return (
    <NumberField
      label={label}
      value={value}
      onChange={(days) => days !== null && days !== value && change({ [name]: days })}
      minValue={1}
      maxValue={3650}
      className="me-2 w-40"
    />
  )
}
