import { divides, measures } from '../../contract/comparing.ts'
import { dimensions } from '../../contract/measurement.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { Button, MoneyField, NumberField, Popover, SegmentedControl, SelectField, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { ByDay } from './by-day.tsx'
import { useInsightsChange, usualLeast } from './search.ts'
import type { Comparing } from './search.ts'

interface CompareControlsProps {
  readonly comparing: Comparing
  readonly byDay: number
  readonly currency: string
}

/** By what, in what, and from how many deals on; all of it stands in the address. */
export function CompareControls({ comparing, byDay, currency }: CompareControlsProps) {
  const { t } = useWords()
  const change = useInsightsChange()
  const { by, measure, least } = comparing
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-3 print:hidden">
      <DimensionField comparing={comparing} />
      <NumberField
        label={t('insights.compare.least')}
        className="w-36"
        value={least}
        minValue={2}
        maxValue={10_000}
        onChange={(next) => change({ least: next === null || next === usualLeast ? undefined : next })}
      />
      {by === 'price' && <Bounds comparing={comparing} currency={currency} />}
      <SelectField
        label={t('insights.compare.measure')}
        className="tablet:hidden"
        options={measures.map((id) => ({ id, label: t(`insights.compare.choose.${id}`) }))}
        value={measure}
        onChange={(next) => change({ measure: next })}
      />
      <div className="not-tablet:hidden">
        <SegmentedControl
          label={t('insights.compare.measure')}
          options={measures.map((value) => ({ value, label: t(`insights.compare.choose.${value}`) }))}
          value={measure}
          onChange={(next) => change({ measure: next })}
        />
      </div>
      {measure === 'winRate' && <ByDay value={byDay} />}
    </div>
  )
}

/** What every workspace can compare by, then the fields of its own, by their names. */
function DimensionField({ comparing: { by, field } }: { comparing: Comparing }) {
  const { t } = useWords()
  const change = useInsightsChange()
  const own = useAllCustomFields()?.filter(divides) ?? []
  const options: Option[] = [
    ...dimensions.flatMap((id) => (id === 'field' ? [] : [{ id, label: t(`insights.compare.by.${id}`) }])),
    ...own.map(({ id, name, record }) => ({ id, label: name, hint: t(`insights.compare.by.own.${record}`) })),
  ]
  const choose = (next: string) => {
    const isOwn = own.some(({ id }) => id === next)
    const chosen = isOwn ? { by: 'field', field: next } : { by: next, field: undefined }
    change({ ...chosen, bounds: undefined, part: undefined, group: undefined })
  }
  return (
    <SelectField
      label={t('insights.compare.by')}
      className="max-w-64"
      options={options}
      value={by === 'field' ? (field ?? null) : by}
      onChange={choose}
    />
  )
}

const mostBounds = 4

/** Where price bands end; empty: by the deals' own quartiles. */
function Bounds({ comparing: { bounds }, currency }: { comparing: Comparing; currency: string }) {
  const { t } = useWords()
  const change = useInsightsChange()
  const ends = bounds?.split(',').map(Number) ?? []
  const put = (place: number, end: number | null) => {
    const next = ends.toSpliced(place, 1, ...(end === null || end <= 0 ? [] : [end]))
    change({ bounds: next.toSorted((one, other) => one - other).join(',') || undefined })
  }
  return (
    <Popover
      label={t('insights.compare.price-ends')}
      trigger={
        <Button className="font-normal!">
          {t(ends.length === 0 ? 'insights.compare.price-quartiles' : 'insights.compare.price-chosen')}
        </Button>
      }
    >
      <div className="flex w-60 flex-col gap-3">
        {Array.from({ length: Math.min(mostBounds, ends.length + 1) }, (_, place) => (
          <MoneyField
            key={`${place} ${ends[place]}`}
            label={t('insights.compare.price-end', { number: place + 1 })}
            currency={currency}
            value={ends[place] ?? null}
            onChange={(end) => put(place, end)}
          />
        ))}
        {ends.length > 0 && (
          <Button variant="quiet" onPress={() => change({ bounds: undefined })}>
            {t('insights.compare.price-quartiles')}
          </Button>
        )}
      </div>
    </Popover>
  )
}
