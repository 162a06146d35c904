import { AsOfFilter } from '../measurement/day-filters.tsx'
import { SelectField, useWords } from '../ui/index.ts'
import { periods } from './period.ts'
import { useForecastChange, useForecastSearch } from './search.ts'

/** How far is looked ahead, and from which day: what happened after it does not count. */
export function PeriodFields({ place }: { readonly place: string }) {
  const { t } = useWords()
  const { period, asOf } = useForecastSearch()
  const change = useForecastChange(place)
  return (
    <>
      <SelectField
        label={t('forecast.period')}
        hideLabel
        options={periods.map((id) => ({ id, label: t(`forecast.period.${id}`) }))}
        value={period}
        onChange={(chosen) => change({ period: chosen === 'quarter' ? undefined : chosen, until: undefined })}
        className="w-36 print:hidden"
      />
      <div className="print:hidden">
        <AsOfFilter value={asOf} onChange={(day) => change({ as_of: day })} />
      </div>
    </>
  )
}
