import { useQuery } from '@tanstack/react-query'
import IconAdjustmentsHorizontal from '@tabler/icons-react/dist/esm/icons/IconAdjustmentsHorizontal.mjs'
import { grades, prospectViews } from '../../contract/prospects.ts'
import { useSources } from '../deals/deal-query.ts'
import { useLook } from '../deals/use-look.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { Button, Popover, SelectField, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { listsQuery } from './prospects-query.ts'
import type { ProspectFilters } from './prospects-query.ts'

const all = 'all'
const nobody = 'nobody'

/** Which list, which of those on it, whose, from where, how well they fit, in which order. What is chosen stands in the address. */
export function FilterBar({ filters }: { filters: ProspectFilters }) {
  const { t } = useWords()
  const [, look] = useLook()
  const lists = useQuery(listsQuery).data ?? []
  const narrowed = [filters.grade, filters.source, filters.owner ?? filters.unclaimed].filter(Boolean).length
  const change: Change = (name, value) =>
    look({ [name]: value === all ? undefined : value, about: undefined, deal: undefined, claimed: undefined })
  return (
    <>
      <Choice
        label={t('prospects.list')}
        all={t('prospects.all-lists')}
        options={lists.map(({ id, name, product }) => ({
          id,
          label: name,
          ...(product ? { hint: product.name } : {}),
        }))}
        value={filters.list}
        onChange={(list) => change('list', list)}
        hideLabel
        className="min-w-0 max-w-44 flex-1 basis-32 not-desktop:max-w-none"
      />
      <SelectField
        label={t('prospects.show')}
        hideLabel
        options={prospectViews.map((id) => ({ id, label: t(`prospects.show.${id}`) }))}
        value={filters.show}
        onChange={(show) => change('show', show === 'open' ? all : show)}
        className="min-w-0 max-w-40 flex-1 basis-32 not-desktop:max-w-none"
      />
      <Popover
        label={t('prospects.filter')}
        trigger={
          <Button icon={IconAdjustmentsHorizontal}>
            {narrowed === 0 ? t('prospects.filter') : t('prospects.filter.count', { count: narrowed })}
          </Button>
        }
      >
        <div className="flex w-60 flex-col gap-3">
          <Narrowing filters={filters} onChange={change} />
          <SelectField
            label={t('prospects.sort')}
            options={(['rank', 'newest'] as const).map((id) => ({ id, label: t(`prospects.sort.${id}`) }))}
            value={filters.sort}
            onChange={(sort) => change('sort', sort === 'rank' ? all : sort)}
          />
        </div>
      </Popover>
    </>
  )
}

type Change = (name: string, value: string) => void

/** Whose, how well they fit, from where. */
function Narrowing({ filters, onChange }: { filters: ProspectFilters; onChange: Change }) {
  const { t } = useWords()
  const { member } = useSession()
  const members = useMembers()
  const sources = useSources()
  const owners = [
    { id: member.id, label: t('prospects.mine') },
    { id: nobody, label: t('prospects.nobody') },
    ...members.filter(({ id }) => id !== member.id).map(({ id, name }) => ({ id, label: name })),
  ]
  return (
    <>
      {members.length > 1 && (
        <Choice
          label={t('prospects.owner')}
          all={t('prospects.everybody')}
          options={owners}
          value={filters.unclaimed ? nobody : filters.owner}
          onChange={(owner) => onChange('owner', owner)}
        />
      )}
      <Choice
        label={t('prospects.grade')}
        all={t('prospects.all-grades')}
        options={grades.map((id) => ({ id, label: t('prospects.graded', { grade: id }) }))}
        value={filters.grade}
        onChange={(grade) => onChange('grade', grade)}
        className="w-32"
      />
      {sources.length > 0 && (
        <Choice
          label={t('prospects.source')}
          all={t('prospects.all-sources')}
          options={sources.map(({ id, name }) => ({ id, label: name }))}
          value={filters.source}
          onChange={(source) => onChange('source', source)}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly all: string
  readonly options: readonly Option[]
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  readonly className?: string
  readonly hideLabel?: boolean
}

function Choice({ label, all: everything, hideLabel, options, value, onChange, className }: ChoiceProps) {
  return (
    <SelectField
      label={label}
      hideLabel={hideLabel ?? false}
      options={[{ id: all, label: everything }, ...options]}
      value={value ?? all}
      onChange={onChange}
      className={className ?? ''}
    />
  )
}
