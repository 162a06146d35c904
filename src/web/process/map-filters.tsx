import type { ProcessDetail } from '../../contract/process.ts'
import { PeriodFilter } from '../measurement/day-filters.tsx'
import { Choice, useChoices } from '../measurement/filter-bar.tsx'
import { Button, useWords } from '../ui/index.ts'
import { useMapSearch } from './map-search.ts'
import { useProcessChange } from './process-query.ts'

/** Which deals the map is measured on, as a row of choices; what is chosen stands in the address. */
export function MapFilterBar({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const change = useProcessChange()
  const choices = useChoices()
  const { filters } = useMapSearch(process)
  const versions = process.versions
    .filter(({ status }) => status !== 'draft')
    .map(({ id, number }) => ({ id, label: t('processes.version-number', { number }) }))
  const clear = () =>
    change({ from: undefined, to: undefined, owner: undefined, source: undefined, opened_in: undefined })
  return (
    <search aria-label={t('insights.filters')} className="flex flex-wrap items-center gap-2 print:hidden">
      <PeriodFilter from={filters.from} to={filters.to} onChange={change} />
      {(['owner', 'source'] as const).map((name) => (
        <Choice
          key={name}
          label={t(`insights.filter.${name}`)}
          all={t(`insights.filter.${name}.all`)}
          options={choices[name]}
          value={filters[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <Choice
        label={t('processes.filter.version')}
        all={t('processes.filter.version.all')}
        options={versions}
        value={filters.version}
        onChange={(value) => change({ opened_in: value })}
      />
      {Object.keys(filters).length > 0 && (
        <Button variant="quiet" onPress={clear}>
          {t('insights.filter.clear')}
        </Button>
      )}
    </search>
  )
}
