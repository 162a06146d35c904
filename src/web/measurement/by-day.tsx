import { NumberField, SegmentedControl, useFormats, useWords } from '../ui/index.ts'
import { useInsightsChange } from './search.ts'

const usualDays = ['30', '60', '90', '180', '365'] as const

/** By which day after the opening: the usual ones at a click, any other by typing. */
export function ByDay({ value }: { value: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  const change = useInsightsChange()
  const pick = (days: number | null) => days !== null && days !== value && change({ by_day: days })
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="text-12 text-ink-2 not-tablet:basis-full" aria-hidden>
        {t('insights.by-day')}
      </span>
      <SegmentedControl
        label={t('insights.by-day')}
        options={usualDays.map((days) => ({ value: days, label: number(Number(days)) }))}
        value={usualDays.find((days) => Number(days) === value) ?? ('' as (typeof usualDays)[number])}
        onChange={(days) => pick(Number(days))}
      />
      <NumberField
        label={t('insights.by-day')}
        hideLabel
        className="w-16"
        value={value}
        minValue={1}
        maxValue={3650}
        onChange={pick}
      />
    </div>
  )
}
