import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listMembers } from '../../contract/access.ts'
import { listSources } from '../../contract/sources.ts'
import { listProcesses } from '../../contract/process.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { Button, SelectField, useFormats, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { AsOfFilter, KnownAt, PeriodFilter } from './day-filters.tsx'
import { useInsightsChange } from './search.ts'
import type { Filters, InsightsChange } from './search.ts'

const everything = 'everything'
// A select holds so many at most; the contract's largest page.
const most = 200

type Named = Pick<Option, 'id'> & { readonly name: string }

/** Which deals the figures count, as a row of choices; what is chosen stands in the address. */
export function FilterBar({ filters, isOfWork = false }: { filters: Filters; isOfWork?: boolean }) {
  const change = useInsightsChange()
  return (
    <FilterChoices filters={filters} onChange={change}>
      <PeriodFilter from={filters.from} to={filters.to} onChange={change} isOfWork={isOfWork} />
    </FilterChoices>
  )
}

interface FilterChoicesProps {
  readonly filters: Filters
  readonly onChange: (change: InsightsChange) => void
  /** What narrows by time. */
  readonly children?: ReactNode
}

export function FilterChoices({ filters, onChange: change, children }: FilterChoicesProps) {
  const { t } = useWords()
  const choices = useChoices()
  const isNarrowed = Object.keys(filters).length > 0
  const clear = () =>
    change({
      from: undefined,
      to: undefined,
      owner: undefined,
      product: undefined,
      source: undefined,
      process: undefined,
      as_of: undefined,
      known_at: undefined,
    })
  return (
    <search aria-label={t('insights.filters')} className="mb-4 flex flex-wrap items-center gap-2 print:hidden">
      {children}
      {(['owner', 'product', 'source', 'process'] as const).map((name) => (
        <Choice
          key={name}
          label={t(`insights.filter.${name}`)}
          all={t(`insights.filter.${name}.all`)}
          options={choices[name]}
          value={filters[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <AsOfFilter value={filters.as_of} onChange={(day) => change({ as_of: day })} />
      {filters.known_at && <KnownAt moment={filters.known_at} onClear={() => change({ known_at: undefined })} />}
      {isNarrowed && (
        <Button variant="quiet" onPress={clear}>
          {t('insights.filter.clear')}
        </Button>
      )}
    </search>
  )
}

interface ChoiceProps {
  readonly label: string
  /** What it says when nothing is chosen. */
  readonly all: string
  readonly options: readonly Option[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** One choice; without anything to choose from, it steps out of sight. */
export function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  if (options.length < 2 && value === undefined) return null
  return (
    <SelectField
      label={label}
      hideLabel
      className="max-w-56"
      options={[{ id: everything, label: all }, ...options]}
      value={value ?? everything}
      onChange={(id) => onChange(id === everything ? undefined : id)}
    />
  )
}

/** What figures can be narrowed to. */
export function useChoices() {
  const { workspace } = useSession()
  const { compare } = useFormats()
  const query = { limit: most }
  const owners = useQuery({
    queryKey: ['members', workspace.id, 'choices', 'all'],
    // Deals of those who have left are counted too.
    queryFn: () => call(listMembers, { query: { ...query, include: 'deactivated' } }),
  })
  const products = useQuery({
    queryKey: ['products', workspace.id, 'choices'],
    queryFn: () => call(listProducts, { query }),
  })
  const sources = useQuery({
    queryKey: ['sources', workspace.id, 'choices'],
    queryFn: () => call(listSources, { query }),
  })
  const processes = useQuery({
    queryKey: ['processes', workspace.id, 'choices'],
    queryFn: () => call(listProcesses, { query }),
  })
  const options = (found: { items: readonly Named[] } | undefined): Option[] =>
    (found?.items ?? []).map(({ id, name }) => ({ id, label: name })).toSorted((a, b) => compare(a.label, b.label))
  return {
    owner: options(owners.data),
    product: options(products.data),
    source: options(sources.data),
    process: options(processes.data),
  }
}
