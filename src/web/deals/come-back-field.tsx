import { monthsLater } from '../people/day-of.ts'
import { Button, DateField, useWords } from '../ui/index.ts'

interface ComeBackFieldProps {
  readonly today: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
}

/** The day to come back on: by one press, or any day from today. */
export function ComeBackField({ today, value, onChange }: ComeBackFieldProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2">
      <DateField
        label={t('deals.end.come-back')}
        name="comeBackOn"
        value={value}
        onChange={onChange}
        minValue={today}
        isRequired
      />
      <div className="flex flex-wrap gap-1.5">
        {[1, 3, 6, 12].map((months) => (
          <Button key={months} onPress={() => onChange(monthsLater(today, months))} className="min-h-7! px-2!">
            {t('deals.end.months', { months })}
          </Button>
        ))}
      </div>
    </div>
  )
}
